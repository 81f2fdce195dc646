import { useSearch } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useRecord } from '../../api/records';
import type { Condition, Reference } from '../../api/types';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { compare, isPositive, sum, type Decimal } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { needsApproval, SubmitInstead } from '../../kit/form/SubmitInstead';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useAccess } from '../../kit/access';
import { useSave } from '../../kit/useSave';
import { Allocations } from './Allocations';
import { asksFor, isTooMuch, proposeOldestFirst } from './allocate';
import {
  useCreatePayment,
  useMoneyAccounts,
  useSupplierBalance,
  type Allocation,
  type PaymentKind,
} from './api';
import { useBill, useEndorseBill, useIssueBill, type BillStatus, type Means } from './bills/api';
import { BillPicker } from './bills/BillPicker';
import { MeansSelect } from './bills/MeansSelect';
import { usePaper } from './bills/paper';
import { PaperFields } from './bills/PaperFields';
import styles from './ReceiptFormPage.module.css';

const SUPPLIERS: Condition = { field: 'is_supplier', op: 'eq', value: true };

interface Search {
  party?: string;
  invoice?: string;
  kind?: string;
  means?: string;
  bill?: string;
}

/** Money that goes to a supplier (or comes back): how much, and which of his invoices it settles. */
export default function PaymentFormPage() {
  const { party, invoice, kind, means, bill } = useSearch({ strict: false }) as Search;
  const known = useRecord('parties', party ?? '');
  if (party && known.isPending) return <SkeletonPage />;
  const row = party ? known.data?.value : undefined;
  const start = row ? { id: row.id, title: String(row.name ?? '') } : null;
  return (
    <PaymentForm
      start={start}
      invoice={invoice}
      startKind={kind === 'refund' ? 'refund' : 'payment'}
      startMeans={bill ? 'endorse' : means === 'issue' ? 'issue' : 'money'}
      startBill={bill}
    />
  );
}

interface PaymentFormProps {
  start: Reference | null;
  invoice: string | undefined;
  startKind: PaymentKind;
  startMeans: Means;
  startBill: string | undefined;
}

