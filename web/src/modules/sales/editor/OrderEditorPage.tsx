import { useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { useRecord, useRecordPage } from '../../../api/records';
import { today } from '../../../kit/dates';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { useLeaveGuard } from '../../../kit/form/useLeaveGuard';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Page } from '../../../kit/Page';
import { Scan } from '../../../kit/Scan';
import { SkeletonPage } from '../../../kit/Skeleton';
import { sayDone } from '../../../kit/toast';
import { useSave } from '../../../kit/useSave';
import { defaultTaxRate, useTaxRates, useUnits } from '../../catalog/api';
import { LineGrid } from '../../catalog/lines/LineGrid';
import { MissingCells } from '../../catalog/lines/MissingCells';
import type { LineProduct, LinesAction } from '../../catalog/lines/lines';
import { useScan } from '../../catalog/lines/useScan';
import { useStandIns } from '../../catalog/lines/useStandIns';
import { useOrderProposal } from '../../crm/api';
import { useChangeOrder, useCreateOrder, useOrder, type Order } from '../api';
import { HoldChoice } from '../holds/HoldChoice';
import { useGoodsHold, useKeptFor } from '../holds/holds';
import { usualHold } from '../holds/usualHold';
import { OrderHead } from './OrderHead';
import { saleColumns } from './orderColumns';
import {
  emptyOrder,
  filledLines,
  findMissing,
  orderDraft,
  orderState,
  proposedOrder,
  refusedCells,
  type EditedOrder,
  type OrderState,
} from './orderState';
import { TotalsBar } from './TotalsBar';
import styles from './OrderEditorPage.module.css';
import { useLinePromises } from './useLinePromises';
import { useOrderState } from './useOrderState';
import { useWanted } from './useWanted';

/** Enters an order, or changes one that is still a draft. */
export default function OrderEditorPage({ id = '' }: Partial<RecordScreenProps>) {
  const order = useOrder(id);
  if (id === '') return <NewOrder />;
  if (order.isError) {
    return (
      <Page title={t('web.order.edit')}>
        <ErrorPanel error={order.error} onRetry={() => void order.refetch()} />
      </Page>
    );
  }
  if (!order.data) return <SkeletonPage />;
  const value = order.data.value;
  if (!value.allowed_actions.includes('update')) {
    return (
      <Page title={t('web.order.edit')}>
        <EmptyState
          title={t('web.order.not_draft', { number: value.number })}
          action={<Go to={recordUrl('sales-orders', id)}>{t('web.order.open')}</Go>}
        />
      </Page>
    );
  }
  return <ExistingOrder order={value} etag={order.data.etag} />;
}

function NewOrder() {
  const { party, opportunity, hold } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const proposal = useOrderProposal(opportunity ?? '');
  const customer = useRecord('parties', party ?? '');
  const kept = useGoodsHold(hold ?? '');
  const warehouses = useRecordPage('warehouses', { fields: ['name'], limit: 1 });
  const create = useCreateOrder();
  if (proposal.isError) {
    return (
      <Page title={t('web.create.sales_order')}>
        <ErrorPanel error={proposal.error} onRetry={() => void proposal.refetch()} />
      </Page>
    );
  }
  if (
    warehouses.isPending ||
    (party && customer.isPending) ||
    (opportunity && proposal.isPending) ||
    (hold && kept.isPending)
  )
    return <SkeletonPage />;
  const row = party ? customer.data?.value : undefined;
  const house = warehouses.data?.items[0];
  const from = kept.data?.value;
  const start = (): OrderState => ({
    ...(proposal.data ? proposedOrder(today(), proposal.data) : emptyOrder(today())),
    party: row ? { id: row.id, title: String(row.name ?? '') } : (proposal.data?.party ?? null),
    warehouse: from?.warehouse ?? (house ? { id: house.id, title: String(house.name ?? '') } : null),
    ...(from ? { hold: { id: from.id, title: from.number } } : {}),
  });
  return (
    <Editor
      title={t('web.create.sales_order')}
      name={['new', hold ?? opportunity ?? party].filter(Boolean).join('.')}
      version=""
      opportunity={opportunity}
      start={start}
      back="/sales-orders"
      saving={create.isPending}
      error={create.error}
      onSave={(draft, done) => create.mutate(draft, { onSuccess: (made) => done(made.id) })}
    />
  );
}

function ExistingOrder({ order, etag }: { order: Order; etag: string }) {
  const [begun] = useState({ order, etag });
  const change = useChangeOrder(order.id);
  return (
    <Editor
      title={`${t('web.order.edit')} ${order.number}`}
      name={order.id}
      version={begun.etag}
      start={() => orderState(edited(begun.order))}
      back={recordUrl('sales-orders', order.id)}
      saving={change.isPending}
      error={change.error}
      onSave={(draft, done) =>
        change.mutate({ draft, etag: begun.etag }, { onSuccess: () => done(order.id) })
      }
    />
  );
}

