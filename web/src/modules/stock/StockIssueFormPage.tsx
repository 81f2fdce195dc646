import { useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useMemo, useReducer, useState } from 'react';
import { useRecordPage } from '../../api/records';
import type { Reference } from '../../api/types';
import { useAccess } from '../../kit/access';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { recordUrl, useGo } from '../../kit/Go';
import { HeadStrip, StripItem } from '../../kit/HeadStrip';
import { t, tx } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { Scan } from '../../kit/Scan';
import { sayDone } from '../../kit/toast';
import { useSave } from '../../kit/useSave';
import { useUnits } from '../catalog/api';
import { blankLine, isBlank, numberIn, stepLines } from '../catalog/lines/lines';
import { inOwnUnits } from '../catalog/lines/units';
import { useScan } from '../catalog/lines/useScan';
import {
  useGiveBack,
  usePostStockIssue,
  type GiveBackDraft,
  type StockIssue,
  type StockIssueDraft,
} from './api';
import { GoodsGrid, goodsPrefill } from './GoodsGrid';
import { missingCells, missingPrices, sentLots, wrongLots } from './goodsLines';
import { useTracked } from './lots/lots';
import { ENTRUSTED, OURS, USUAL } from './warehouses';

// Another's goods go back to him, or are used up for him, by a paper of the same kind.
type Theirs = NonNullable<GiveBackDraft['reason']>;
const THEIRS: Theirs[] = ['given_back', 'used_up'];
type Reason = NonNullable<StockIssueDraft['reason']> | Theirs;
const REASONS: Reason[] = ['use', 'sample', 'gift', 'scrap', 'other', ...THEIRS];
const isTheirs = (reason: Reason): reason is Theirs => (THEIRS as Reason[]).includes(reason);

const EXPIRED = new Set(['stock.lot_expired', 'stock.rest_expired']);

/** Lets goods leave by no order; posted at once, with its moves and its voucher. */
export default function StockIssueFormPage() {
  const go = useGo();
  const { reason: asked } = useSearch({ strict: false }) as { reason?: string };
  const post = usePostStockIssue();
  const giveBack = useGiveBack();
  const [lines, act] = useReducer(stepLines, [], () => [blankLine()]);
  const [chosen, setWarehouse] = useState<Reference>();
  const [reason, setReason] = useState<Reason>(REASONS.find((name) => name === asked) ?? 'use');
  const kept = isTheirs(reason);
  const filter = kept ? ENTRUSTED : reason === 'scrap' ? OURS : USUAL;
  const houses = useRecordPage('warehouses', { fields: ['name'], limit: 1, filter });
  const [day, setDay] = useState(today());
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const filled = lines.filter((line) => !isBlank(line));
  const [expiredReason, setExpiredReason] = useState('');
  const { can } = useAccess();
  const { question, release } = useLeaveGuard(filled.length > 0);
  const first = houses.data?.items[0];
  const warehouse = chosen ?? (first ? { id: first.id, title: String(first.name ?? '') } : undefined);
  const units = useUnits(filled.flatMap((line) => (line.product ? [line.product.id] : [])));
  const tracked = useTracked(
    filled.flatMap((line) => (line.product ? [line.product.id] : [])),
    warehouse?.id,
  );
  const options = useMemo(
    () => REASONS.map((value) => ({ value, label: tx(`choice.stock_issue.reason.${value}`) })),
    [],
  );

  const given = reason === 'gift';
  const own = inOwnUnits(lines, units, ['market_price']);
  const sent = own.lines.filter((line) => !isBlank(line));
  const wrong = {
    ...missingCells(lines),
    ...wrongLots(own.lines, tracked.of, false),
    ...own.wrong,
    ...(given ? missingPrices(lines) : {}),
  };
  const complete = filled.length > 0 && tracked.ready && own.ready && Object.keys(wrong).length === 0;
  const said = {
    issued_on: day,
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(expiredReason.trim() ? { expired_reason: expiredReason.trim() } : {}),
    lines: sentLots(sent, tracked.of),
  };
  const draft =
    complete && !isTheirs(reason)
      ? {
          reason,
          ...said,
          lines: said.lines.map((one, place) => {
            const line = sent[place];
            return given && line ? { ...one, market_price: numberIn(line, 'market_price') } : one;
          }),
          ...(warehouse ? { warehouse_id: warehouse.id } : {}),
        }
      : undefined;
  const pending = post.isPending || giveBack.isPending;
  const onSuccess = (made: StockIssue): void => {
    release();
    sayDone(t('web.issue.issued', { number: made.number }));
    go(recordUrl('stock-issues', made.id), { replace: true });
  };
  const save = (): void => {
    setTried(true);
    if (pending || !complete) return;
    if (draft) post.mutate(draft, { onSuccess });
    else if (warehouse && isTheirs(reason))
      giveBack.mutate({ ...said, reason, warehouse_id: warehouse.id }, { onSuccess });
  };
  const scan = useScan(goodsPrefill, act);
  const saving = useSave(save, { ready: !houses.isPending && tracked.ready && own.ready, pending });

  return (
    <Page
      full
      title={t('web.create.stock_issue')}
      actions={
        <>
          <Scan onCode={scan.onCode} />
          <Button onClick={() => go('/stock-issues')}>{t('web.cancel')}</Button>
          {kept ? null : <PreviewEntries path="stock-issues" body={draft} />}
          <Button type="primary" {...saving}>
            {t('web.issue.issue')}
          </Button>
        </>
      }
      bar={
        <HeadStrip>
          <StripItem label={t('web.issue.reason')}>
            <Select
              aria-label={t('web.issue.reason')}
              value={reason}
              options={options}
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
          {EXPIRED.has((kept ? giveBack : post).error?.code ?? '') && can('stock.lot.move_expired') ? (
            <StripItem label={t('web.lots.expired_reason')} wide>
              <Input
                aria-label={t('web.lots.expired_reason')}
                value={expiredReason}
                maxLength={200}
                onChange={(event) => setExpiredReason(event.target.value)}
              />
            </StripItem>
          ) : null}
        </HeadStrip>
      }
    >
      <GoodsGrid
        lines={lines}
        units={units}
        act={act}
        warehouse={warehouse?.id}
        tried={tried}
        refusal={(kept ? giveBack : post).error}
        tracked={tracked.of}
        beyond={t('web.stock.beyond_available')}
        priced={given}
      />
      {question}
      {scan.question}
    </Page>
  );
}
