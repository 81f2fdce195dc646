import { Button, Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { CopyBox } from '../../kit/CopyBox';
import { TimeText } from '../../kit/DateText';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayRefused } from '../../kit/toast';
import { downloadPng } from '../crm/qrPicture';
import { useShareQuotation } from './api';
import styles from './Quoting.module.css';

/** The address to be sent to the customer, as text and as picture, and when he was last there. */
export function LinkDialog({ id, number, onClose }: { id: string; number: string; onClose: () => void }) {
  const share = useShareQuotation(id);
  const asked = useRef(false);
  const ask = share.mutate;
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    ask({ anew: false });
  }, [ask]);
  const link = share.data;
  return (
    <Modal
      open
      title={t('web.quotation.link')}
      okText={t('web.close')}
      cancelButtonProps={{ style: { display: 'none' } }}
      onOk={onClose}
      onCancel={onClose}
    >
      {share.error ? <ErrorPanel error={share.error} /> : null}
      {link ? (
        <div className={styles.qr}>
          <img
            width={148}
            height={148}
            alt={t('web.quotation.qr', { number })}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(link.qr_svg)}`}
          />
          <div className={styles.address}>
            <p className="soft">{t('web.quotation.link.explain')}</p>
            <CopyBox text={link.address} />
            <p className="soft">
              {link.last_seen_at ? (
                <>
                  {t('web.quotation.seen')} <TimeText value={link.last_seen_at} />
                </>
              ) : (
                t('web.quotation.not_seen')
              )}
            </p>
            <div className={styles.actions}>
              <Button size="small" onClick={() => void downloadPng(link.qr_svg, number).catch(sayRefused)}>
                {t('web.quotation.png')}
              </Button>
              <Button size="small" loading={share.isPending} onClick={() => share.mutate({ anew: true })}>
                {t('web.quotation.link.anew')}
              </Button>
            </div>
          </div>
        </div>
      ) : share.error ? null : (
        <SkeletonRows rows={3} columns={1} />
      )}
    </Modal>
  );
}