const edited = (order: Order): EditedOrder => ({
  ...order,
  wanted_on: order.deliver_on,
  lines: order.lines.map((line) => ({ ...line, wanted_on: line.deliver_on })),
});

interface EditorProps {
  title: string;
  /** The deal that the order comes from: what is kept for it serves the order, unless something else is chosen. */
  opportunity?: string | undefined;
  name: string;
  version: string;
  start: () => OrderState;
  back: string;
  saving: boolean;
  error: ReturnType<typeof useCreateOrder>['error'];
  onSave: (draft: NonNullable<ReturnType<typeof orderDraft>>, done: (id: string) => void) => void;
}

function Editor(props: EditorProps) {
  const go = useGo();
  const rates = useTaxRates();
  const { state, act, dirty, restored, discard, done } = useOrderState(
    props.name,
    props.version,
    props.start,
  );
  const { question, release } = useLeaveGuard(dirty, done);
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const units = useUnits(state.lines.flatMap((line) => (line.product ? [line.product.id] : [])));
  const missing = tried ? findMissing(state, units) : {};
  const refused = props.error ? refusedCells(props.error.errors, state) : {};
  const prefill = useCallback(
    (product: LineProduct): Record<string, string> => ({
      quantity: '1',
      unit_id: product.unit_id,
      unit_price: product.sale_price ?? '',
      'unit_price.proposed': product.sale_price ?? '',
      tax_code: product.tax_code ?? defaultTaxRate(rates)?.code ?? '',
    }),
    [rates],
  );
  const actOnLines = useCallback((lines: LinesAction) => act({ lines }), [act]);
  const kept = useKeptFor(state.party?.id, state.warehouse?.id);
  const usual = usualHold(kept, props.opportunity);
  const hold = state.hold === undefined ? usual && { id: usual.id, title: usual.number } : state.hold;
  const promises = useLinePromises(state, actOnLines, hold?.id);
  const wanted = useWanted(t('web.order.deliver_on'), state);
  const facts = { rates, includesTax: state.prices_include_tax, units };
  const columns = wanted.among(saleColumns(facts, promises, state.wanted_on));
  const standIns = useStandIns(state.lines, prefill, actOnLines, {
    party: state.party?.id,
    day: state.ordered_on,
  });
  const scan = useScan(prefill, actOnLines, undefined, standIns.onScanned);

  const save = (): void => {
    setTried(true);
    const draft = orderDraft(state, hold?.id);
    if (
      props.saving ||
      draft === null ||
      draft.lines.length === 0 ||
      Object.keys(findMissing(state, units)).length > 0
    )
      return;
    props.onSave(draft, (id) => {
      release();
      done();
      sayDone(t('web.form.saved'));
      go(recordUrl('sales-orders', id), { replace: true });
    });
  };
  const saving = useSave(save, { pending: props.saving });

  const empty = tried && filledLines(state).length === 0;
  return (
    <Page
      full
      title={props.title}
      facts={
        restored ? (
          <span>
            {t('web.draft.restored')}{' '}
            <Button type="link" size="small" onClick={discard}>
              {t('web.draft.discard')}
            </Button>
          </span>
        ) : null
      }
      actions={
        <>
          <Scan onCode={scan.onCode} />
          <Button onClick={() => go(props.back)}>{t('web.cancel')}</Button>
          <Button type="primary" {...saving}>
            {t('web.order.save')}
          </Button>
        </>
      }
      bar={
        <OrderHead
          state={state}
          partyMissing={tried && state.party === null}
          onChange={(head) => act({ head })}
          onByLine={wanted.show}
          holds={
            <HoldChoice
              kept={kept}
              chosen={hold ?? null}
              onChoose={(next) => act({ head: { hold: next } })}
            />
          }
          onEnter={() => box.current?.querySelector<HTMLElement>('[data-cell="product"]')?.focus()}
        />
      }
    >
      <div className={styles.scroll} ref={box}>
        {props.error ? (
          <div className={styles.panel}>
            <ErrorPanel error={props.error} />
          </div>
        ) : null}
        <MissingCells cells={missing} empty={empty} />
        <LineGrid
          label={t('web.lines')}
          lines={state.lines}
          columns={columns}
          unseen={wanted.unseen}
          prefill={prefill}
          act={actOnLines}
          wrong={{ ...refused, ...missing }}
          onStandIn={standIns.onStandIn}
        />
      </div>
      <TotalsBar state={state} rates={rates} promise={promises.whole} />
      {question}
      {scan.question}
      {standIns.dialog}
    </Page>
  );
}
