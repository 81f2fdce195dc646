import { useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useMemo, useReducer, useState } from 'react';
import { useRecordPage } from '../../api/records';
import type { Reference } from '../../api/types';
import { useAccess } from '../../kit/access';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { formatMoney, multiply, round, sum } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { recordUrl, useGo } from '../../kit/Go';
import { HeadStrip, StripItem } from '../../kit/HeadStrip';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { Scan } from '../../kit/Scan';
import { addDays } from '../../kit/spans';
import { sayDone } from '../../kit/toast';
import { useSave } from '../../kit/useSave';
import { useUnits } from '../catalog/api';
import { LineGrid, type GridColumn } from '../catalog/lines/LineGrid';
import { MissingCells } from '../catalog/lines/MissingCells';
import { blankLine, isBlank, numberIn, stepLines, type LineState } from '../catalog/lines/lines';
import { inOwnUnits, unitColumn, type Units } from '../catalog/lines/units';
import { useScan } from '../catalog/lines/useScan';
import { useBookRules } from '../ledger/booksApi';
import { usePostStockReceipt, useTakeIn, type StockReceipt, type StockReceiptDraft } from './api';
import { goodsPrefill } from './GoodsGrid';
import { lotsIn, missingCells, wrongLots } from './goodsLines';
import { partsTitle, useTracked, type Tracked } from './lots/lots';
import { kindOf, lastDay, type Kind } from './lots/typed';
import styles from './StockReceiptFormPage.module.css';
import { ENTRUSTED, OURS } from './warehouses';

// Another's goods come in by a paper of the same kind, without cost.
const TAKEN_IN = 'entrusted';
type Reason = NonNullable<StockReceiptDraft['reason']> | typeof TAKEN_IN;
const REASONS: Reason[] = ['other', 'opening', 'donation', TAKEN_IN];

/** The day before the books began, for whoever may know it. */
function useDayBefore(): string | undefined {
  const rules = useBookRules(useAccess().can('ledger.account.view'));
  const began = rules.data?.started_on;
  return began ? addDays(began, -1) : undefined;
}

const valueOf = (line: LineState): string | null => {
  const quantity = numberIn(line, 'quantity');
  const cost = numberIn(line, 'unit_cost');
  return quantity !== null && cost !== null ? round(multiply(quantity, cost)) : null;
};

/** What a label says of goods that are told apart. */
const lotCells = (tracked: ReadonlyMap<string, Tracked>, day: string, all = false): GridColumn[] => {
  const of = (line: LineState): Kind => kindOf(tracked.get(line.product?.id ?? ''));
  const lots = all || [...tracked.values()].some((one) => one.tracking !== 'none');
  const parts: GridColumn = {
    key: 'lots',
    title: partsTitle(tracked),
    width: 190,
    input: 'text',
    passed: !lots,
    placeholder: (line) => (of(line) === 'none' ? '' : t(`web.lots.type_${of(line)}` as MessageKey)),
  };
  if (!lots) return [parts];
  const dated = (line: LineState): boolean => of(line) === 'lot' || of(line) === 'serial';
  // What nobody types is the last day of goods that were made then, or come in that day.
  const last = (line: LineState): string =>
    lastDay(line.cells.made_on?.trim() || day, tracked.get(line.product?.id ?? '')?.shelf_life_days) ??
    t('web.lots.day_hint');
  return [
    parts,
    {
      key: 'made_on',
      title: t('web.lots.made_on'),
      width: 120,
      input: 'text',
      placeholder: (line) => (dated(line) ? t('web.lots.day_hint') : ''),
    },
    {
      key: 'expires_on',
      title: t('web.lots.expires_on'),
      width: 120,
      input: 'text',
      placeholder: (line) => (dated(line) ? last(line) : ''),
    },
  ];
};

const goods = (units: Units): GridColumn[] => [
  unitColumn(units),
  { key: 'quantity', title: t('web.quantity'), width: 128, input: 'number', numeric: true },
];

const worth = (): GridColumn[] => [
  { key: 'unit_cost', title: t('web.stock.unit_cost'), width: 140, input: 'number', numeric: true },
  {
    key: 'value',
    title: t('web.stock.value'),
    width: 140,
    numeric: true,
    show: (line) => <Money value={valueOf(line)} />,
  },
];

