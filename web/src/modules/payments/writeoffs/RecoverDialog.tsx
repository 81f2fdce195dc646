import { Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { compare, isPositive, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { sayDone } from '../../../kit/toast';
import { useCreateReceipt, useMoneyAccounts } from '../api';
import type { WriteOff } from './api';

interface RecoverDialogProps {
  writeOff: WriteOff;
  left: Decimal;
  onClose: () => void;
}

/** Money that came of what had been written off. */
export function RecoverDialog({ writeOff, left, onClose }: RecoverDialogProps) {
  const create = useCreateReceipt();
  const accounts = useMoneyAccounts();
  const [amount, setAmount] = useState<Decimal | null>(left);
  const [day, setDay] = useState(today());
  const [account, setAccount] = useState<string>();
  const usable = (accounts.data ?? []).filter((item) => item.active);
  const accountId = account ?? usable[0]?.id;
  const fits = amount !== null && isPositive(amount) && compare(amount, left) <= 0;
  const save = (): void => {
    if (!fits || !accountId) return;
    const about = { kind: 'recovery' as const, party_id: writeOff.party.id, write_off_id: writeOff.id };
    create.mutate(
      { ...about, amount, received_on: day, money_account_id: accountId, allocations: [], tails: [] },
      {
        onSuccess: (made) => {
          sayDone(t('web.receipt.saved', { number: made.number }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={t('web.write_off.recover')}
      okText={t('web.write_off.recover')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !fits || !accountId, loading: create.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      {create.isError ? <ErrorPanel error={create.error} /> : null}
      <Form layout="vertical">
        <Form.Item
          label={t('web.receipt.amount')}
          required
          {...(amount !== null && compare(amount, left) > 0
            ? { validateStatus: 'error' as const, help: t('web.too_much', { open: left }) }
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
            value={accountId ?? null}
            loading={accounts.isPending}
            options={usable.map((item) => ({ value: item.id, label: item.name }))}
            onChange={setAccount}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
