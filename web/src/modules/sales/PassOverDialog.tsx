import { Modal } from 'antd';
import { formatMoney } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import type { Order } from './api';

interface PassOverDialogProps {
  beyond: NonNullable<Order['passes_over']>;
  customer: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Tells who may sell over a customer's credit what he passes over, before he confirms the order. */
export function PassOverDialog({ beyond, customer, onConfirm, onCancel }: PassOverDialogProps) {
  return (
    <Modal
      open
      title={t('web.credit.pass_over')}
      okText={t('web.credit.pass_over.confirm')}
      cancelText={t('web.cancel')}
      onOk={onConfirm}
      onCancel={onCancel}
    >
      {beyond.over === null ? null : (
        <p>{t('web.credit.pass_over.limit', { customer, amount: formatMoney(beyond.over) })}</p>
      )}
      {beyond.overdue === null ? null : (
        <p>{t('web.credit.pass_over.overdue', { customer, amount: formatMoney(beyond.overdue) })}</p>
      )}
      <p className="soft">{t('web.credit.pass_over.kept')}</p>
    </Modal>
  );
}
