import { useNavigate, useSearch } from '@tanstack/react-router';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useCallback, useMemo } from 'react';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { DataTable, type Column } from '../../kit/list/DataTable';
import { SearchBox } from '../../kit/list/SearchBox';
import { Money, Quantity } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SkeletonRows } from '../../kit/Skeleton';
import { useAsOf, type LyingThen } from './api';
import styles from './OnHandPage.module.css';

interface View {
  q?: string;
  warehouse?: string;
  day?: string;
  known?: string;
}

/** What lay where at the end of a day, as the books say now or as they said at a moment before. */
export default function AsOfPage() {
  const search = useSearch({ strict: false }) as View;
  const navigate = useNavigate();
  const go = useGo();
  const change = useCallback(
    (next: View) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...next })) as never,
        replace: true,
      }),
    [navigate],
  );
  const day = search.day ?? today();
  const words = search.q === undefined ? '' : String(search.q);
  const found = useAsOf({
    day,
    ...(search.known ? { known_at: search.known } : {}),
    ...(search.warehouse ? { warehouse_id: search.warehouse } : {}),
    ...(words ? { search: words } : {}),
  });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const columns = useMemo(asOfColumns, []);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <Page
      full
      title={t('web.nav.stock_as_of')}
      bar={
        <div className={styles.bar}>
          <DayPicker
            aria-label={t('web.as_of.day')}
            prefix={<span className="soft">{t('web.as_of.day')}</span>}
            value={day}
            onChange={(day) => change({ day })}
          />
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            aria-label={t('web.as_of.known')}
            prefix={<span className="soft">{t('web.as_of.known')}</span>}
            placeholder={t('web.as_of.now')}
            value={search.known ? dayjs(search.known) : null}
            onChange={(next) => change({ known: next ? next.toISOString() : undefined } as View)}
          />
          <div className={styles.warehouse}>
            <ReferencePicker
              label={t('web.warehouse')}
              placeholder={t('web.stock.all_warehouses')}
              path="warehouses"
              value={search.warehouse}
              onChange={(warehouse) => change({ warehouse: warehouse?.id } as View)}
            />
          </div>
          <SearchBox value={words} onSearch={(q) => change({ q: q || undefined } as View)} />
        </div>
      }
    >
      {found.isPending ? <SkeletonRows rows={18} columns={6} /> : null}
      {found.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </div>
      ) : null}
      {found.data && rows.length === 0 && !hasNextPage ? (
        <EmptyState title={t('web.stock.none')} why={t('web.as_of.none')} />
      ) : null}
      {rows.length > 0 || hasNextPage ? (
        <DataTable<LyingThen>
          label={t('web.nav.stock_as_of')}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.warehouse_id} ${row.product_id}`}
          onOpen={(row) =>
            go('/stock-moves', {
              search: {
                filter: {
                  and: [
                    { field: 'product_id', op: 'eq', value: row.product_id },
                    { field: 'warehouse_id', op: 'eq', value: row.warehouse_id },
                    { field: 'occurred_on', op: 'le', value: day },
                  ],
                },
              },
            })
          }
          onEnd={more}
          loadingMore={isFetchingNextPage}
          more={hasNextPage}
        />
      ) : null}
    </Page>
  );
}

function asOfColumns(): Column<LyingThen>[] {
  return [
    {
      key: 'product',
      title: t('web.product'),
      width: 260,
      grow: true,
      cell: (row) => <Go to={recordUrl('products', row.product_id)}>{row.product}</Go>,
    },
    { key: 'code', title: t('web.product.code'), width: 130, cell: (row) => row.product_code },
    { key: 'warehouse', title: t('web.warehouse'), width: 140, cell: (row) => row.warehouse },
    { key: 'unit', title: t('web.unit'), width: 64, cell: (row) => row.unit },
    {
      key: 'quantity',
      title: t('web.quantity'),
      width: 120,
      numeric: true,
      cell: (row) => <Quantity value={row.quantity} />,
    },
    {
      key: 'value',
      title: t('web.stock.value'),
      width: 140,
      numeric: true,
      cell: (row) => <Money value={row.value} />,
    },
  ];
}
