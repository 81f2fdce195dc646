import { formatPercent } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page, Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { SimpleTable } from '../../kit/SimpleTable';
import { useAccuracy, type Accuracy } from './api';
import { share } from './share';

/** How right the ledger was, by month and warehouse: each row opens its counts. */
export default function AccuracyPage() {
  const found = useAccuracy();
  const go = useGo();
  const open = (row: Accuracy): void =>
    go('/stock-counts', {
      search: {
        filter: {
          and: [
            { field: 'state', op: 'eq', value: 'posted' },
            { field: 'warehouse_id', op: 'eq', value: row.warehouse_id },
          ],
        },
      },
    });
  return (
    <Page title={t('web.nav.count_accuracy')} scrolls>
      {found.isPending ? <SkeletonRows rows={8} columns={6} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data?.length === 0 ? (
        <EmptyState title={t('web.count.no_accuracy')} why={t('web.count.no_accuracy.why')} />
      ) : null}
      {found.data && found.data.length > 0 ? (
        <Section title={t('web.count.accuracy')} flush>
          <SimpleTable<Accuracy>
            label={t('web.count.accuracy')}
            columns={[
              { key: 'month', title: t('web.count.month'), width: 110, cell: (row) => row.month },
              { key: 'warehouse', title: t('web.warehouse'), cell: (row) => row.warehouse },
              { key: 'counts', title: t('web.count.counts'), numeric: true, cell: (row) => row.counts },
              { key: 'lines', title: t('web.count.lines'), numeric: true, cell: (row) => row.lines },
              { key: 'right', title: t('web.count.right'), numeric: true, cell: (row) => row.right_lines },
              {
                key: 'share',
                title: t('web.count.accuracy'),
                numeric: true,
                cell: (row) => <b>{formatPercent(share(row.right_lines, row.lines) ?? '0')}</b>,
              },
              {
                key: 'by_quantity',
                title: t('web.count.by_quantity'),
                numeric: true,
                cell: (row) => formatPercent(share(row.right_quantities, row.lines) ?? '0'),
              },
              {
                key: 'by_place',
                title: t('web.count.by_place'),
                numeric: true,
                cell: (row) => formatPercent(share(row.right_places, row.lines) ?? '0'),
              },
              {
                key: 'gain',
                title: t('web.count.gain'),
                numeric: true,
                cell: (row) => <Money value={row.gain} />,
              },
              {
                key: 'loss',
                title: t('web.count.loss'),
                numeric: true,
                cell: (row) => <Money value={row.loss} />,
              },
            ]}
            rows={found.data}
            rowKey={(row) => `${row.month} ${row.warehouse_id}`}
            onOpen={open}
          />
        </Section>
      ) : null}
    </Page>
  );
}