function PaymentForm({ start, invoice, startKind, startMeans, startBill }: PaymentFormProps) {
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
  const { can } = useAccess();
  const offered: Means[] = [
    'money',
    ...(can('payments.payment.post') && can('bills.bill.use') ? (['endorse'] as const) : []),
    ...(can('payments.payment.post') && can('bills.bill.take') ? (['issue'] as const) : []),
  ];
  const [chosenMeans, setMeans] = useState<Means>(startMeans);
  const means = kind === 'payment' && offered.includes(chosenMeans) ? chosenMeans : 'money';
  const [billId, setBill] = useState(startBill);
  const held = useBill(means === 'endorse' ? (billId ?? '') : '').data?.value;
  const paper = usePaper();
  const endorse = useEndorseBill();
  const issue = useIssueBill();
  const making = means === 'endorse' ? endorse : means === 'issue' ? issue : create;
  const balance = useSupplierBalance(party?.id);
  const dayName = t(kind === 'refund' ? 'web.receipt.refund_date' : 'web.payment.date');
  const settles = kind === 'payment' ? 'invoice' : 'credit_note';
  const open = (balance.data?.open_invoices ?? []).filter((item) => asksFor(item.kind) === settles);
  const asked = open.filter((item) => item.id === invoice);
  const wanted = asked.length > 0 ? asked : open;
  const usual = suggested(wanted.map((item) => item.open));
  const most = means === 'endorse' ? held?.remaining : undefined;
  const amount = typedAmount === undefined ? smaller(usual, most) : typedAmount;
  const proposal = amount ? proposeOldestFirst(amount, wanted) : [];
  const allocations = own ?? proposal;
  const usable = (accounts.data ?? []).filter((item) => item.active);
  const accountId = account ?? usable[0]?.id;
  const { question, release } = useLeaveGuard(
    typedAmount !== undefined || own !== undefined || paper.typed.number !== '',
  );

  const beyond = most !== undefined && amount !== null && compare(amount, most) > 0;
  const said =
    party && amount && isPositive(amount) && !beyond && !isTooMuch(amount, allocations, open)
      ? {
          party_id: party.id,
          amount,
          allocations: allocations.filter((item) => isPositive(item.amount)),
          ...(note.trim() ? { note: note.trim() } : {}),
        }
      : undefined;
  const draft = said && accountId ? { ...said, kind, paid_on: day, money_account_id: accountId } : undefined;
  const passed = said && billId ? { ...said, bill_id: billId, occurred_on: day } : undefined;
  const written = said && paper.body ? { ...said, entered_on: day, paper: paper.body } : undefined;
  const preview = {
    endorse: { path: 'endorsed-bills', body: passed },
    issue: { path: 'issued-bills', body: written },
    money: { path: 'payments', body: draft },
    bill: { path: 'payments', body: draft },
  }[means];
  const shown = (id: string, number: string): void => {
    release();
    sayDone(t(kind === 'refund' ? 'web.payment.refund_saved' : 'web.payment.saved', { number }));
    go(recordUrl('payments', id), { replace: true });
  };
  const save = (): void => {
    setTried(true);
    if (making.isPending) return;
    const onSuccess = ({ paper: made }: BillStatus): void => {
      if (made) shown(made.id, made.number);
    };
    if (means === 'endorse' && passed) endorse.mutate(passed, { onSuccess });
    if (means === 'issue' && written) issue.mutate(written, { onSuccess });
    if (means === 'money' && draft)
      create.mutate(draft, { onSuccess: (made) => shown(made.id, made.number) });
  };
  const saving = useSave(save, {
    ready: means !== 'money' || !accounts.isPending,
    pending: making.isPending,
  });

  return (
    <Page
      title={t(kind === 'refund' ? 'web.payment.refund' : 'web.create.payment')}
      narrow
      actions={
        <>
          <Button onClick={() => go('/payments')}>{t('web.cancel')}</Button>
          <PreviewEntries path={preview.path} body={preview.body} />
          <Button type="primary" {...saving}>
            {t(kind === 'refund' ? 'web.payment.collect' : 'web.payment.save')}
          </Button>
        </>
      }
    >
      {making.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={making.error}>
            {needsApproval(making.error) && draft ? (
              <SubmitInstead problem={making.error} payload={draft} release={release} />
            ) : undefined}
          </ErrorPanel>
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
            {...(beyond
              ? { validateStatus: 'error' as const, help: t('web.bill.too_much', { left: most }) }
              : tried && !(amount && isPositive(amount))
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
          <Form.Item label={dayName} required>
            <DayPicker aria-label={dayName} value={day} onChange={setDay} />
          </Form.Item>
          {kind === 'payment' && offered.length > 1 ? (
            <MeansSelect label="web.bill.paid_by" offered={offered} value={means} onChange={setMeans} />
          ) : null}
          {means === 'endorse' ? <BillPicker value={billId} tried={tried} onChange={setBill} /> : null}
          {means === 'money' ? (
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
          ) : null}
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
          {means === 'issue' ? <PaperFields paper={paper} tried={tried} own /> : null}
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
        proposed={own !== undefined ? null : asked.length > 0 ? 'this_one' : 'oldest_first'}
        onChange={setOwn}
        onPropose={() => setOwn(undefined)}
      />
      {question}
    </Page>
  );
}

/** Paying everything open is the usual case. */
const suggested = (open: Decimal[]): Decimal | null => (open.length === 0 ? null : sum(open));

/** What is open, but no more than is left of the bill; without anything open, all of the bill. */
const smaller = (usual: Decimal | null, most: Decimal | undefined): Decimal | null => {
  if (most === undefined) return usual;
  return usual === null || compare(usual, most) > 0 ? most : usual;
};
