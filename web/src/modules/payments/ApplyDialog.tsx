import { Modal } from 'antd';
import { useState } from 'react';
import { isPositive, type Decimal } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Allocations } from './Allocations';
import { isTooMuch, proposeOldestFirst } from './allocate';
import { useSupplierBalance, type Allocation } from './api';

interface ApplyDialogProps {
  party: string;
  left: Decimal;
  onApply: (allocations: Allocation[]) => void;
  onCancel: () => void;
}

/** Which open invoices of the supplier a prepayment settles. */
export function ApplyDialog({ party, left, onApply, onCancel }: ApplyDialogProps) {
  const balance = useSupplierBalance(party);
  const [own, setOwn] = useState<Allocation[]>();
  const open = (balance.data?.open_invoices ?? []).filter((item) => item.kind === 'invoice');
  const allocations = (own ?? proposeOldestFirst(left, open)).filter((item) => isPositive(item.amount));
  return (
    <Modal
      open
      width={860}
      title={t('web.payment.apply')}
      okText={t('web.payment.apply')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: allocations.length === 0 || isTooMuch(left, allocations, open) }}
      onOk={() => onApply(allocations)}
      onCancel={onCancel}
    >
      <Allocations
        refund={false}
        side="supplier"
        amount={left}
        balance={balance}
        invoices={open}
        allocations={allocations}
        proposed={own === undefined}
        onChange={setOwn}
        onPropose={() => setOwn(undefined)}
      />
    </Modal>
  );
}
