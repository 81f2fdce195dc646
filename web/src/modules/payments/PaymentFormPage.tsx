import { useSearch } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useRecord } from '../../api/records';
import type { Condition, Reference } from '../../api/types';
import { today } from '../../kit/dates';
import { isPositive, sum, type Decimal } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { recordUrl, useGo } from '../../kit/Go';
import { modKey, useHotkey } from '../../kit/hotkeys';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { Allocations } from './Allocations';
import { asksFor, isTooMuch, proposeOldestFirst } from './allocate';
import {
  useCreatePayment,
  useMoneyAccounts,
  useSupplierBalance,
  type Allocation,
  type PaymentKind,
} from './api';
import styles from './ReceiptFormPage.module.css';

const SUPPLIERS: Condition = { field: 'is_supplier', op: 'eq', value: true };

interface Search {
  party?: string;
  invoice?: string;
  kind?: string;
}

/** Money that goes to a supplier (or comes back): how much, and which of his invoices it settles. */
export default function PaymentFormPage() {
  const { party, invoice, kind } = useSearch({ strict: false }) as Search;
  const known = useRecord('parties', party ?? '');
  if (party && known.isPending) return <SkeletonPage />;
  const row = party ? known.data?.value : undefined;
  const start = row ? { id: row.id, title: String(row.name ?? '') } : null;
  return <PaymentForm start={start} invoice={invoice} startKind={kind === 'refund' ? 'refund' : 'payment'} />;
}

interface PaymentFormProps {
  start: Reference | null;
  invoice: string | undefined;
  startKind: PaymentKind;
}

function PaymentForm({ start, invoice, startKind }: PaymentFormProps) {
  const go = useGo();
  const create = useCreatePayment();
  const accounts = useMoneyAccounts();
  const [kind, setKind] = useState<PaymentKind>(startKind);
  const [party, setParty] = useState<Reference | null>(start);
  const [typedAmount, setAmount] = useState<Decimal | null>();
  const [day, setDay] = useState(today());
  const [account, setAccount] = useState<string>();
  const [note, setNote] = useState('');
  const [own, setOwn] = useState<Allocation[]>();
  const [tried, setTried] = useState(false);
  const balance = useSupplierBalance(party?.id);
  const settles = kind === 'payment' ? 'invoice' : 'credit_note';
  const open = (balance.data?.open_invoices ?? []).filter((item) => asksFor(item.kind) === settles);
  const asked = open.filter((item) => item.id === invoice);
  const wanted = asked.length > 0 ? asked : open;
  const amount = typedAmount === undefined ? suggested(wanted.map((item) => item.open)) : typedAmount;
  const proposal = amount ? proposeOldestFirst(amount, wanted) : [];
  const allocations = own ?? proposal;
  const usable = (accounts.data ?? []).filter((item) => item.active);
  const accountId = account ?? usable[0]?.id;
  const { question, release } = useLeaveGuard(typedAmount !== undefined || own !== undefined);

  const valid = party && amount && isPositive(amount) && accountId && !isTooMuch(amount, allocations, open);
  const draft = valid
    ? {
        kind,
        party_id: party.id,
        amount,
        paid_on: day,
        money_account_id: accountId,
        allocations: allocations.filter((item) => isPositive(item.amount)),
        ...(note.trim() ? { note: note.trim() } : {}),
      }
    : undefined;
  const save = (): void => {
    setTried(true);
    if (!draft || create.isPending) return;
    create.mutate(draft, {
      onSuccess: (made) => {
        release();
        sayDone(t('web.payment.saved', { number: made.number }));
        go(recordUrl('payments', made.id), { replace: true });
      },
    });
  };
  useHotkey('mod+s', save);

  return (
    <Page
      title={t(kind === 'refund' ? 'web.payment.refund' : 'web.create.payment')}
      narrow
      actions={
        <>
          <Button onClick={() => go('/payments')}>{t('web.cancel')}</Button>
          <PreviewEntries path="payments" body={draft} />
          <Button
            type="primary"
            loading={create.isPending}
            disabled={accounts.isPending}
            title={`${modKey()} S`}
            onClick={save}
          >
            {t(kind === 'refund' ? 'web.payment.collect' : 'web.payment.save')}
          </Button>
        </>
      }
    >
      {create.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={create.error} />
        </div>
      ) : null}
      <Section title={t(kind === 'refund' ? 'web.payment.refund' : 'web.payment')}>
        <Form layout="vertical" className={styles.fields}>
          <Form.Item
            label={t('web.supplier')}
            required
            {...(tried && !party ? { validateStatus: 'error' as const, help: t('web.supplier.needed') } : {})}
          >
            <ReferencePicker
              label={t('web.supplier')}
              required
              path="parties"
              filter={SUPPLIERS}
              value={party?.id}
              title={party?.title}
              autoFocus={!start}
              onChange={(chosen) => {
                setParty(chosen ?? null);
                setOwn(undefined);
              }}
            />
          </Form.Item>
          <Form.Item
            label={t('web.payment.amount')}
            required
            {...(tried && !(amount && isPositive(amount))
              ? { validateStatus: 'error' as const, help: t('web.receipt.amount_needed') }
              : {})}
          >
            <DecimalInput
              label={t('web.payment.amount')}
              prefix="¥"
              value={amount ?? null}
              onChange={(value) => {
                setAmount(value);
                setOwn(undefined);
              }}
            />
          </Form.Item>
          <Form.Item label={t('web.payment.date')} required>
            <DatePicker
              allowClear={false}
              aria-label={t('web.payment.date')}
              value={dayjs(day)}
              onChange={(chosen) => {
                if (chosen) setDay(chosen.format('YYYY-MM-DD'));
              }}
            />
          </Form.Item>
          <Form.Item label={t(kind === 'refund' ? 'web.receipt.account' : 'web.payment.account')} required>
            <Select
              aria-label={t(kind === 'refund' ? 'web.receipt.account' : 'web.payment.account')}
              value={accountId ?? null}
              loading={accounts.isPending}
              options={usable.map((item) => ({
                value: item.id,
                label: `${item.name}　${item.account_id.title}`,
              }))}
              onChange={setAccount}
            />
          </Form.Item>
          <Form.Item label={t('web.receipt.kind')}>
            <Select
              aria-label={t('web.receipt.kind')}
              value={kind}
              options={[
                { value: 'payment', label: t('web.payment') },
                { value: 'refund', label: t('web.payment.refund') },
              ]}
              onChange={(next: PaymentKind) => {
                setKind(next);
                setOwn(undefined);
              }}
            />
          </Form.Item>
          <Form.Item label={t('web.note')} className={styles.wide}>
            <Input
              aria-label={t('web.note')}
              value={note}
              maxLength={2000}
              onChange={(event) => setNote(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Section>
      <Allocations
        refund={kind === 'refund'}
        side="supplier"
        amount={amount ?? '0'}
        balance={party ? balance : undefined}
        invoices={open}
        allocations={allocations}
        proposed={own === undefined}
        onChange={setOwn}
        onPropose={() => setOwn(undefined)}
      />
      {question}
    </Page>
  );
}

/** Paying everything open is the usual case. */
const suggested = (open: Decimal[]): Decimal | null => (open.length === 0 ? null : sum(open));
