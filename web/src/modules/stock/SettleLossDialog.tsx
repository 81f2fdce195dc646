import { Modal } from 'antd';
import { useState } from 'react';
import { add, compare, formatMoney, isNegative, subtract, type Decimal } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { t } from '../../kit/i18n';
import styles from './SettleLossDialog.module.css';

interface SettleLossDialogProps {
  lost: Decimal;
  onSettle: (cause: { compensation: Decimal; vat_out: Decimal }) => void;
  onCancel: () => void;
}

/** What became of goods that are missing: who makes how much good, and input VAT that is paid back. */
export function SettleLossDialog({ lost, onSettle, onCancel }: SettleLossDialogProps) {
  const [compensation, setCompensation] = useState<Decimal | null>('0');
  const [vat, setVat] = useState<Decimal | null>('0');
  const all = add(lost, vat ?? '0');
  const wrong =
    compensation === null ||
    vat === null ||
    isNegative(compensation) ||
    isNegative(vat) ||
    compare(compensation, all) > 0;
  return (
    <Modal
      open
      title={t('web.misc.settle_loss')}
      okText={t('web.misc.settle')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: wrong }}
      onOk={() => onSettle({ compensation: compensation ?? '0', vat_out: vat ?? '0' })}
      onCancel={onCancel}
    >
      <p className="soft">{t('web.misc.settle_loss.explain')}</p>
      <div className={styles.rows}>
        <span>{t('web.stock.value')}</span>
        <b className="figure">¥ {formatMoney(lost)}</b>
        <span>
          {t('web.misc.vat_out')}
          <small className="soft">{t('web.misc.vat_out.hint')}</small>
        </span>
        <DecimalInput label={t('web.misc.vat_out')} value={vat} onChange={setVat} />
        <span>{t('web.misc.compensation')}</span>
        <DecimalInput label={t('web.misc.compensation')} value={compensation} onChange={setCompensation} />
        <span>{t('web.misc.net_loss')}</span>
        <b className="figure">¥ {formatMoney(subtract(all, compensation ?? '0'))}</b>
      </div>
    </Modal>
  );
}
