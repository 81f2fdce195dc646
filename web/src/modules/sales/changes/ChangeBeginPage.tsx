import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { useOrder, type Order } from '../api';
import { ChangeEditor } from './ChangeEditor';
import { changeOfOrder } from './changeState';
import { useBeginChange } from './changes';

/** Begins a change of a promised order from what it says now. */
export default function ChangeBeginPage() {
  const { id = '' } = useParams({ strict: false });
  const order = useOrder(id);
  if (order.isError) {
    return (
      <Page title={t('web.change.edit')}>
        <ErrorPanel error={order.error} onRetry={() => void order.refetch()} />
      </Page>
    );
  }
  if (!order.data) return <SkeletonPage />;
  const { value, etag } = order.data;
  if (!value.allowed_actions.includes('change')) {
    return (
      <Page title={t('web.change.edit')}>
        <EmptyState
          title={t('web.change.not_open', { number: value.number })}
          action={<Go to={recordUrl('sales-orders', id)}>{t('web.order.open')}</Go>}
        />
      </Page>
    );
  }
  return <Begin key={id} order={value} etag={etag} />;
}

function Begin({ order, etag }: { order: Order; etag: string }) {
  const [begun] = useState({ order, etag });
  const begin = useBeginChange(order.id);
  return (
    <ChangeEditor
      order={{ id: order.id, title: order.number }}
      draft={`change.of.${order.id}`}
      version={begun.etag}
      start={() => changeOfOrder(begun.order)}
      back={recordUrl('sales-orders', order.id)}
      saving={begin.isPending}
      error={begin.error}
      onWish={(wish, done) => begin.mutate(wish, { onSuccess: (made) => done(made.id) })}
    />
  );
}
