import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useAccess } from '../../kit/access';
import { isZero } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { DataTable, type Column } from '../../kit/list/DataTable';
import { SearchBox } from '../../kit/list/SearchBox';
import { Money, Price, Quantity } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SkeletonRows } from '../../kit/Skeleton';
import { useOnHand, type OnHand } from './api';
import { useWorth } from './byDate';
import styles from './OnHandPage.module.css';
import { KINDS } from './warehouses';

interface View {
  q?: string;
  warehouse?: string;
  kind?: string;
  zero?: boolean;
  below?: boolean;
}

/** 即时库存: what lies where now, what is held for orders, what is available, and its value. */
export default function OnHandPage() {
  const search = useSearch({ strict: false }) as View;
  const navigate = useNavigate();
  const go = useGo();
  const { can } = useAccess();
  const change = useCallback(
    (next: View) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...next })) as never,
        replace: true,
      }),
    [navigate],
  );
  const words = search.q === undefined ? '' : String(search.q);
  const asked = {
    ...(words ? { search: words } : {}),
    ...(search.warehouse ? { warehouse_id: search.warehouse } : {}),
    ...(search.kind ? { kind: search.kind } : {}),
    ...(search.below ? { below_zero: true } : {}),
  };
  const stock = useOnHand(asked);
  const total = useWorth(asked);
  const rows = useMemo(() => {
    const all = stock.data?.pages.flatMap((page) => page.items) ?? [];
    // What comes or is promised is seen, though none of it lies there.
    const isAnnounced = (row: OnHand): boolean =>
      [row.under_way, row.on_order, row.held].some((quantity) => !isZero(quantity));
    return search.zero ? all : all.filter((row) => !isZero(row.on_hand) || isAnnounced(row));
  }, [stock.data, search.zero]);
  const worth = rows.some((row) => row.value !== null);
  const others = rows.some((row) => row.kind === 'entrusted');
  const columns = useMemo(() => onHandColumns(worth, others), [worth, others]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = stock;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <Page
      full
      title={t('web.nav.on_hand')}
      actions={
        search.kind === 'entrusted' ? (
          <EntrustedActions />
        ) : can('stock.receipt.post') ? (
          <Button type="primary" onClick={() => go('/stock-receipts/new')}>
            {t('web.create.stock_receipt')}
          </Button>
        ) : null
      }
      bar={
        <div className={styles.bar}>
          <SearchBox value={words} onSearch={(q) => change({ q: q || undefined } as View)} />
          <div className={styles.warehouse}>
            <ReferencePicker
              label={t('web.warehouse')}
              placeholder={t('web.stock.all_warehouses')}
              path="warehouses"
              value={search.warehouse}
              onChange={(warehouse) => change({ warehouse: warehouse?.id } as View)}
            />
          </div>
          <Select
            className={styles.kind ?? ''}
            aria-label={t('web.stock.house_kind')}
            placeholder={t('web.stock.house_kind')}
            allowClear
            value={search.kind ?? null}
            options={KINDS.map((value) => ({ value, label: tx(`choice.warehouse.kind.${value}`) }))}
            onChange={(kind: string | null | undefined) => change({ kind: kind ?? undefined } as View)}
          />
          <Checkbox
            checked={search.zero === true}
            onChange={(event) => change({ zero: event.target.checked || undefined } as View)}
          >
            {t('web.stock.with_zero')}
          </Checkbox>
          <Checkbox
            checked={search.below === true}
            onChange={(event) => change({ below: event.target.checked || undefined } as View)}
          >
            {t('web.stock.only_below_zero')}
          </Checkbox>
        </div>
      }
    >
      {stock.isPending ? <SkeletonRows rows={18} columns={8} /> : null}
      {stock.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={stock.error} onRetry={() => void stock.refetch()} />
        </div>
      ) : null}
      {stock.data && rows.length === 0 ? (
        <EmptyState
          title={t(search.below ? 'web.stock.none_below_zero' : 'web.stock.none')}
          why={t(
            words
              ? 'web.list.none_match.why'
              : search.below
                ? 'web.stock.none_below_zero.why'
                : 'web.stock.none.why',
          )}
        />
      ) : null}
      {rows.length > 0 ? (
        <DataTable<OnHand>
          label={t('web.nav.on_hand')}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.warehouse_id} ${row.product_id}`}
          {...(can('stock.move.view')
            ? {
                onOpen: (row: OnHand) =>
                  go('/stock-moves', {
                    search: { filter: { field: 'product_id', op: 'eq', value: row.product_id } },
                  }),
              }
            : {})}
          onEnd={more}
          loadingMore={isFetchingNextPage}
          more={hasNextPage}
          foot={
            total === null || !worth ? undefined : (
              <tr>
                <td>{t('web.total')}</td>
                <td colSpan={columns.length - 2} />
                <td className="number">
                  <Money value={total} />
                </td>
              </tr>
            )
          }
        />
      ) : null}
    </Page>
  );
}

/** Others' goods come and go by papers of their own. */
function EntrustedActions() {
  const go = useGo();
  const { can } = useAccess();
  return (
    <>
      {can('stock.issue.post') ? (
        <>
          <Button onClick={() => go('/stock-issues/new', { search: { reason: 'used_up' } })}>
            {t('web.stock.use_up')}
          </Button>
          <Button onClick={() => go('/stock-issues/new', { search: { reason: 'given_back' } })}>
            {t('web.stock.give_back')}
          </Button>
        </>
      ) : null}
      {can('stock.receipt.post') ? (
        <Button type="primary" onClick={() => go('/stock-receipts/new', { search: { reason: 'entrusted' } })}>
          {t('web.stock.take_in')}
        </Button>
      ) : null}
    </>
  );
}

/** What goods are worth stands there only for who may know it, whose they are only where they are not ours. */
function onHandColumns(worth: boolean, others: boolean): Column<OnHand>[] {
  return [
    {
      key: 'product',
      title: t('web.product'),
      width: 146,
      grow: true,
      cell: (row) => <Go to={recordUrl('products', row.product_id)}>{row.product}</Go>,
    },
    { key: 'code', title: t('web.product.code'), width: 96, cell: (row) => row.product_code },
    { key: 'warehouse', title: t('web.warehouse'), width: 92, cell: (row) => row.warehouse },
    {
      key: 'kind',
      title: t('web.stock.house_kind'),
      width: 76,
      cell: (row) => tx(`choice.warehouse.kind.${row.kind}`),
    },
    ...(others ? [OWNER()] : []),
    { key: 'unit', title: t('web.unit'), width: 44, cell: (row) => row.unit },
    {
      key: 'on_hand',
      title: t('web.stock.on_hand'),
      width: 80,
      numeric: true,
      cell: (row) => <Quantity value={row.on_hand} />,
    },
    {
      key: 'held',
      title: t('web.stock.held'),
      width: 80,
      numeric: true,
      cell: (row) => <Quantity value={row.held} />,
    },
    {
      key: 'blocked',
      title: t('web.stock.blocked'),
      width: 88,
      numeric: true,
      cell: (row) => <Quantity value={row.blocked} />,
    },
    {
      key: 'expired',
      title: t('web.stock.expired'),
      width: 72,
      numeric: true,
      cell: (row) => <Quantity value={row.expired} />,
    },
    {
      key: 'available',
      title: t('web.available'),
      width: 80,
      numeric: true,
      // What is held back or another's is promised for no day.
      cell: (row) =>
        row.kind === 'usual' ? (
          <Go to="/stock-by-date" search={{ product: row.product_id, warehouse: row.warehouse_id }}>
            <Quantity value={row.available} />
          </Go>
        ) : (
          <Quantity value={row.available} />
        ),
    },
    {
      key: 'under_way',
      title: t('web.stock.under_way'),
      width: 80,
      numeric: true,
      cell: (row) => <Quantity value={row.under_way} />,
    },
    {
      key: 'on_order',
      title: t('web.stock.on_order'),
      width: 72,
      numeric: true,
      cell: (row) => <Quantity value={row.on_order} />,
    },
    ...(worth ? WORTH() : []),
  ];
}

const OWNER = (): Column<OnHand> => ({
  key: 'owner',
  title: t('web.stock.goods_owner'),
  width: 150,
  cell: (row) =>
    row.goods_owner_id && row.goods_owner ? (
      <Go to={recordUrl('parties', row.goods_owner_id)}>{row.goods_owner}</Go>
    ) : null,
});

const WORTH = (): Column<OnHand>[] => [
  {
    key: 'unit_cost',
    title: t('web.stock.unit_cost'),
    width: 88,
    numeric: true,
    cell: (row) => <Price value={row.unit_cost} />,
  },
  {
    key: 'value',
    title: t('web.stock.value'),
    width: 108,
    numeric: true,
    cell: (row) => <Money value={row.value} />,
  },
];
