import { useSearch } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useRecord } from '../../api/records';
import type { Reference } from '../../api/types';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { isPositive, sum, type Decimal } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { recordUrl, useGo } from '../../kit/Go';
import { t, type MessageKey } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useAccess } from '../../kit/access';
import { useSave } from '../../kit/useSave';
import { AdvanceHint } from './AdvanceHint';
import { Allocations } from './Allocations';
import { asksFor, isTooMuch, proposeOldestFirst } from './allocate';
import {
  useCreateReceipt,
  useMoneyAccounts,
  usePartyBalance,
  usePaymentRules,
  type Allocation,
  type ReceiptKind,
} from './api';
import { useTakeBill, type Means } from './bills/api';
import { MeansSelect } from './bills/MeansSelect';
import { usePaper } from './bills/paper';
import { PaperFields } from './bills/PaperFields';
import styles from './ReceiptFormPage.module.css';
import { tailsOf } from './tails';

type Words = Record<'page' | 'paper' | 'amount' | 'date' | 'account' | 'save' | 'saved', MessageKey>;

/** Money that comes in, or goes back, in its own words. */
const WORDS: Record<'receipt' | 'refund', Words> = {
  receipt: {
    page: 'web.create.receipt',
    paper: 'web.receipt',
    amount: 'web.receipt.amount',
    date: 'web.receipt.date',
    account: 'web.receipt.account',
    save: 'web.receipt.save',
    saved: 'web.receipt.saved',
  },
  refund: {
    page: 'web.receipt.refund_paper',
    paper: 'web.receipt.refund_paper',
    amount: 'web.receipt.refund_amount',
    date: 'web.receipt.refund_date',
    account: 'web.receipt.refund_account',
    save: 'web.invoice.refund',
    saved: 'web.receipt.refund_saved',
  },
};

interface Search {
  party?: string;
  invoice?: string;
  kind?: string;
  means?: string;
}

/** Money that came in (or goes back): from whom, how much, and which invoices it settles. */
export default function ReceiptFormPage() {
  const { party, invoice, kind, means } = useSearch({ strict: false }) as Search;
  const known = useRecord('parties', party ?? '');
  if (party && known.isPending) return <SkeletonPage />;
  const row = party ? known.data?.value : undefined;
  const start = row ? { id: row.id, title: String(row.name ?? '') } : null;
  return (
    <ReceiptForm
      start={start}
      invoice={invoice}
      startKind={kind === 'refund' ? 'refund' : 'receipt'}
      startMeans={means === 'bill' ? 'bill' : 'money'}
    />
  );
}

interface ReceiptFormProps {
  start: Reference | null;
  invoice: string | undefined;
  startKind: ReceiptKind;
  startMeans: Means;
}

