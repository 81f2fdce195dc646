import { Modal } from 'antd';
import { useState } from 'react';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
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
  onApply: (body: { allocations: Allocation[]; applied_on: string }) => void;
  onCancel: () => void;
}

/** Which open invoices money that was paid ahead settles, and on which day. */
export function ApplyDialog({ side, party, left, onApply, onCancel }: ApplyDialogProps) {
  const owed = useSupplierBalance(side === 'supplier' ? party : undefined);
  const owing = usePartyBalance(side === 'customer' ? party : undefined);
  const balance = side === 'supplier' ? owed : owing;
  const title = t(side === 'supplier' ? 'web.payment.apply' : 'web.receipt.apply');
  const [day, setDay] = useState(today);
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
      onOk={() => onApply({ allocations, applied_on: day })}
      onCancel={onCancel}
    >
      <p>
        <label>
          {t('web.apply.day')} <DayPicker aria-label={t('web.apply.day')} value={day} onChange={setDay} />
        </label>
      </p>
      <Allocations
        refund={false}
        side={side}
        amount={left}
        balance={balance}
        invoices={open}
        allocations={allocations}
        proposed={own === undefined ? 'oldest_first' : null}
        onChange={setOwn}
        onPropose={() => setOwn(undefined)}
      />
    </Modal>
  );
}