/** Takes goods in at their cost; posted at once, with its moves and its voucher. */
export default function StockReceiptFormPage() {
  const go = useGo();
  const { reason: asked } = useSearch({ strict: false }) as { reason?: string };
  const post = usePostStockReceipt();
  const takeIn = useTakeIn();
  const [lines, act] = useReducer(stepLines, [], () => [blankLine()]);
  const [chosen, setWarehouse] = useState<Reference>();
  const [reason, setReason] = useState<Reason>(REASONS.find((name) => name === asked) ?? 'other');
  const kept = reason === TAKEN_IN;
  const filter = kept ? ENTRUSTED : OURS;
  const houses = useRecordPage('warehouses', { fields: ['name'], limit: 1, filter });
  const before = useDayBefore();
  const [typedDay, setDay] = useState<string>();
  const day = typedDay ?? (reason === 'opening' ? before : undefined) ?? today();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const filled = lines.filter((line) => !isBlank(line));
  const { question, release } = useLeaveGuard(filled.length > 0);
  const first = houses.data?.items[0];
  const warehouse = chosen ?? (first ? { id: first.id, title: String(first.name ?? '') } : undefined);
  const tracked = useTracked(
    filled.flatMap((line) => (line.product ? [line.product.id] : [])),
    warehouse?.id,
  );
  const units = useUnits(filled.flatMap((line) => (line.product ? [line.product.id] : [])));
  const own = inOwnUnits(lines, units, ['unit_cost']);
  const apart = filled.some((line) => kindOf(tracked.of.get(line.product?.id ?? '')) !== 'none');
  const gridColumns = useMemo(
    () => [...goods(units), ...(kept ? [] : worth()), ...(apart ? lotCells(tracked.of, day) : [])],
    [apart, day, kept, tracked.of, units],
  );

  const wrong = (): Record<string, string> => ({
    ...missingCells(lines, !kept),
    ...wrongLots(own.lines, tracked.of, true),
    ...own.wrong,
  });
  const missing = tried ? wrong() : {};

  const sent = own.lines.flatMap((line) => {
    const quantity = numberIn(line, 'quantity');
    if (!line.product || !quantity) return [];
    const lots = lotsIn(line, quantity, kindOf(tracked.of.get(line.product.id)));
    return [{ product_id: line.product.id, quantity, lots, unit_cost: numberIn(line, 'unit_cost') ?? '0' }];
  });
  const complete = filled.length > 0 && tracked.ready && own.ready && Object.keys(wrong()).length === 0;
  const said = { received_on: day, ...(note.trim() ? { note: note.trim() } : {}) };
  const place = warehouse ? { warehouse_id: warehouse.id } : {};
  const draft = complete && !kept ? { reason, ...said, ...place, lines: sent } : undefined;
  const pending = post.isPending || takeIn.isPending;
  const onSuccess = (made: StockReceipt): void => {
    release();
    sayDone(t('web.stock.received', { number: made.number }));
    go(recordUrl('stock-receipts', made.id), { replace: true });
  };
  const save = (): void => {
    setTried(true);
    if (pending || !complete) return;
    if (draft) post.mutate(draft, { onSuccess });
    else if (warehouse) {
      const lines = sent.map(({ product_id, quantity, lots }) => ({ product_id, quantity, lots }));
      takeIn.mutate({ ...said, warehouse_id: warehouse.id, lines }, { onSuccess });
    }
  };
  const scan = useScan(goodsPrefill, act);
  const saving = useSave(save, { ready: !houses.isPending && tracked.ready && own.ready, pending });

  return (
    <Page
      full
      title={t('web.create.stock_receipt')}
      actions={
        <>
          <Scan onCode={scan.onCode} />
          <Button onClick={() => go('/stock-receipts')}>{t('web.cancel')}</Button>
          {kept ? null : <PreviewEntries path="stock-receipts" body={draft} />}
          <Button type="primary" {...saving}>
            {t('web.stock.receive')}
          </Button>
        </>
      }
      bar={
        <HeadStrip>
          <StripItem label={t('web.stock.reason')}>
            <Select
              aria-label={t('web.stock.reason')}
              value={reason}
              options={REASONS.map((value) => ({ value, label: tx(`choice.stock_receipt.reason.${value}`) }))}
              onChange={(next) => {
                setReason(next);
                setWarehouse(undefined);
              }}
            />
          </StripItem>
          <StripItem
            label={t('web.warehouse')}
            {...(kept && houses.data && !warehouse ? { error: t('web.stock.no_entrusted_house') } : {})}
          >
            <ReferencePicker
              label={t('web.warehouse')}
              required
              path="warehouses"
              filter={filter}
              value={warehouse?.id}
              title={warehouse?.title}
              onChange={(next) => setWarehouse(next)}
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
      <div className={styles.scroll}>
        {(kept ? takeIn : post).error ? (
          <div className={styles.panel}>
            <ErrorPanel error={(kept ? takeIn : post).error} />
          </div>
        ) : null}
        <MissingCells cells={missing} empty={tried && filled.length === 0} />
        <LineGrid
          label={t('web.lines')}
          lines={lines}
          columns={gridColumns}
          prefill={goodsPrefill}
          act={act}
          wrong={missing}
          unseen={lotCells(tracked.of, day, true)}
        />
      </div>
      <div className={styles.total}>
        <span className={styles.hint}>{t('web.grid.hint')}</span>
        {kept ? (
          t('web.stock.entrusted_worth')
        ) : (
          <>
            {t('web.total')}{' '}
            <b className="figure">¥ {formatMoney(sum(filled.map((line) => valueOf(line) ?? '0')))}</b>
          </>
        )}
      </div>
      {question}
      {scan.question}
    </Page>
  );
}
