import { Button, Input } from 'antd';
import { useCallback, useReducer, useState } from 'react';
import type { Reference } from '../../api/types';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { recordUrl, useGo } from '../../kit/Go';
import { HeadStrip, StripItem } from '../../kit/HeadStrip';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Page } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { Scan } from '../../kit/Scan';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useSave } from '../../kit/useSave';
import { useUnits } from '../catalog/api';
import { blankLine, isBlank, stepLines, type LinesAction, type LineState } from '../catalog/lines/lines';
import { inOwnUnits } from '../catalog/lines/units';
import { useScan } from '../catalog/lines/useScan';
import { useChangeTransfer, useCreateTransfer, useStockTransfer, type StockTransfer } from './api';
import { GoodsGrid, goodsPrefill } from './GoodsGrid';
import { missingCells, sentLines } from './goodsLines';
import { ANYWHERE } from './warehouses';

/** Enters a transfer, or changes a draft of one. */
export default function TransferFormPage({ id }: Partial<RecordScreenProps>) {
  const found = useStockTransfer(id ?? '');
  if (found.isError) {
    return (
      <Page title={t('web.stock_transfer.edit')}>
        <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  if (id && !found.data) return <SkeletonPage />;
  return (
    <TransferForm key={id} {...(found.data ? { before: found.data.value, etag: found.data.etag } : {})} />
  );
}

const linesOf = (transfer: StockTransfer | undefined): LineState[] => [
  ...(transfer?.lines ?? []).map((line) => ({
    ...blankLine(),
    words: line.product,
    product: {
      id: line.product_id,
      name: line.product,
      code: line.product_code,
      unit: line.unit,
      unit_id: '',
      kind: 'goods',
      specification: '',
      sale_price: null,
      tax_code: null,
    },
    cells: { quantity: line.quantity },
  })),
  blankLine(),
];

const place = (id: string | undefined, title: string | undefined): Reference | undefined =>
  id && title ? { id, title } : undefined;

function TransferForm({ before, etag }: { before?: StockTransfer; etag?: string | null }) {
  const go = useGo();
  const create = useCreateTransfer();
  const change = useChangeTransfer(before?.id ?? '');
  const [lines, act] = useReducer(stepLines, before, linesOf);
  const [from, setFrom] = useState(place(before?.from_warehouse_id, before?.from_warehouse));
  const [to, setTo] = useState(place(before?.to_warehouse_id, before?.to_warehouse));
  const [day, setDay] = useState(before?.sent_on ?? today());
  const [note, setNote] = useState(before?.note ?? '');
  const [tried, setTried] = useState(false);
  const [touched, setTouched] = useState(false);
  const filled = lines.filter((line) => !isBlank(line));
  const units = useUnits(filled.flatMap((line) => (line.product ? [line.product.id] : [])));
  const { question, release } = useLeaveGuard(touched);
  const own = inOwnUnits(filled, units);
  const same = from !== undefined && from.id === to?.id;
  const pending = create.isPending || change.isPending;

  const save = (): void => {
    setTried(true);
    if (pending || filled.length === 0 || !from || !to || same) return;
    if (Object.keys({ ...missingCells(lines), ...own.wrong }).length > 0) return;
    const draft = {
      from_warehouse_id: from.id,
      to_warehouse_id: to.id,
      sent_on: day,
      ...(note.trim() ? { note: note.trim() } : {}),
      lines: sentLines(own.lines),
    };
    const onSuccess = (made: StockTransfer): void => {
      release();
      sayDone(t('web.stock_transfer.saved'));
      go(recordUrl('stock-transfers', made.id), { replace: true });
    };
    if (before) change.mutate({ draft, etag: etag ?? '' }, { onSuccess });
    else create.mutate(draft, { onSuccess });
  };
  const saving = useSave(save, { ready: own.ready, pending });
  const touch = useCallback((action: LinesAction): void => {
    act(action);
    setTouched(true);
  }, []);
  const scan = useScan(goodsPrefill, touch);
  const needed = (value: unknown, field: string): string | undefined =>
    tried && !value ? t('web.form.required', { field }) : undefined;

  return (
    <Page
      full
      title={t(before ? 'web.stock_transfer.edit' : 'web.create.stock_transfer')}
      actions={
        <>
          <Scan onCode={scan.onCode} />
          <Button onClick={() => go(before ? recordUrl('stock-transfers', before.id) : '/stock-transfers')}>
            {t('web.cancel')}
          </Button>
          <Button type="primary" {...saving}>
            {t('web.stock_transfer.save')}
          </Button>
        </>
      }
      bar={
        <HeadStrip>
          <StripItem
            label={t('web.stock_transfer.from')}
            required
            error={needed(from, t('web.stock_transfer.from'))}
          >
            <ReferencePicker
              label={t('web.stock_transfer.from')}
              required
              path="warehouses"
              filter={ANYWHERE}
              value={from?.id}
              title={from?.title}
              onChange={(next) => {
                setFrom(next);
                setTouched(true);
              }}
            />
          </StripItem>
          <StripItem
            label={t('web.stock_transfer.to')}
            required
            error={same ? t('web.stock_transfer.same') : needed(to, t('web.stock_transfer.to'))}
          >
            <ReferencePicker
              label={t('web.stock_transfer.to')}
              required
              path="warehouses"
              filter={ANYWHERE}
              value={to?.id}
              title={to?.title}
              onChange={(next) => {
                setTo(next);
                setTouched(true);
              }}
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
      <GoodsGrid
        lines={lines}
        units={units}
        act={touch}
        warehouse={from?.id}
        tried={tried}
        refusal={create.error ?? change.error}
      />
      {question}
      {scan.question}
    </Page>
  );
}
