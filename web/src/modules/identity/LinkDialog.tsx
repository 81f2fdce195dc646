import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { t } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import styles from './LinkDialog.module.css';

interface LinkDialogProps {
  title: string;
  link: string;
  children: ReactNode;
  onClose: () => void;
}

/** A link that is shown once, to be handed over. */
export function LinkDialog({ title, link, children, onClose }: LinkDialogProps) {
  return (
    <Modal
      open
      title={title}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('web.close')}
        </Button>
      }
      onCancel={onClose}
    >
      <p>{children}</p>
      <div className={styles.link}>
        <code>{link}</code>
        <Button
          size="small"
          onClick={() => void navigator.clipboard.writeText(link).then(() => sayDone(t('web.copied')))}
        >
          {t('web.copy')}
        </Button>
      </div>
      <p className="soft">{t('web.users.link.once')}</p>
    </Modal>
  );
}
