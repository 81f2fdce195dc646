import { useRecordMeta, useRecordPage } from '../../../api/records';
import type { Reference } from '../../../api/types';
import { Go, recordUrl } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import styles from './Changes.module.css';
import { More } from './Differences';

interface ChangeRow extends Record<string, unknown> {
  id: string;
  number: string;
  version_no: number;
  state: string;
  changed_on: string;
  reason: string;
  gross: string | null;
  gross_change: string | null;
  order_id: Reference;
}

const SHOWN = ['number', 'version_no', 'state', 'changed_on', 'reason', 'gross', 'gross_change'];
const MOST = 100;

/** All changes of an order, the newest first. */
export function ChangesSection({ order }: { order: string }) {
  const changes = useRecordPage<ChangeRow>('sales-order-changes', {
    filter: { field: 'order_id', op: 'eq', value: order },
    sort: '-version_no',
    fields: SHOWN,
    limit: MOST,
  }).data?.items;
  const choices = useRecordMeta('sales-order-changes')?.fields.find((item) => item.name === 'state')?.choices;
  if (!changes?.length) return null;
  return (
    <Section title={t('web.order.changes')} flush>
      <SimpleTable<ChangeRow>
        label={t('web.order.changes')}
        rows={changes}
        rowKey={(change) => change.id}
        columns={[
          {
            key: 'number',
            title: tx('field.sales_order_change.number'),
            cell: (change) => <Go to={recordUrl('sales-order-changes', change.id)}>{change.number}</Go>,
          },
          {
            key: 'version',
            title: tx('field.sales_order_change.version_no'),
            cell: (change) => <span className="figure">V{change.version_no}</span>,
          },
          {
            key: 'state',
            title: tx('field.sales_order_change.state'),
            cell: (change) => (
              <Status
                state={change.state}
                label={choices?.find((choice) => choice.value === change.state)?.label}
              />
            ),
          },
          {
            key: 'day',
            title: tx('field.sales_order_change.changed_on'),
            cell: (change) => <span className="figure">{change.changed_on}</span>,
          },
          {
            key: 'reason',
            title: t('web.change.reason'),
            cell: (change) => <span className={styles.reason}>{change.reason}</span>,
          },
          {
            key: 'more',
            title: t('web.change.more'),
            numeric: true,
            cell: (change) => <More amount={change.gross_change} />,
          },
          {
            key: 'gross',
            title: t('web.change.new_total'),
            numeric: true,
            cell: (change) => <Money value={change.gross} />,
          },
        ]}
      />
    </Section>
  );
}
