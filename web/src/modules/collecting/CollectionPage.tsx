import { PrinterOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { DateText } from '../../kit/DateText';
import { formatMoney, formatQuantity, isPositive } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useCollection, type Collection, type Due } from './api';
import styles from './Collecting.module.css';

const URGENCIES = ['overdue', 'week', 'month', 'later'] as const;
type Urgency = (typeof URGENCIES)[number];

/** 回款看板: all money that is to come, by how soon, and who is asked for it. */
export default function CollectionPage() {
  const [mine, setMine] = useState(false);
  const [urgency, setUrgency] = useState<Urgency>();
  const collection = useCollection(mine);
  return (
    <Page
      full
      title={t('web.nav.collection')}
      bar={
        <div className={styles.head}>
          <Segmented
            value={mine ? 'mine' : 'all'}
            options={(['all', 'mine'] as const).map((one) => ({
              value: one,
              label: t(`web.collecting.${one}`),
            }))}
            onChange={(one) => setMine(one === 'mine')}
          />
          <div className={styles.tiles} role="group" aria-label={t('web.collecting.when')}>
            {URGENCIES.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={urgency === one}
                className={styles.tile}
                onClick={() => setUrgency((before) => (before === one ? undefined : one))}
              >
                <span className="soft">{t(`web.collecting.${one}`)}</span>
                <b className={one === 'overdue' ? 'negative' : ''}>
                  {collection.data ? <Money value={collection.data.totals[one] ?? '0'} /> : '…'}
                </b>
              </button>
            ))}
          </div>
        </div>
      }
    >
      {collection.isPending ? <SkeletonRows rows={12} columns={7} /> : null}
      {collection.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={collection.error} onRetry={() => void collection.refetch()} />
        </div>
      ) : null}
      {collection.data ? <Rows collection={collection.data} urgency={urgency} /> : null}
    </Page>
  );
}

function Rows({ collection, urgency }: { collection: Collection; urgency: Urgency | undefined }) {
  const { can } = useAccess();
  const rows = collection.rows.filter((row) => urgency === undefined || row.urgency === urgency);
  if (rows.length === 0) return <EmptyState title={t('web.collecting.nothing')} />;
  const customers = new Map(collection.customers.map((one) => [one.party_id, one]));
  const mean = (row: Due): string => {
    const days = customers.get(row.party.id)?.days_late;
    return days === null || days === undefined ? '–' : t('web.days', { count: formatQuantity(days) });
  };
  return (
    <>
      <SimpleTable<Due>
        sticky
        label={t('web.nav.collection')}
        columns={[
          {
            key: 'party',
            title: t('web.customer'),
            cell: (row) => <Go to={recordUrl('parties', row.party.id)}>{row.party.title}</Go>,
          },
          {
            key: 'number',
            title: t('web.collecting.what'),
            cell: (row) => (
              <span className={styles.verbs}>
                <Go to={recordUrl(row.record === 'sales_order' ? 'sales-orders' : 'sales-invoices', row.id)}>
                  {row.number}
                </Go>
                {row.position ? (
                  <small className="soft">
                    {t('web.collecting.part', { position: row.position, of: row.of ?? '' })}
                  </small>
                ) : null}
              </span>
            ),
          },
          {
            key: 'due',
            title: t('web.collecting.due_on'),
            width: 116,
            cell: (row) => <DateText value={row.due_on} />,
          },
          {
            key: 'late',
            title: t('web.collecting.overdue_days'),
            numeric: true,
            width: 92,
            cell: (row) => (row.days_late > 0 ? <span className="negative">{row.days_late}</span> : null),
          },
          {
            key: 'open',
            title: t('web.collecting.open'),
            numeric: true,
            width: 140,
            cell: (row) => <Money value={row.open} />,
          },
          {
            key: 'ahead',
            title: t('web.collecting.ahead'),
            numeric: true,
            width: 132,
            cell: (row) => {
              const ahead = customers.get(row.party.id)?.ahead ?? '0';
              return isPositive(ahead) ? <span className="soft">{formatMoney(ahead)}</span> : null;
            },
          },
          {
            key: 'mean',
            title: t('web.collecting.mean'),
            numeric: true,
            width: 116,
            cell: (row) => <span className="soft">{mean(row)}</span>,
          },
          { key: 'owner', title: t('web.collecting.owner'), width: 92, cell: (row) => row.owner?.title },
          {
            key: 'letter',
            title: '',
            width: 104,
            cell: (row) =>
              row.urgency === 'overdue' && can('collecting.letter.print') ? (
                <Button
                  size="small"
                  icon={<PrinterOutlined />}
                  href={`/api/parties/${row.party.id}/dunning-letter/paper`}
                >
                  {t('web.collecting.letter')}
                </Button>
              ) : null,
          },
        ]}
        rows={rows}
        rowKey={(row) => `${row.id} ${row.position ?? ''}`}
      />
      {collection.more > 0 ? (
        <p className={styles.panel}>{t('web.collecting.more', { count: collection.more })}</p>
      ) : null}
    </>
  );
}
