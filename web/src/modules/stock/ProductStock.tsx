import { useAccess } from '../../kit/access';
import { sum } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Money, Price, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { useLying, type OnHand } from './api';
import { AvailableDays } from './AvailableDays';
import { useAvailableByDate } from './byDate';

/** Where a product lies, how much of it is free, what it is worth to whoever may know, and what can be promised when. */
export function ProductStock({ id }: { id: string }) {
  const { can } = useAccess();
  if (!can('stock.stock.view')) return null;
  return (
    <>
      <Lying id={id} />
      <ByDate id={id} />
    </>
  );
}

/** What can be promised of it, once anything is to come or to go. */
function ByDate({ id }: { id: string }) {
  const found = useAvailableByDate(id);
  if (found.isError) return <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data || found.data.days.every((day) => day.documents.length === 0)) return null;
  return (
    <Section
      title={t('web.by_date.title')}
      flush
      extra={
        <Go to="/stock-by-date" search={{ product: id }}>
          {t('web.by_date.all')}
        </Go>
      }
    >
      <AvailableDays found={found.data} />
    </Section>
  );
}

function Lying({ id }: { id: string }) {
  const { can } = useAccess();
  const lying = useLying(id);
  if (lying.isPending) return null;
  const rows = lying.data ?? [];
  const worth = rows.some((row) => row.value !== null);
  const total = (of: (row: OnHand) => string): string => sum(rows.map(of));
  return (
    <Section
      title={t('web.stock.of_product')}
      flush={rows.length > 0}
      extra={
        can('stock.move.view') ? (
          <Go to="/stock-moves" search={{ filter: { field: 'product_id', op: 'eq', value: id } }}>
            {t('web.nav.stock_moves')}
          </Go>
        ) : null
      }
    >
      {lying.isError ? (
        <ErrorPanel error={lying.error} onRetry={() => void lying.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState small title={t('web.stock.none')} />
      ) : (
        <SimpleTable<OnHand>
          label={t('web.stock.of_product')}
          columns={columns(worth)}
          rows={rows}
          rowKey={(row) => row.warehouse_id}
          foot={
            <tr>
              <td>{t('web.total')}</td>
              <td className="number">
                <Quantity value={total((row) => row.on_hand)} />
              </td>
              <td className="number">
                <Quantity value={total((row) => row.held)} />
              </td>
              <td className="number">
                <Quantity value={total((row) => row.available)} />
              </td>
              {worth ? (
                <>
                  <td />
                  <td className="number">
                    <Money value={total((row) => row.value ?? '0')} />
                  </td>
                </>
              ) : null}
            </tr>
          }
        />
      )}
    </Section>
  );
}

const columns = (worth: boolean): SimpleColumn<OnHand>[] => [
  {
    key: 'warehouse',
    title: t('web.warehouse'),
    cell: (row) =>
      row.kind === 'usual' ? row.warehouse : `${row.warehouse} · ${tx(`choice.warehouse.kind.${row.kind}`)}`,
  },
  {
    key: 'on_hand',
    title: t('web.stock.on_hand'),
    numeric: true,
    cell: (row) => <Quantity value={row.on_hand} />,
  },
  { key: 'held', title: t('web.stock.held'), numeric: true, cell: (row) => <Quantity value={row.held} /> },
  {
    key: 'available',
    title: t('web.available'),
    numeric: true,
    cell: (row) => <Quantity value={row.available} />,
  },
  ...(worth
    ? [
        {
          key: 'unit_cost',
          title: t('web.stock.unit_cost'),
          numeric: true,
          cell: (row: OnHand) => <Price value={row.unit_cost} />,
        },
        {
          key: 'value',
          title: t('web.stock.value'),
          numeric: true,
          cell: (row: OnHand) => <Money value={row.value} />,
        },
      ]
    : []),
];
