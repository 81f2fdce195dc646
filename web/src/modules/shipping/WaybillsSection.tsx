import { Button } from 'antd';
import { useState } from 'react';
import { useRecordPage } from '../../api/records';
import type { RecordRow, Reference } from '../../api/types';
import { useAccess } from '../../kit/access';
import { DateText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { ShipDialog } from './ShipDialog';

const FIELDS = [
  'number',
  'carrier_id',
  'tracking_number',
  'driver',
  'parcels',
  'shipped_on',
  'state',
  'received_by',
];
const MOST = 100;

/** How goods of a delivery went to their customer, and whether he has them. */
export function WaybillsSection({ delivery }: { delivery: string }) {
  const { can } = useAccess();
  const seen = can('shipping.waybill.view');
  const page = useRecordPage(
    'waybills',
    { fields: FIELDS, filter: { field: 'delivery_id', op: 'eq', value: delivery }, limit: MOST },
    seen,
  );
  const [shipping, setShipping] = useState(false);
  if (!seen) return null;
  return (
    <Section
      title={t('web.waybills')}
      flush
      extra={
        can('shipping.waybill.ship') ? (
          <Button size="small" onClick={() => setShipping(true)}>
            {t('web.ship')}
          </Button>
        ) : null
      }
    >
      {page.isPending ? <SkeletonRows rows={1} columns={5} /> : null}
      {page.isError ? <ErrorPanel error={page.error} onRetry={() => void page.refetch()} /> : null}
      {page.data?.items.length === 0 ? <EmptyState small title={t('web.waybills.none')} /> : null}
      {page.data && page.data.items.length > 0 ? (
        <SimpleTable<RecordRow>
          label={t('web.waybills')}
          columns={COLUMNS()}
          rows={page.data.items}
          rowKey={(row) => row.id}
        />
      ) : null}
      {shipping ? <ShipDialog delivery={delivery} onClose={() => setShipping(false)} /> : null}
    </Section>
  );
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

const COLUMNS = (): SimpleColumn<RecordRow>[] => [
  {
    key: 'number',
    title: tx('field.waybill.number'),
    width: 160,
    cell: (row) => <Go to={recordUrl('waybills', row.id)}>{text(row.number)}</Go>,
  },
  {
    key: 'shipped_on',
    title: t('web.ship.shipped_on'),
    width: 110,
    cell: (row) => <DateText value={text(row.shipped_on)} />,
  },
  {
    key: 'way',
    title: t('web.ship.way'),
    cell: (row) => {
      const carrier = row.carrier_id as Reference | null;
      return [carrier?.title ?? text(row.driver), text(row.tracking_number)].filter(Boolean).join(' · ');
    },
  },
  {
    key: 'parcels',
    title: t('web.ship.parcels'),
    numeric: true,
    width: 72,
    cell: (row) => text(row.parcels),
  },
  {
    key: 'state',
    title: tx('field.waybill.state'),
    width: 110,
    cell: (row) => <Status state={text(row.state)} label={`choice.waybill.state.${text(row.state)}`} />,
  },
  { key: 'by', title: t('web.receive.by'), width: 110, cell: (row) => text(row.received_by) },
];
