import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useReducer, useState } from 'react';
import { useRecordPage } from '../../api/records';
import type { Reference } from '../../api/types';
import { useAccess } from '../../kit/access';
import { today } from '../../kit/dates';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { recordUrl, useGo } from '../../kit/Go';
import { HeadStrip, StripItem } from '../../kit/HeadStrip';
import { modKey, useHotkey } from '../../kit/hotkeys';
import { t, tx } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { sayDone } from '../../kit/toast';
import { blankLine, isBlank, numberIn, stepLines } from '../catalog/lines/lines';
import { usePostStockIssue, type StockIssueDraft } from './api';
import { GoodsGrid } from './GoodsGrid';
import { missingCells, missingPrices, sentLots, wrongLots } from './goodsLines';
import { useTracked } from './lots/lots';
import { USUAL } from './warehouses';

type Reason = StockIssueDraft['reason'];
const REASONS: Reason[] = ['use', 'sample', 'gift', 'scrap', 'other'];

/** Lets goods leave by no order; posted at once, with its moves and its voucher. */
export default function StockIssueFormPage() {
  const go = useGo();
  const post = usePostStockIssue();
  const houses = useRecordPage('warehouses', { fields: ['name'], limit: 1, filter: USUAL });
  const [lines, act] = useReducer(stepLines, [], () => [blankLine()]);
  const [chosen, setWarehouse] = useState<Reference>();
  const [reason, setReason] = useState<Reason>('use');
  const [day, setDay] = useState(today());
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const filled = lines.filter((line) => !isBlank(line));
  const [expiredReason, setExpiredReason] = useState('');
  const { can } = useAccess();
  const { question, release } = useLeaveGuard(filled.length > 0);
  const first = houses.data?.items[0];
  const warehouse = chosen ?? (first ? { id: first.id, title: String(first.name ?? '') } : undefined);
  const tracked = useTracked(
    filled.flatMap((line) => (line.product ? [line.product.id] : [])),
    warehouse?.id,
  );
  const options = useMemo(
    () => REASONS.map((value) => ({ value, label: tx(`choice.stock_issue.reason.${value}`) })),
    [],
  );

  const given = reason === 'gift';
  const wrong = {
    ...missingCells(lines),
    ...wrongLots(lines, tracked.of, false),
    ...(given ? missingPrices(lines) : {}),
  };
  const complete = filled.length > 0 && tracked.ready && Object.keys(wrong).length === 0;
  const draft = complete
    ? {
        reason,
        issued_on: day,
        ...(warehouse ? { warehouse_id: warehouse.id } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(expiredReason.trim() ? { expired_reason: expiredReason.trim() } : {}),
        lines: sentLots(filled, tracked.of).map((sent, place) => {
          const line = filled[place];
          return given && line ? { ...sent, market_price: numberIn(line, 'market_price') } : sent;
        }),
      }
    : undefined;
  const save = (): void => {
    setTried(true);
    if (post.isPending || !draft) return;
    post.mutate(draft, {
      onSuccess: (made) => {
        release();
        sayDone(t('web.issue.issued', { number: made.number }));
        go(recordUrl('stock-issues', made.id), { replace: true });
      },
    });
  };
  useHotkey('mod+s', save);

  return (
    <Page
      full
      title={t('web.create.stock_issue')}
      actions={
        <>
          <Button onClick={() => go('/stock-issues')}>{t('web.cancel')}</Button>
          <PreviewEntries path="stock-issues" body={draft} />
          <Button type="primary" loading={post.isPending} title={`${modKey()} S`} onClick={save}>
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
              onChange={setReason}
            />
          </StripItem>
          <StripItem label={t('web.warehouse')}>
            <ReferencePicker
              label={t('web.warehouse')}
              required
              path="warehouses"
              filter={USUAL}
              value={warehouse?.id}
              title={warehouse?.title}
              onChange={(next) => setWarehouse(next)}
            />
          </StripItem>
          <StripItem label={t('web.date')}>
            <DatePicker
              allowClear={false}
              aria-label={t('web.date')}
              value={dayjs(day)}
              onChange={(next) => {
                if (next) setDay(next.format('YYYY-MM-DD'));
              }}
            />
          </StripItem>
          <StripItem label={t('web.note')} wide>
            <Input
              aria-label={t('web.note')}
              value={note}
              maxLength={2000}
              onChange={(event) => setNote(event.target.value)}
            />
          </StripItem>
          {post.error?.code === 'stock.lot_expired' && can('stock.lot.move_expired') ? (
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
        act={act}
        warehouse={warehouse?.id}
        tried={tried}
        refusal={post.error}
        tracked={tracked.of}
        priced={given}
      />
      {question}
    </Page>
  );
}
