import { useInfiniteQuery, keepPreviousData, type InfiniteData } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api, body, type Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import { isDecimal, isZero, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { SearchBox } from '../../kit/list/SearchBox';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import styles from './AwaitingInvoice.module.css';

type Awaiting = Schemas['AwaitingInvoice'];
type AwaitingPage = Schemas['AwaitingInvoicePage'];

const useAwaiting = (search: string) =>
  useInfiniteQuery<AwaitingPage, Problem, InfiniteData<AwaitingPage>, unknown[], string | null>({
    queryKey: ['records', 'purchase-orders', 'awaiting-invoice', search],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...(search ? { search } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      return body(api.GET('/api/purchase-orders/awaiting-invoice', { params: { query }, signal }));
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** The orders that wait for a supplier's invoice or credit note: whoever has it in hand chooses which it is for. */
export function AwaitingInvoice() {
  const go = useGo();
  const [search, setSearch] = useState('');
  const found = useAwaiting(search);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const enter = (row: Awaiting, credit: boolean): void =>
    go('/supplier-invoices/new', {
      search: { order: row.id, ...(credit ? { kind: 'credit_note' } : {}) },
      replace: true,
    });
  const open = (row: Awaiting): void => enter(row, !row.wants_invoice);
  return (
    <Page
      full
      title={t('web.awaiting.choose')}
      bar={
        <div className={styles.bar}>
          <SearchBox value={search} onSearch={(words) => setSearch(words ?? '')} />
        </div>
      }
    >
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <SkeletonRows rows={8} columns={6} /> : null}
      {found.data && rows.length === 0 ? (
        <EmptyState
          title={t('web.awaiting.none')}
          why={t(search ? 'web.list.none_match.why' : 'web.awaiting.none.why')}
          action={<Go to="/purchase-orders">{t('web.nav.purchase_orders')}</Go>}
        />
      ) : null}
      {rows.length > 0 ? (
        <SimpleTable<Awaiting>
          label={t('web.awaiting.choose')}
          columns={COLUMNS(enter)}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={open}
        />
      ) : null}
      {found.hasNextPage ? (
        <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('web.list.more')}
        </Button>
      ) : null}
    </Page>
  );
}

/** An amount that waits; it may be hidden from the reader. */
const Waiting = ({ amount }: { amount: Decimal }) =>
  isDecimal(amount) && !isZero(amount) ? <Money value={amount} /> : null;

const COLUMNS = (enter: (row: Awaiting, credit: boolean) => void): SimpleColumn<Awaiting>[] => [
  {
    key: 'number',
    title: t('web.awaiting.number'),
    width: 170,
    cell: (row) => <Go to={recordUrl('purchase-orders', row.id)}>{row.number}</Go>,
  },
  {
    key: 'day',
    title: t('web.date'),
    width: 110,
    cell: (row) => <span className="figure">{row.ordered_on}</span>,
  },
  { key: 'party', title: t('web.supplier'), cell: (row) => row.party },
  {
    key: 'to_invoice',
    title: t('web.awaiting.to_invoice'),
    numeric: true,
    cell: (row) => <Waiting amount={row.to_invoice} />,
  },
  {
    key: 'to_credit',
    title: t('web.awaiting.to_credit'),
    numeric: true,
    cell: (row) => <Waiting amount={row.to_credit} />,
  },
  {
    key: 'acts',
    title: '',
    cell: (row) => (
      <>
        {row.wants_invoice ? (
          <Button size="small" onClick={() => enter(row, false)}>
            {t('web.purchase.enter_invoice')}
          </Button>
        ) : null}
        {row.wants_credit ? (
          <Button size="small" onClick={() => enter(row, true)}>
            {t('web.purchase.enter_credit')}
          </Button>
        ) : null}
      </>
    ),
  },
];
