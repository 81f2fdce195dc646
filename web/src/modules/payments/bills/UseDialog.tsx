import { Form, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../../api/problem';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { compare, formatMoney, isNegative, isPositive, subtract, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t, type MessageKey } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { useMoneyAccounts } from '../api';
import type { Bill, BillUsed } from './api';

export type UseVerb = 'discount' | 'collect' | 'honour' | 'dishonour' | 'send_back';

interface UseDialogProps {
  bill: Bill;
  verb: UseVerb;
  /** What was sold or passed on and comes back. */
  of?: BillUsed | undefined;
  pending: boolean;
  refusal: Problem | null;
  onClose: () => void;
  onUse: (body: Record<string, unknown>) => void;
}

const wordsOf = (bill: Bill, verb: UseVerb): MessageKey =>
  verb === 'dishonour' && bill.side === 'issued' ? 'web.bill.not_paid' : `web.bill.${verb}`;

/** What follows when nobody pays: who owes again, and where it stands. */
function explainOf(bill: Bill, of: BillUsed | undefined): MessageKey {
  if (of) return of.payment ? 'web.bill.send_back.supplier' : 'web.bill.send_back.bank';
  if (bill.side === 'received') {
    return bill.receipt ? 'web.bill.dishonour.explain' : 'web.bill.dishonour.from_before';
  }
  if (bill.kind === 'bank') return 'web.bill.not_paid.bank';
  return bill.payment ? 'web.bill.not_paid.explain' : 'web.bill.not_paid.from_before';
}

const wrong = (said: string | undefined): object =>
  said === undefined ? {} : { validateStatus: 'error' as const, help: said };

/** On which day money comes of a bill, how much, and where; or that none comes. */
export function UseDialog({ bill, verb, of, pending, refusal, onClose, onUse }: UseDialogProps) {
  const accounts = useMoneyAccounts();
  const [amount, setAmount] = useState<Decimal | null>(bill.remaining);
  const [interest, setInterest] = useState<Decimal | null>(null);
  const [day, setDay] = useState(today());
  const [account, setAccount] = useState<string>();
  const [tried, setTried] = useState(false);
  const usable = (accounts.data ?? []).filter((item) => item.active);
  const before = usable.find((item) => item.name === of?.money_account);
  const accountId = account ?? before?.id ?? usable[0]?.id;
  const brings = verb === 'discount' || verb === 'collect' || verb === 'honour';
  const moves = brings || (of !== undefined && !of.payment);
  const out = verb === 'honour' || verb === 'send_back';
  const amountWrong = !brings
    ? undefined
    : amount !== null && compare(amount, bill.remaining) > 0
      ? t('web.too_much', { open: bill.remaining })
      : amount === null || !isPositive(amount)
        ? t('web.receipt.amount_needed')
        : undefined;
  const interestWrong =
    verb !== 'discount'
      ? undefined
      : interest === null || isNegative(interest)
        ? t('web.bill.interest_needed')
        : amount !== null && isPositive(amount) && compare(interest, amount) >= 0
          ? t('web.bill.interest_too_high', { amount })
          : undefined;
  const nowhere = moves && !accountId ? t('web.bill.account_needed') : undefined;
  const save = (): void => {
    setTried(true);
    if (amountWrong !== undefined || interestWrong !== undefined || nowhere !== undefined) return;
    onUse({
      occurred_on: day,
      ...(brings ? { amount } : {}),
      ...(moves ? { money_account_id: accountId } : {}),
      ...(verb === 'discount' ? { interest } : {}),
    });
  };
  const amountLabel = t(verb === 'discount' ? 'web.bill.discounted_amount' : 'web.receipt.amount');
  const accountLabel = t(out ? 'web.payment.account' : 'web.receipt.account');
  return (
    <Modal
      open
      title={t(wordsOf(bill, verb))}
      okText={t(wordsOf(bill, verb))}
      cancelText={t('web.cancel')}
      okButtonProps={{ loading: pending, danger: !brings }}
      onOk={save}
      onCancel={onClose}
    >
      {refusal ? <ErrorPanel error={refusal} /> : null}
      {brings ? null : <p>{t(explainOf(bill, of), { amount: formatMoney(of?.amount ?? bill.remaining) })}</p>}
      <Form layout="vertical">
        {brings ? (
          <Form.Item
            label={amountLabel}
            required
            {...wrong(tried || amount !== null ? amountWrong : undefined)}
          >
            <DecimalInput label={amountLabel} prefix="¥" value={amount} onChange={setAmount} />
          </Form.Item>
        ) : null}
        {verb === 'discount' ? (
          <Form.Item
            label={t('web.bill.interest')}
            required
            {...wrong(tried || interest !== null ? interestWrong : undefined)}
            extra={
              amount !== null && interest !== null && interestWrong === undefined ? (
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
          <DayPicker aria-label={t('web.bill.day')} value={day} style={{ width: '100%' }} onChange={setDay} />
        </Form.Item>
        {moves ? (
          <Form.Item label={accountLabel} required {...wrong(tried ? nowhere : undefined)}>
            <Select
              aria-label={accountLabel}
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
