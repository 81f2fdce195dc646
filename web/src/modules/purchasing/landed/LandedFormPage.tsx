import { useQueries } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Condition, Reference } from '../../../api/types';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { formatPercent, isPositive, multiply, round, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { PreviewEntries } from '../../../kit/document/PreviewEntries';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { useLeaveGuard } from '../../../kit/form/useLeaveGuard';
import { recordUrl, useGo } from '../../../kit/Go';
import { HeadStrip, StripItem } from '../../../kit/HeadStrip';
import { t, tx } from '../../../kit/i18n';
import { Page } from '../../../kit/Page';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { sayDone } from '../../../kit/toast';
import { useDebounced } from '../../../kit/useDebounced';
import { useSave } from '../../../kit/useSave';
import { useTaxRates } from '../../catalog/api';
import { purchaseReceiptQuery } from '../api';
import { Bearers, type Given } from './Bearers';
import { useLandedShares, usePostLandedCost, type Basis, type LandedDraft } from './api';

const BASES: NonNullable<LandedDraft['basis']>[] = ['amount', 'quantity', 'weight', 'manual'];
const SUPPLIERS: Condition = { field: 'is_supplier', op: 'eq', value: true };
const FREIGHT = '9';

/** Spreads freight, duty, insurance over what came in: who is owed it, which lines bear it, and how much each. */
export default function LandedFormPage() {
  const { receipt } = useSearch({ strict: false }) as { receipt?: string };
  const go = useGo();
  const post = usePostLandedCost();
  const rates = useTaxRates();
  const [receipts, setReceipts] = useState<string[]>(receipt ? [receipt] : []);
  const [party, setParty] = useState<Reference>();
  const [number, setNumber] = useState('');
  const [day, setDay] = useState(today());
  const [basis, setBasis] = useState<(typeof BASES)[number]>('amount');
  const [chosenCode, setCode] = useState<string>();
  const [net, setNet] = useState<Decimal | null>(null);
  const [typedTax, setTax] = useState<Decimal | null>();
  const [note, setNote] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [given, setGiven] = useState<Record<string, Given>>({});
  const [tried, setTried] = useState(false);
  const found = useQueries({ queries: receipts.map((id) => purchaseReceiptQuery(id)) });
  const { question, release } = useLeaveGuard(net !== null);

  const usual = rates.find((rate) => rate.code === FREIGHT)?.code;
  const code = chosenCode ?? (party ? usual : undefined);
  const rate = rates.find((item) => item.code === code)?.rate ?? '0';
  const tax = typedTax === undefined ? (net === null ? null : round(multiply(net, rate))) : typedTax;
  const papers = found.flatMap((query) => (query.data ? [query.data.value] : []));
  const bearing = papers.flatMap((paper) => paper.lines).filter((line) => !left.has(line.id));
  const asked: Basis = basis;
  const isSaid = basis !== 'manual' || bearing.some((line) => given[line.id]?.amount);
  const complete =
    net !== null &&
    isPositive(net) &&
    tax !== null &&
    bearing.length > 0 &&
    isSaid &&
    (!party || number.trim() !== '');
  const draft: LandedDraft | undefined = complete
    ? {
        basis,
        occurred_on: day,
        net,
        tax,
        ...(party ? { party_id: party.id, supplier_number: number.trim() } : {}),
        ...(code ? { tax_code: code } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
        lines: bearing.map((line) => ({
          receipt_line_id: line.id,
          ...(asked === 'weight' && given[line.id]?.weight ? { weight: given[line.id]?.weight ?? null } : {}),
          ...(asked === 'manual' ? { amount: given[line.id]?.amount ?? '0' } : {}),
        })),
      }
    : undefined;
  const settled = useDebounced(draft ? JSON.stringify(draft) : '', 300);
  // What is posted already would be refused a second time.
  const asking = settled !== '' && !post.isPending && !post.isSuccess;
  const shares = useLandedShares(asking ? (JSON.parse(settled) as LandedDraft) : undefined);

  const save = (): void => {
    setTried(true);
    if (!draft || post.isPending) return;
    post.mutate(draft, {
      onSuccess: (made) => {
        release();
        sayDone(t('web.landed.posted', { number: made.number }));
        go(recordUrl('landed-costs', made.id), { replace: true });
      },
    });
  };
  const saving = useSave(save, { pending: post.isPending });
  const needed = (missing: boolean): string | undefined =>
    tried && missing ? t('web.landed.needed') : undefined;

  return (
    <Page
      full
      title={t('web.create.landed_cost')}
      actions={
        <>
          <Button onClick={() => go('/landed-costs')}>{t('web.cancel')}</Button>
          <PreviewEntries path="landed-costs" body={draft} />
          <Button type="primary" {...saving}>
            {t('web.landed.spread')}
          </Button>
        </>
      }
      bar={
        <HeadStrip>
          <StripItem label={t('web.landed.supplier')}>
            <ReferencePicker
              label={t('web.landed.supplier')}
              path="parties"
              filter={SUPPLIERS}
              value={party?.id}
              title={party?.title}
              onChange={setParty}
            />
          </StripItem>
          <StripItem
            label={t('web.supplier_invoice.number')}
            required={party !== undefined}
            error={needed(party !== undefined && number.trim() === '')}
          >
            <Input
              aria-label={t('web.supplier_invoice.number')}
              value={number}
              maxLength={40}
              disabled={party === undefined}
              onChange={(event) => setNumber(event.target.value)}
            />
          </StripItem>
          <StripItem label={t('web.net')} required error={needed(net === null || !isPositive(net))}>
            <DecimalInput label={t('web.net')} prefix="¥" value={net} onChange={setNet} />
          </StripItem>
          <StripItem label={t('web.tax_rate')}>
            <Select
              aria-label={t('web.tax_rate')}
              allowClear
              value={code ?? null}
              options={rates.map((item) => ({
                value: item.code,
                label:
                  item.scope === 'exempt' ? tx('choice.tax_rate.scope.exempt') : formatPercent(item.rate),
              }))}
              onChange={(next: string | undefined) => {
                setCode(next ?? '');
                setTax(undefined);
              }}
            />
          </StripItem>
          <StripItem label={t('web.tax')}>
            <DecimalInput label={t('web.tax')} prefix="¥" value={tax} onChange={setTax} />
          </StripItem>
          <StripItem label={t('web.landed.basis')} error={isSaid ? undefined : t('web.landed.say_each')}>
            <Select
              aria-label={t('web.landed.basis')}
              value={basis}
              options={BASES.map((value) => ({ value, label: tx(`choice.landed_cost.basis.${value}`) }))}
              onChange={setBasis}
            />
          </StripItem>
          <StripItem label={t('web.date')}>
            <DayPicker aria-label={t('web.date')} value={day} onChange={setDay} />
          </StripItem>
          <StripItem label={t('web.note')} wide>
            <Input
              aria-label={t('web.note')}
              value={note}
              maxLength={2000}
              onChange={(event) => setNote(event.target.value)}
            />
          </StripItem>
        </HeadStrip>
      }
    >
      {post.isError ? <ErrorPanel error={post.error} /> : null}
      {shares.isError && draft && !post.isError ? <ErrorPanel error={shares.error} /> : null}
      <Bearers
        papers={papers}
        loading={found.some((query) => query.isPending)}
        basis={basis}
        left={left}
        given={given}
        shares={draft ? shares.data : undefined}
        empty={tried && bearing.length === 0}
        onLeft={setLeft}
        onGiven={setGiven}
        onAdd={(id) => setReceipts(receipts.includes(id) ? receipts : [...receipts, id])}
        onRemove={(id) => setReceipts(receipts.filter((one) => one !== id))}
      />
      {question}
    </Page>
  );
}