function ReceiptForm({ start, invoice, startKind, startMeans }: ReceiptFormProps) {
  const go = useGo();
  const create = useCreateReceipt();
  const accounts = useMoneyAccounts();
  const [kind, setKind] = useState<ReceiptKind>(startKind);
  const [party, setParty] = useState<Reference | null>(start);
  const [typedAmount, setAmount] = useState<Decimal | null>();
  const [day, setDay] = useState(today());
  const [account, setAccount] = useState<string>();
  const [note, setNote] = useState('');
  const [own, setOwn] = useState<Allocation[]>();
  const [tried, setTried] = useState(false);
  const { can } = useAccess();
  const mayTake = can('bills.bill.take') && can('payments.receipt.post');
  const [means, setMeans] = useState<Means>(mayTake ? startMeans : 'money');
  const byBill = means === 'bill' && kind === 'receipt';
  const paper = usePaper();
  const take = useTakeBill();
  const making = byBill ? take : create;
  const balance = usePartyBalance(party?.id);
  const words = WORDS[kind === 'refund' ? 'refund' : 'receipt'];
  const settles = kind === 'receipt' ? 'invoice' : 'credit_note';
  const open = (balance.data?.open_invoices ?? []).filter((item) => asksFor(item.kind) === settles);
  const asked = open.filter((item) => item.id === invoice);
  const wanted = asked.length > 0 ? asked : open;
  const amount = typedAmount === undefined ? suggested(wanted.map((item) => item.open)) : typedAmount;
  const proposal = amount ? proposeOldestFirst(amount, wanted) : [];
  const allocations = own ?? proposal;
  const usable = (accounts.data ?? []).filter((item) => item.active);
  const accountId = account ?? usable[0]?.id;
  const rules = usePaymentRules(kind === 'receipt' && !byBill);
  const [letGo, setLetGo] = useState<ReadonlySet<string>>(new Set());
  const limit = kind === 'receipt' && !byBill ? rules.data?.rounding_limit : undefined;
  const tails = tailsOf(open, allocations, letGo, limit);
  const { question, release } = useLeaveGuard(
    typedAmount !== undefined || own !== undefined || paper.typed.number !== '',
  );

  const said =
    party && amount && isPositive(amount) && !isTooMuch(amount, allocations, open)
      ? {
          party_id: party.id,
          amount,
          allocations: allocations.filter((item) => isPositive(item.amount)),
          ...(note.trim() ? { note: note.trim() } : {}),
        }
      : undefined;
  const draft =
    said && accountId
      ? {
          ...said,
          tails,
          kind,
          received_on: day,
          money_account_id: accountId,
        }
      : undefined;
  const billDraft = said && paper.body ? { ...said, entered_on: day, paper: paper.body } : undefined;
  const shown = (id: string, number: string): void => {
    release();
    sayDone(t(words.saved, { number }));
    go(recordUrl('receipts', id), { replace: true });
  };
  const save = (): void => {
    setTried(true);
    if (making.isPending) return;
    if (byBill && billDraft)
      take.mutate(billDraft, {
        onSuccess: ({ paper: made }) => made && shown(made.id, made.number),
      });
    if (!byBill && draft) create.mutate(draft, { onSuccess: (made) => shown(made.id, made.number) });
  };
  const saving = useSave(save, { ready: byBill || !accounts.isPending, pending: making.isPending });

  return (
    <Page
      title={t(words.page)}
      narrow
      actions={
        <>
          <Button onClick={() => go('/receipts')}>{t('web.cancel')}</Button>
          <PreviewEntries path={byBill ? 'taken-bills' : 'receipts'} body={byBill ? billDraft : draft} />
          <Button type="primary" {...saving}>
            {t(words.save)}
          </Button>
        </>
      }
    >
      {making.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={making.error} />
        </div>
      ) : null}
      {kind === 'receipt' ? <AdvanceHint party={party?.id} /> : null}
      <Section title={t(words.paper)}>
        <Form layout="vertical" className={styles.fields}>
          <Form.Item
            label={t('web.customer')}
            required
            {...(tried && !party
              ? { validateStatus: 'error' as const, help: t('web.order.party_needed') }
              : {})}
          >
            <ReferencePicker
              label={t('web.customer')}
              required
              path="parties"
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
            label={t(words.amount)}
            required
            {...(tried && !(amount && isPositive(amount))
              ? { validateStatus: 'error' as const, help: t('web.receipt.amount_needed') }
              : {})}
          >
            <DecimalInput
              label={t(words.amount)}
              prefix="¥"
              value={amount ?? null}
              onChange={(value) => {
                setAmount(value);
                setOwn(undefined);
              }}
            />
          </Form.Item>
          <Form.Item label={t(words.date)} required>
            <DayPicker aria-label={t(words.date)} value={day} onChange={setDay} />
          </Form.Item>
          {mayTake && kind === 'receipt' ? (
            <MeansSelect
              label="web.bill.received_by"
              offered={['money', 'bill']}
              value={means}
              onChange={setMeans}
            />
          ) : null}
          {byBill ? null : (
            <Form.Item label={t(words.account)} required>
              <Select
                aria-label={t(words.account)}
                value={accountId ?? null}
                loading={accounts.isPending}
                options={usable.map((item) => ({
                  value: item.id,
                  label: `${item.name}　${item.account_id.title}`,
                }))}
                onChange={setAccount}
              />
            </Form.Item>
          )}
          <Form.Item label={t('web.receipt.kind')}>
            <Select
              aria-label={t('web.receipt.kind')}
              value={kind}
              options={[
                { value: 'receipt', label: t('web.receipt.incoming') },
                { value: 'refund', label: t('web.receipt.refund') },
              ]}
              onChange={(next: ReceiptKind) => {
                setKind(next);
                setOwn(undefined);
              }}
            />
          </Form.Item>
          {byBill ? <PaperFields paper={paper} tried={tried} on={day} /> : null}
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
        amount={amount ?? '0'}
        balance={party ? balance : undefined}
        invoices={open}
        allocations={allocations}
        proposed={own !== undefined ? null : asked.length > 0 ? 'this_one' : 'oldest_first'}
        tails={{
          limit,
          chosen: letGo,
          onTurn: (id) =>
            setLetGo((before) => {
              const next = new Set(before);
              if (!next.delete(id)) next.add(id);
              return next;
            }),
        }}
        onChange={setOwn}
        onPropose={() => setOwn(undefined)}
      />
      {question}
    </Page>
  );
}

/** Paying everything open is the usual case. */
const suggested = (open: Decimal[]): Decimal | null => (open.length === 0 ? null : sum(open));
