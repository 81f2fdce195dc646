import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { isZero } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { DataTable, type Column } from '../../kit/list/DataTable';
import { SearchBox } from '../../kit/list/SearchBox';
import { Money, Quantity } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { useAges, type Age } from './api';
import styles from './OnHandPage.module.css';

interface View {
  q?: string;
  day?: string;
  idle?: number;
}

const IDLE = [0, 30, 60, 90, 180];

/** How old goods are, the oldest having left first, and which of them nobody takes any more. */
export default function AgesPage() {
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
  const idle = Number(search.idle ?? 0);
  const words = search.q === undefined ? '' : String(search.q);
  const found = useAges({
    day,
    ...(idle ? { idle_days: idle } : {}),
    ...(words ? { search: words } : {}),
  });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const spans = found.data?.pages[0]?.spans;
  const columns = useMemo(() => ageColumns(spans ?? []), [spans]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <Page
      full
      title={t('web.nav.stock_ages')}
      bar={
        <div className={styles.bar}>
          <DayPicker
            aria-label={t('web.as_of.day')}
            prefix={<span className="soft">{t('web.as_of.day')}</span>}
            value={day}
            onChange={(day) => change({ day })}
          />
          <div className={styles.warehouse}>
            <Select
              aria-label={t('web.ages.idle')}
              value={idle}
              options={IDLE.map((days) => ({
                value: days,
                label: days === 0 ? t('web.ages.all') : t('web.ages.idle_days', { days }),
              }))}
              onChange={(days) => change({ idle: days || undefined } as View)}
            />
          </div>
          <SearchBox value={words} onSearch={(q) => change({ q: q || undefined } as View)} />
        </div>
      }
    >
      {found.isPending ? <SkeletonRows rows={18} columns={8} /> : null}
      {found.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </div>
      ) : null}
      {found.data && rows.length === 0 && !hasNextPage ? (
        <EmptyState title={t('web.stock.none')} why={t('web.ages.none')} />
      ) : null}
      {rows.length > 0 || hasNextPage ? (
        <DataTable<Age>
          label={t('web.nav.stock_ages')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.product_id}
          onOpen={(row) =>
            go('/stock-moves', {
              search: { filter: { field: 'product_id', op: 'eq', value: row.product_id } },
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

function ageColumns(spans: number[]): Column<Age>[] {
  const titles = [
    ...spans.map((last, place) =>
      t('web.ages.span', { first: place === 0 ? 0 : (spans[place - 1] ?? 0) + 1, last }),
    ),
    t('web.ages.beyond', { days: spans[spans.length - 1] ?? 0 }),
  ];
  return [
    {
      key: 'product',
      title: t('web.product'),
      width: 180,
      grow: true,
      cell: (row) => <Go to={recordUrl('products', row.product_id)}>{row.product}</Go>,
    },
    {
      key: 'on_hand',
      title: t('web.stock.on_hand'),
      width: 100,
      numeric: true,
      cell: (row) => <Quantity value={row.on_hand} unit={row.unit} />,
    },
    {
      key: 'value',
      title: t('web.stock.value'),
      width: 112,
      numeric: true,
      cell: (row) => <Money value={row.value} />,
    },
    ...titles.map((title, place): Column<Age> => {
      const part = (row: Age): string => row.parts[place] ?? '0';
      return {
        key: `part${place}`,
        title,
        width: 88,
        numeric: true,
        cell: (row) => (isZero(part(row)) ? <span className="soft">–</span> : <Quantity value={part(row)} />),
      };
    }),
    {
      key: 'left',
      title: t('web.ages.left_lately'),
      width: 100,
      numeric: true,
      cell: (row) => <Quantity value={row.left_lately} />,
    },
    {
      key: 'last',
      title: t('web.ages.last_left'),
      width: 104,
      cell: (row) => row.last_left_on ?? <span className="soft">{t('web.ages.never')}</span>,
    },
  ];
}
