import { useParams } from '@tanstack/react-router';
import { useVerbs } from '../../kit/document/useVerbs';
import { isPositive, subtract } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';
import { ScanSheet } from '../stock/work/ScanSheet';
import { usePurchaseOrder } from './api';

const PATH = 'purchase-orders';

/** Receives goods of an order by scanning them; what is not scanned is still expected. */
export default function ReceiveWork() {
  const { id } = useParams({ strict: false }) as { id: string };
  const order = usePurchaseOrder(id);
  const go = useGo();
  const verbs = useVerbs(PATH, id, { receive: 'web.purchase.taken_in' }, () => go(recordUrl(PATH, id)));
  if (order.isError) {
    return (
      <Page title={t('web.work.receive')}>
        <ErrorPanel error={order.error} onRetry={() => void order.refetch()} />
      </Page>
    );
  }
  const value = order.data?.value;
  if (!value) return <SkeletonPage />;
  const open = value.allowed_actions.includes('take_in') ? value.lines : [];
  const lines = open.map((line) => ({
    id: line.id,
    product_id: line.product_id,
    name: line.product,
    code: line.product_code,
    unit: line.unit,
    open: subtract(line.quantity, line.received),
  }));
  return (
    <ScanSheet
      key={value.version}
      title={`${t('web.work.receive')} ${value.number}`}
      facts={
        <span>
          {value.party.title} → {value.warehouse.title}
        </span>
      }
      lines={lines.filter((line) => isPositive(line.open))}
      warehouse={value.warehouse.id}
      confirm={t('web.purchase.take_in_confirm')}
      pending={verbs.pending !== null}
      refusal={verbs.refusal}
      onConfirm={(chosen) => verbs.act('receive', { lines: chosen })}
      onLeave={() => go(recordUrl(PATH, id))}
    />
  );
}
