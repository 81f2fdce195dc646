import { Modal } from 'antd';
import { useState } from 'react';
import { isPositive, type Decimal } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Allocations } from './Allocations';
import { asksFor, isTooMuch, proposeOldestFirst } from './allocate';
import { usePartyBalance, useSupplierBalance, type Allocation } from './api';

interface ApplyDialogProps {
  /** Whose money it is: paid ahead to a supplier, or by a customer. */
  side: 'supplier' | 'customer';
  party: string;
  left: Decimal;
  onApply: (allocations: Allocation[]) => void;
  onCancel: () => void;
}

/** Which open invoices money that was paid ahead settles. */
export function ApplyDialog({ side, party, left, onApply, onCancel }: ApplyDialogProps) {
  const owed = useSupplierBalance(side === 'supplier' ? party : undefined);
  const owing = usePartyBalance(side === 'customer' ? party : undefined);
  const balance = side === 'supplier' ? owed : owing;
  const title = t(side === 'supplier' ? 'web.payment.apply' : 'web.receipt.apply');
  const [own, setOwn] = useState<Allocation[]>();
  const open = (balance.data?.open_invoices ?? []).filter((item) => asksFor(item.kind) === 'invoice');
  const allocations = (own ?? proposeOldestFirst(left, open)).filter((item) => isPositive(item.amount));
  return (
    <Modal
      open
      width={860}
      title={title}
      okText={title}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: allocations.length === 0 || isTooMuch(left, allocations, open) }}
      onOk={() => onApply(allocations)}
      onCancel={onCancel}
    >
      <Allocations
        refund={false}
        side={side}
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
