import { useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useRecordPages } from '../../../api/records';
import type { Condition, RecordRow } from '../../../api/types';
import { Deadline } from '../../../kit/DateText';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { DataTable, type Column } from '../../../kit/list/DataTable';
import { Page } from '../../../kit/Page';
import { SkeletonRows } from '../../../kit/Skeleton';
import { Status } from '../../../kit/Status';
import { sayDone } from '../../../kit/toast';
import styles from './Picks.module.css';
import { useMakePickList, usePickedOrders, type PickedOrder } from './picks';

const MOST = 50;
const OPEN: Condition = {
  and: [
    { field: 'state', op: 'eq', value: 'confirmed' },
    { field: 'delivery_state', op: 'ne', value: 'full' },
  ],
};
const FIELDS = ['number', 'party_id', 'ordered_on', 'next_delivery_on', 'warehouse_id', 'delivery_state'];

/** Chooses the orders that are picked together, and makes their list. */
export default function PickNewPage() {
  const { order } = useSearch({ strict: false }) as { order?: string };
  const go = useGo();
  const make = useMakePickList();
  const orders = useRecordPages('sales-orders', { filter: OPEN, fields: FIELDS, sort: 'next_delivery_on' });
  const [chosen, setChosen] = useState<string[]>(order ? [order] : []);
  const [note, setNote] = useState('');
  const rows = useMemo(() => orders.data?.pages.flatMap((page) => page.items) ?? [], [orders.data]);
  const picked = usePickedOrders().data;
  const on = useMemo(() => new Map((picked ?? []).map((one) => [one.order_id, one.pick])), [picked]);
  const columns = useMemo(() => columnsOf(chosen, setChosen, on), [chosen, on]);
  const save = (): void => {
    if (chosen.length === 0 || make.isPending) return;
    make.mutate(
      { order_ids: chosen, ...(note.trim() ? { note: note.trim() } : {}) },
      {
        onSuccess: (made) => {
          sayDone(t('web.pick.made', { number: made.number }));
          go(recordUrl('pick-lists', made.id), { replace: true });
        },
      },
    );
  };
  return (
    <Page
      full
      title={t('web.create.pick_list')}
      actions={
        <>
          <Button onClick={() => go('/pick-lists')}>{t('web.cancel')}</Button>
          <Button type="primary" loading={make.isPending} disabled={chosen.length === 0} onClick={save}>
            {t('web.pick.make', { count: chosen.length })}
          </Button>
        </>
      }
      bar={
        <div className={styles.bar}>
          <span className="soft">{t('web.pick.choose', { most: MOST })}</span>
          <Input
            aria-label={t('web.note')}
            placeholder={t('web.note')}
            value={note}
            maxLength={200}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      }
    >
      {make.error ? (
        <div className={styles.panel}>
          <ErrorPanel error={make.error} />
        </div>
      ) : null}
      {orders.isPending ? <SkeletonRows rows={12} columns={6} /> : null}
      {orders.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={orders.error} onRetry={() => void orders.refetch()} />
        </div>
      ) : null}
      {orders.data && rows.length === 0 ? (
        <EmptyState title={t('web.pick.none_open')} why={t('web.pick.none_open.why')} />
      ) : null}
      {rows.length > 0 ? (
        <DataTable<RecordRow>
          label={t('web.create.pick_list')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          onEnd={() => {
            if (orders.hasNextPage && !orders.isFetchingNextPage) void orders.fetchNextPage();
          }}
          loadingMore={orders.isFetchingNextPage}
          more={orders.hasNextPage}
        />
      ) : null}
    </Page>
  );
}

const titleOf = (value: unknown): string => (value as { title?: string } | null)?.title ?? '';

function columnsOf(
  chosen: string[],
  choose: (ids: string[]) => void,
  on: ReadonlyMap<string, PickedOrder['pick']>,
): Column<RecordRow>[] {
  return [
    {
      key: 'number',
      title: t('web.pick.order'),
      width: 210,
      cell: (row) => (
        <Checkbox
          checked={chosen.includes(row.id) && !on.has(row.id)}
          disabled={on.has(row.id) || (!chosen.includes(row.id) && chosen.length >= MOST)}
          onChange={(event) =>
            choose(event.target.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
          }
        >
          {String(row.number)}
        </Checkbox>
      ),
    },
    { key: 'party', title: t('web.customer'), width: 220, grow: true, cell: (row) => titleOf(row.party_id) },
    { key: 'warehouse', title: t('web.warehouse'), width: 130, cell: (row) => titleOf(row.warehouse_id) },
    {
      key: 'ordered_on',
      title: t('web.date'),
      width: 120,
      cell: (row) => <span className="figure">{String(row.ordered_on)}</span>,
    },
    {
      key: 'next_delivery_on',
      title: t('web.order.next_delivery'),
      width: 140,
      cell: (row) => (row.next_delivery_on ? <Deadline value={String(row.next_delivery_on)} /> : null),
    },
    {
      key: 'delivery_state',
      title: t('web.pick.progress'),
      width: 200,
      cell: (row) => {
        const pick = on.get(row.id);
        return pick ? (
          <Go to={recordUrl('pick-lists', pick.id)}>{t('web.pick.on_list', { number: pick.title })}</Go>
        ) : (
          <Status state={String(row.delivery_state)} kind="delivery" />
        );
      },
    },
    {
      key: 'open',
      title: '',
      width: 72,
      cell: (row) => <Go to={recordUrl('sales-orders', row.id)}>{t('web.pick.look')}</Go>,
    },
  ];
}
