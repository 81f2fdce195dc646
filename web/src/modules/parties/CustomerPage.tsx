import { Button } from 'antd';
import { usePartyTimeline } from '../../api/documents';
import { useRecord, useRecordMeta } from '../../api/records';
import type { RecordMeta, RecordRow } from '../../api/types';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Page, Section } from '../../kit/Page';
import { RecordFacts } from '../../kit/record/Facts';
import { RecordActions } from '../../kit/record/RecordPage';
import { RecordSide } from '../../kit/record/RecordSide';
import { RelatedList } from '../../kit/record/RelatedList';
import { UnreadRecord } from '../../kit/record/UnreadRecord';
import { TimelineList } from '../../kit/record/Timeline';
import { SkeletonPage, SkeletonRows } from '../../kit/Skeleton';
import { Tabs } from '../../kit/Tabs';
import { useRecentTab } from '../../kit/recentTabs';
import { BalanceCard, OpenInvoices } from './Balance';
import styles from './CustomerPage.module.css';

/** A customer: what we know, what he ordered, what he owes, what happened. */
export default function CustomerPage({ path, id }: RecordScreenProps) {
  const meta = useRecordMeta(path);
  const record = useRecord(path, id);
  const row = record.data?.value;
  const name = row ? String(row.name ?? '') : undefined;
  useRecentTab(recordUrl(path, id), name);
  if (!meta) return null;
  if (record.isError) {
    return <UnreadRecord path={path} error={record.error} onRetry={() => void record.refetch()} />;
  }
  if (!row || !record.data) return <SkeletonPage />;
  return (
    <Page
      title={name ?? ''}
      facts={<span className="figure">{String(row.code ?? '')}</span>}
      actions={<Actions meta={meta} row={row} etag={record.data.etag} />}
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          {row.is_customer === true ? <BalanceCard id={id} /> : null}
          <Related id={id} />
          <RecordFacts meta={meta} record={row} without={['name', 'code']} />
        </div>
        <RecordSide record="party" id={id}>
          <PartyTimeline id={id} />
        </RecordSide>
      </div>
    </Page>
  );
}

function Actions({ meta, row, etag }: { meta: RecordMeta; row: RecordRow; etag: string }) {
  const go = useGo();
  const { can } = useAccess();
  const customer = row.is_customer === true;
  return (
    <>
      <RecordActions meta={meta} id={row.id} etag={etag} title={String(row.name ?? '')} plain />
      {customer && can('payments.receipt.post') ? (
        <Button onClick={() => go('/receipts/new', { search: { party: row.id } })}>
          {t('web.create.receipt')}
        </Button>
      ) : null}
      {customer && can('sales.order.create') ? (
        <Button type="primary" onClick={() => go('/sales-orders/new', { search: { party: row.id } })}>
          {t('web.create.sales_order')}
        </Button>
      ) : null}
    </>
  );
}

const LISTS: { path: string; columns: string[] }[] = [
  {
    path: 'sales-orders',
    columns: ['number', 'ordered_on', 'state', 'delivery_state', 'invoice_state', 'gross'],
  },
  { path: 'deliveries', columns: ['number', 'delivered_on', 'order_id', 'warehouse_id', 'gross'] },
  { path: 'sales-returns', columns: ['number', 'returned_on', 'delivery_id', 'credit_state', 'gross'] },
  { path: 'sales-invoices', columns: ['number', 'kind', 'invoiced_on', 'state', 'gross', 'open'] },
  { path: 'receipts', columns: ['number', 'received_on', 'state', 'amount', 'advance'] },
  { path: 'contacts', columns: ['name', 'position', 'phone', 'email', 'decides'] },
];

function Related({ id }: { id: string }) {
  const { may } = useAccess();
  const lists = LISTS.filter((list) => may(list.path, 'list'));
  const open = may('receipts', 'list')
    ? [{ key: 'open', label: t('web.party.open_invoices'), children: <OpenInvoices id={id} /> }]
    : [];
  const related = lists.map((list) => ({
    key: list.path,
    label: <ListName path={list.path} />,
    children: (
      <RelatedList
        path={list.path}
        columns={list.columns}
        filter={{ field: 'party_id', op: 'eq', value: id }}
        empty={t('web.party.none')}
      />
    ),
  }));
  return (
    <section className={styles.related}>
      <Tabs label={t('web.party.related')} items={[...related.slice(0, 1), ...open, ...related.slice(1)]} />
    </section>
  );
}

function ListName({ path }: { path: string }) {
  return <>{tx(useRecordMeta(path)?.label)}</>;
}

function PartyTimeline({ id }: { id: string }) {
  const timeline = usePartyTimeline(id);
  const events = timeline.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Section title={t('web.timeline')}>
      {timeline.isPending ? <SkeletonRows rows={5} columns={2} /> : null}
      {timeline.isError ? <ErrorPanel error={timeline.error} /> : null}
      {timeline.data ? (
        <TimelineList
          events={events}
          of={id}
          onOlder={timeline.hasNextPage ? () => void timeline.fetchNextPage() : undefined}
          loading={timeline.isFetchingNextPage}
        />
      ) : null}
    </Section>
  );
}
