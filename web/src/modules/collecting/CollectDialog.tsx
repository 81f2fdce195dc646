import { Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { compare, isPositive, type Decimal } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import { useMoneyAccounts } from '../payments/api';
import { useCollect, type Money, type ReceiptPlan } from './api';

interface CollectDialogProps {
  plan: ReceiptPlan;
  onClose: () => void;
}

/** Money that came for an order: the next open instalment is proposed. */
export function CollectDialog({ plan, onClose }: CollectDialogProps) {
  const collect = useCollect(plan.order.id);
  const accounts = useMoneyAccounts();
  const next = plan.lines.find((line) => isPositive(line.open))?.open ?? plan.open;
  const [amount, setAmount] = useState<Decimal | null>(next);
  const [day, setDay] = useState(today());
  const [chosen, setChosen] = useState<string>();
  const usable = (accounts.data ?? []).filter((item) => item.active);
  const account = chosen ?? usable[0]?.id;
  const money: Money | undefined =
    amount !== null && isPositive(amount) && account
      ? { amount, received_on: day, money_account_id: account }
      : undefined;
  const save = (): void => {
    if (!money) return;
    collect.mutate(money, {
      onSuccess: (made) => {
        sayDone(t('web.receipt.saved', { number: made.receipt.title }));
        onClose();
      },
    });
  };
  return (
    <Modal
      open
      title={t('web.collecting.collect_for', { order: plan.order.title })}
      okText={t('web.collecting.collect')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !money, loading: collect.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      {collect.isError ? <ErrorPanel error={collect.error} /> : null}
      <Form layout="vertical">
        <Form.Item
          label={t('web.receipt.amount')}
          required
          {...(amount !== null && compare(amount, plan.open) > 0
            ? { validateStatus: 'warning' as const, help: t('web.collecting.more_than_open') }
            : {})}
        >
          <DecimalInput label={t('web.receipt.amount')} prefix="¥" value={amount} onChange={setAmount} />
        </Form.Item>
        <Form.Item label={t('web.receipt.date')} required>
          <DayPicker
            aria-label={t('web.receipt.date')}
            value={day}
            style={{ width: '100%' }}
            onChange={setDay}
          />
        </Form.Item>
        <Form.Item label={t('web.receipt.account')} required>
          <Select
            aria-label={t('web.receipt.account')}
            value={account ?? null}
            loading={accounts.isPending}
            options={usable.map((item) => ({ value: item.id, label: item.name }))}
            onChange={setChosen}
          />
        </Form.Item>
      </Form>
      <p className="soft">{t('web.collecting.how')}</p>
      <PreviewEntries path="sales-orders" of={{ id: plan.order.id, verb: 'collect' }} body={money} />
    </Modal>
  );
}
