import { DatePicker, Form, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Problem } from '../../../api/problem';
import { today } from '../../../kit/dates';
import { compare, isNegative, isPositive, subtract, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t, type MessageKey } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { useMoneyAccounts } from '../api';
import type { Bill } from './api';

export type UseVerb = 'discount' | 'collect' | 'honour' | 'dishonour';

export const USE_WORDS: Record<UseVerb, MessageKey> = {
  discount: 'web.bill.discount',
  collect: 'web.bill.collect',
  honour: 'web.bill.honour',
  dishonour: 'web.bill.dishonour',
};

interface UseDialogProps {
  bill: Bill;
  verb: UseVerb;
  pending: boolean;
  refusal: Problem | null;
  onClose: () => void;
  onUse: (body: Record<string, unknown>) => void;
}

/** On which day money comes of a bill, how much, and where; or that none comes. */
export function UseDialog({ bill, verb, pending, refusal, onClose, onUse }: UseDialogProps) {
  const accounts = useMoneyAccounts();
  const [amount, setAmount] = useState<Decimal | null>(bill.remaining);
  const [interest, setInterest] = useState<Decimal | null>(null);
  const [day, setDay] = useState(today());
  const [account, setAccount] = useState<string>();
  const usable = (accounts.data ?? []).filter((item) => item.active);
  const accountId = account ?? usable[0]?.id;
  const moves = verb !== 'dishonour';
  const tooMuch = amount !== null && compare(amount, bill.remaining) > 0;
  const costs = verb === 'discount' ? interest : '0';
  const kept = costs !== null && amount !== null && !isNegative(costs) && compare(costs, amount) < 0;
  const fits = amount !== null && isPositive(amount) && !tooMuch && (!moves || (kept && accountId));
  const save = (): void => {
    if (!fits) return;
    onUse({
      occurred_on: day,
      ...(moves ? { amount, money_account_id: accountId } : {}),
      ...(verb === 'discount' ? { interest } : {}),
    });
  };
  return (
    <Modal
      open
      title={t(USE_WORDS[verb])}
      okText={t(USE_WORDS[verb])}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !fits, loading: pending, danger: verb === 'dishonour' }}
      onOk={save}
      onCancel={onClose}
    >
      {refusal ? <ErrorPanel error={refusal} /> : null}
      {moves ? null : <p>{t('web.bill.dishonour.explain')}</p>}
      <Form layout="vertical">
        {moves ? (
          <Form.Item
            label={t(verb === 'discount' ? 'web.bill.discounted_amount' : 'web.receipt.amount')}
            required
            {...(tooMuch
              ? { validateStatus: 'error' as const, help: t('web.too_much', { open: bill.remaining }) }
              : {})}
          >
            <DecimalInput
              label={t(verb === 'discount' ? 'web.bill.discounted_amount' : 'web.receipt.amount')}
              prefix="¥"
              value={amount}
              onChange={setAmount}
            />
          </Form.Item>
        ) : null}
        {verb === 'discount' ? (
          <Form.Item
            label={t('web.bill.interest')}
            required
            extra={
              amount !== null && interest !== null ? (
                <>
                  {t('web.bill.comes_in')} ¥ <Money value={subtract(amount, interest)} />
                </>
              ) : null
            }
          >
            <DecimalInput label={t('web.bill.interest')} prefix="¥" value={interest} onChange={setInterest} />
          </Form.Item>
        ) : null}
        <Form.Item label={t('web.bill.day')} required>
          <DatePicker
            allowClear={false}
            aria-label={t('web.bill.day')}
            value={dayjs(day)}
            style={{ width: '100%' }}
            onChange={(chosen) => {
              if (chosen) setDay(chosen.format('YYYY-MM-DD'));
            }}
          />
        </Form.Item>
        {moves ? (
          <Form.Item label={t(verb === 'honour' ? 'web.payment.account' : 'web.receipt.account')} required>
            <Select
              aria-label={t(verb === 'honour' ? 'web.payment.account' : 'web.receipt.account')}
              value={accountId ?? null}
              loading={accounts.isPending}
              options={usable.map((item) => ({ value: item.id, label: item.name }))}
              onChange={setAccount}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
