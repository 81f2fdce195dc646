import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRecord, useRecordPage } from '../../../api/records';
import { today } from '../../../kit/dates';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { useOrderProposal } from '../../crm/api';
import { useChangeOrder, useCreateOrder, useOrder, type Order } from '../api';
import { useGoodsHold } from '../holds/holds';
import { OrderHead } from './OrderHead';
import {
  emptyOrder,
  orderDraft,
  orderState,
  proposedOrder,
  type EditedOrder,
  type OrderState,
} from './orderState';
import { SaleEditor, type SaleEditorProps } from './SaleEditor';

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
    <OrderEditor
      title={t('web.create.sales_order')}
      name={['new', hold ?? opportunity ?? party].filter(Boolean).join('.')}
      version=""
      opportunity={opportunity}
      start={start}
      back="/sales-orders"
      saving={create.isPending}
      error={create.error}
      onSave={(state, done, hold) => {
        const draft = orderDraft(state, hold);
        if (draft) create.mutate(draft, { onSuccess: (made) => done(made.id) });
      }}
    />
  );
}

function ExistingOrder({ order, etag }: { order: Order; etag: string }) {
  const [begun] = useState({ order, etag });
  const change = useChangeOrder(order.id);
  return (
    <OrderEditor
      title={`${t('web.order.edit')} ${order.number}`}
      name={order.id}
      version={begun.etag}
      start={() => orderState(edited(begun.order))}
      back={recordUrl('sales-orders', order.id)}
      saving={change.isPending}
      error={change.error}
      onSave={(state, done, hold) => {
        const draft = orderDraft(state, hold);
        if (draft) change.mutate({ draft, etag: begun.etag }, { onSuccess: () => done(order.id) });
      }}
    />
  );
}

const edited = (order: Order): EditedOrder => ({
  ...order,
  wanted_on: order.deliver_on,
  lines: order.lines.map((line) => ({ ...line, wanted_on: line.deliver_on })),
});

type OrderEditorProps = Omit<SaleEditorProps<OrderState>, 'draft' | 'path' | 'save' | 'head' | 'serves'>;

const OrderEditor = (props: OrderEditorProps & { name: string }) => (
  <SaleEditor<OrderState>
    {...props}
    draft={`order.${props.name}`}
    path="sales-orders"
    save="web.order.save"
    serves
    head={(head) => <OrderHead {...head} />}
  />
);
