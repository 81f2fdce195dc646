import { useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { useRecord, useRecordPage } from '../../api/records';
import type { Problem } from '../../api/problem';
import { today } from '../../kit/dates';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Page } from '../../kit/Page';
import { Scan } from '../../kit/Scan';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useSave } from '../../kit/useSave';
import { defaultTaxRate, useTaxRates, useUnits } from '../catalog/api';
import { LineGrid } from '../catalog/lines/LineGrid';
import { MissingCells } from '../catalog/lines/MissingCells';
import type { LineProduct, LinesAction } from '../catalog/lines/lines';
import { useScan } from '../catalog/lines/useScan';
import { useStandIns } from '../catalog/lines/useStandIns';
import styles from '../sales/editor/OrderEditorPage.module.css';
import { orderColumns } from '../sales/editor/orderColumns';
import {
  emptyOrder,
  filledLines,
  findMissing,
  orderDraft,
  orderState,
  refusedCells,
  type OrderState,
} from '../sales/editor/orderState';
import { TotalsBar } from '../sales/editor/TotalsBar';
import { useSupply } from '../catalog/lines/useLivePrices';
import { useOrderState } from '../sales/editor/useOrderState';
import { useWanted } from '../sales/editor/useWanted';
import type { OrderDraft } from '../sales/api';
import {
  useChangePurchase,
  useCreatePurchase,
  usePurchaseOrder,
  type PurchaseDraft,
  type PurchaseOrder,
} from './api';
import { PurchaseHead } from './PurchaseHead';

/** Enters a purchase order, or changes one that is still a draft. */
export default function PurchaseEditorPage({ id = '' }: Partial<RecordScreenProps>) {
  const order = usePurchaseOrder(id);
  if (id === '') return <NewPurchase />;
  if (order.isError) {
    return (
      <Page title={t('web.purchase.edit')}>
        <ErrorPanel error={order.error} onRetry={() => void order.refetch()} />
      </Page>
    );
  }
  if (!order.data) return <SkeletonPage />;
  const value = order.data.value;
  if (!value.allowed_actions.includes('update')) {
    return (
      <Page title={t('web.purchase.edit')}>
        <EmptyState
          title={t('web.order.not_draft', { number: value.number })}
          action={<Go to={recordUrl('purchase-orders', id)}>{t('web.order.open')}</Go>}
        />
      </Page>
    );
  }
  return <ExistingPurchase order={value} etag={order.data.etag} />;
}

function NewPurchase() {
  const { party } = useSearch({ strict: false }) as { party?: string };
  const supplier = useRecord('parties', party ?? '');
  const warehouses = useRecordPage('warehouses', { fields: ['name'], limit: 1 });
  const create = useCreatePurchase();
  if (warehouses.isPending || (party && supplier.isPending)) return <SkeletonPage />;
  const row = party ? supplier.data?.value : undefined;
  const house = warehouses.data?.items[0];
  return (
    <Editor
      title={t('web.create.purchase_order')}
      name={party ? `purchase.new.${party}` : 'purchase.new'}
      version=""
      start={() => ({
        ...emptyOrder(today()),
        party: row ? { id: row.id, title: String(row.name ?? '') } : null,
        warehouse: house ? { id: house.id, title: String(house.name ?? '') } : null,
      })}
      back="/purchase-orders"
      saving={create.isPending}
      error={create.error}
      onSave={(draft, done) => create.mutate(draft, { onSuccess: (made) => done(made.id) })}
    />
  );
}

function ExistingPurchase({ order, etag }: { order: PurchaseOrder; etag: string }) {
  const [begun] = useState({ order, etag });
  const change = useChangePurchase(order.id);
  const lines = begun.order.lines.map((line) => ({ ...line, is_goods: true, wanted_on: line.expected_on }));
  return (
    <Editor
      title={`${t('web.purchase.edit')} ${order.number}`}
      name={`purchase.${order.id}`}
      version={begun.etag}
      start={() => orderState({ ...begun.order, wanted_on: begun.order.expected_on, lines })}
      back={recordUrl('purchase-orders', order.id)}
      saving={change.isPending}
      error={change.error}
      onSave={(draft, done) =>
        change.mutate({ draft, etag: begun.etag }, { onSuccess: () => done(order.id) })
      }
    />
  );
}

/** What is wanted by a day of a customer is expected by then of a supplier. */
const purchaseDraft = ({ deliver_on, lines, ...head }: OrderDraft): PurchaseDraft => ({
  ...head,
  expected_on: deliver_on ?? null,
  lines: lines.map(({ deliver_on: day, ...line }) => ({ ...line, expected_on: day ?? null })),
});

interface EditorProps {
  title: string;
  name: string;
  version: string;
  start: () => OrderState;
  back: string;
  saving: boolean;
  error: Problem | null;
  onSave: (draft: PurchaseDraft, done: (id: string) => void) => void;
}

function Editor(props: EditorProps) {
  const go = useGo();
  const rates = useTaxRates();
  const { state, act, dirty, restored, discard, done } = useOrderState(
    `order.${props.name}`,
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
      unit_price: '',
      tax_code: product.tax_code ?? defaultTaxRate(rates)?.code ?? '',
    }),
    [rates],
  );
  const actOnLines = useCallback((lines: LinesAction) => act({ lines }), [act]);
  const priceNote = useSupply({ lines: state.lines, party: state.party?.id }, actOnLines);
  const includesTax = state.prices_include_tax;
  const wanted = useWanted(t('web.purchase.expected'), state);
  const columns = wanted.among(orderColumns({ rates, includesTax, units, priceNote }));
  const scan = useScan(prefill, actOnLines, state.party?.id);
  const standIns = useStandIns(state.lines, prefill, actOnLines);

  const save = (): void => {
    setTried(true);
    const draft = orderDraft(state);
    const incomplete = Object.keys(findMissing(state, units)).length > 0;
    if (props.saving || draft === null || draft.lines.length === 0 || incomplete) return;
    props.onSave(purchaseDraft(draft), (id) => {
      release();
      done();
      sayDone(t('web.form.saved'));
      go(recordUrl('purchase-orders', id), { replace: true });
    });
  };
  const saving = useSave(save, { pending: props.saving });

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
        <PurchaseHead
          state={state}
          partyMissing={tried && state.party === null}
          onChange={(head) => act({ head })}
          onByLine={wanted.show}
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
        <MissingCells cells={missing} empty={tried && filledLines(state).length === 0} />
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
      <TotalsBar state={state} rates={rates} />
      {question}
      {scan.question}
      {standIns.dialog}
    </Page>
  );
}
