import { useParams } from '@tanstack/react-router';
import { useVerbs } from '../../kit/document/useVerbs';
import { isPositive, subtract } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';
import { ScanSheet } from '../stock/work/ScanSheet';
import { useOrder } from './api';

const PATH = 'sales-orders';

/** Picks goods of an order by scanning them and lets them leave; what is not scanned stays promised. */
export default function PickWork() {
  const { id } = useParams({ strict: false }) as { id: string };
  const order = useOrder(id);
  const go = useGo();
  const verbs = useVerbs(PATH, id, { deliver: 'web.order.delivered' }, () => go(recordUrl(PATH, id)));
  if (order.isError) {
    return (
      <Page title={t('web.work.pick')}>
        <ErrorPanel error={order.error} onRetry={() => void order.refetch()} />
      </Page>
    );
  }
  const value = order.data?.value;
  if (!value) return <SkeletonPage />;
  const open = value.allowed_actions.includes('deliver') ? value.lines : [];
  const lines = open
    .filter((line) => line.is_goods)
    .map((line) => ({
      id: line.id,
      product_id: line.product_id,
      name: line.product,
      code: line.product_code,
      unit: line.unit,
      open: subtract(line.quantity, line.delivered),
    }))
    .sort((one, other) => one.code.localeCompare(other.code));
  return (
    <ScanSheet
      key={value.version}
      title={`${t('web.work.pick')} ${value.number}`}
      facts={
        <span>
          {value.warehouse.title} → {value.party.title}
        </span>
      }
      lines={lines.filter((line) => isPositive(line.open))}
      warehouse={value.warehouse.id}
      leaves
      confirm={t('web.work.pick_confirm')}
      pending={verbs.pending !== null}
      refusal={verbs.refusal}
      onConfirm={(chosen) => verbs.act('deliver', { lines: chosen })}
      onLeave={() => go(recordUrl(PATH, id))}
    />
  );
}
