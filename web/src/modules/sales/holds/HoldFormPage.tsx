import { useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useCallback, useReducer, useState } from 'react';
import { useRecord, useRecordPage } from '../../../api/records';
import type { Condition, Reference } from '../../../api/types';
import { DayPicker } from '../../../kit/DayPicker';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { useLeaveGuard } from '../../../kit/form/useLeaveGuard';
import { recordUrl, useGo } from '../../../kit/Go';
import { HeadStrip, StripItem } from '../../../kit/HeadStrip';
import { t, tx } from '../../../kit/i18n';
import { Page } from '../../../kit/Page';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { Scan } from '../../../kit/Scan';
import { SkeletonPage } from '../../../kit/Skeleton';
import { sayDone } from '../../../kit/toast';
import { useSave } from '../../../kit/useSave';
import { useUnits } from '../../catalog/api';
import { blankLine, isBlank, numberIn, stepLines, type LinesAction } from '../../catalog/lines/lines';
import { inOwnUnits } from '../../catalog/lines/units';
import { useScan } from '../../catalog/lines/useScan';
import { GoodsGrid, goodsPrefill } from '../../stock/GoodsGrid';
import { missingCells } from '../../stock/goodsLines';
import { USUAL } from '../../stock/warehouses';
import { useHoldDays, useHoldGoods } from './holds';

const CUSTOMERS: Condition = { field: 'is_customer', op: 'eq', value: true };

/** Keeps goods for a customer before he orders; asked from his page, or from a deal with him. */
export default function HoldFormPage() {
  const { party, opportunity } = useSearch({ strict: false }) as { party?: string; opportunity?: string };
  const deal = useRecord('opportunities', opportunity ?? '');
  const dealsParty = deal.data?.value.party_id as Reference | undefined;
  const customer = useRecord('parties', party ?? '');
  const houses = useRecordPage('warehouses', { fields: ['name'], filter: USUAL, limit: 1 });
  const days = useHoldDays();
  const failed = days.error ?? (opportunity ? deal.error : null) ?? (party ? customer.error : null);
  if (failed) {
    return (
      <Page title={t('web.create.goods_hold')}>
        <ErrorPanel error={failed} onRetry={() => void days.refetch()} />
      </Page>
    );
  }
  if (!days.data || houses.isPending || (party && !customer.data) || (opportunity && !deal.data))
    return <SkeletonPage />;
  const titled = (row: { id: string; name?: unknown } | undefined): Reference | undefined =>
    row ? { id: row.id, title: String(row.name ?? '') } : undefined;
  return (
    <HoldForm
      party={(party ? titled(customer.data?.value) : undefined) ?? dealsParty}
      deal={opportunity ? titled(deal.data?.value) : undefined}
      house={titled(houses.data?.items[0])}
      until={days.data.usual_until}
    />
  );
}

interface HoldFormProps {
  party: Reference | undefined;
  deal: Reference | undefined;
  house: Reference | undefined;
  until: string;
}

function HoldForm(begun: HoldFormProps) {
  const go = useGo();
  const hold = useHoldGoods();
  const [lines, act] = useReducer(stepLines, [blankLine()]);
  const [party, setParty] = useState(begun.party);
  const [deal, setDeal] = useState(begun.deal);
  const [house, setHouse] = useState(begun.house);
  const [until, setUntil] = useState(begun.until);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [touched, setTouched] = useState(false);
  const { question, release } = useLeaveGuard(touched);
  const filled = lines.filter((line) => !isBlank(line));
  const units = useUnits(filled.flatMap((line) => (line.product ? [line.product.id] : [])));
  const own = inOwnUnits(filled, units);
  const words = { why: tx('field.goods_hold.reason'), deal: tx('field.goods_hold.opportunity_id') };

  const save = (): void => {
    setTried(true);
    if (hold.isPending || filled.length === 0 || !party || !reason.trim()) return;
    if (Object.keys({ ...missingCells(lines), ...own.wrong }).length > 0) return;
    const draft = {
      party_id: party.id,
      ...(deal ? { opportunity_id: deal.id } : {}),
      ...(house ? { warehouse_id: house.id } : {}),
      expires_on: until,
      reason: reason.trim(),
      lines: lines.flatMap((line) => {
        const quantity = numberIn(line, 'quantity');
        if (!line.product || quantity === null) return [];
        return [{ product_id: line.product.id, quantity, unit_id: line.cells.unit_id || null }];
      }),
    };
    hold.mutate(draft, {
      onSuccess: (made) => {
        release();
        sayDone(t('web.hold.made'));
        go(recordUrl('goods-holds', made.id), { replace: true });
      },
    });
  };
  const saving = useSave(save, { ready: own.ready, pending: hold.isPending });
  const touch = useCallback((action: LinesAction): void => {
    act(action);
    setTouched(true);
  }, []);
  const scan = useScan(goodsPrefill, touch);
  const set =
    <Value,>(change: (next: Value) => void) =>
    (next: Value): void => {
      change(next);
      setTouched(true);
    };
  const needed = (value: unknown, field: string): string | undefined =>
    tried && !value ? t('web.form.required', { field }) : undefined;

  return (
    <Page
      full
      title={t('web.create.goods_hold')}
      actions={
        <>
          <Scan onCode={scan.onCode} />
          <Button onClick={() => go('/goods-holds')}>{t('web.cancel')}</Button>
          <Button type="primary" {...saving}>
            {t('web.hold.keep')}
          </Button>
        </>
      }
      bar={
        <HeadStrip>
          <StripItem label={t('web.customer')} wide required error={needed(party, t('web.customer'))}>
            <ReferencePicker
              label={t('web.customer')}
              required
              path="parties"
              filter={CUSTOMERS}
              value={party?.id}
              title={party?.title}
              autoFocus={party === undefined}
              onChange={(next) => {
                set(setParty)(next);
                if (next?.id !== party?.id) setDeal(undefined);
              }}
            />
          </StripItem>
          {party ? (
            <StripItem label={words.deal}>
              <ReferencePicker
                label={words.deal}
                path="opportunities"
                filter={{ field: 'party_id', op: 'eq', value: party.id }}
                value={deal?.id}
                title={deal?.title}
                onChange={set(setDeal)}
              />
            </StripItem>
          ) : null}
          <StripItem label={t('web.warehouse')}>
            <ReferencePicker
              label={t('web.warehouse')}
              required
              path="warehouses"
              filter={USUAL}
              value={house?.id}
              title={house?.title}
              onChange={set(setHouse)}
            />
          </StripItem>
          <StripItem label={t('web.hold.kept_until')}>
            <DayPicker aria-label={t('web.hold.kept_until')} value={until} onChange={set(setUntil)} />
          </StripItem>
          <StripItem label={words.why} wide required error={needed(reason.trim(), words.why)}>
            <Input
              aria-label={words.why}
              value={reason}
              maxLength={200}
              onChange={(event) => set(setReason)(event.target.value)}
            />
          </StripItem>
        </HeadStrip>
      }
    >
      <GoodsGrid
        lines={lines}
        units={units}
        act={touch}
        warehouse={house?.id}
        tried={tried}
        refusal={hold.error}
      />
      {question}
      {scan.question}
    </Page>
  );
}
