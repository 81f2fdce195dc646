import { Button } from 'antd';
import { usePartyTimeline } from '../../api/documents';
import { useRecord, useRecordMeta } from '../../api/records';
import type { RecordMeta, RecordRow } from '../../api/types';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Page, Section } from '../../kit/Page';
import { EditableFacts } from '../../kit/record/EditableFacts';
import { Neighbours } from '../../kit/record/Neighbours';
import { RecordActions } from '../../kit/record/RecordPage';
import { RecordSide } from '../../kit/record/RecordSide';
import { RelatedTabs } from '../../kit/record/RelatedTabs';
import { UnreadRecord } from '../../kit/record/UnreadRecord';
import { TimelineList } from '../../kit/record/Timeline';
import { SkeletonPage, SkeletonRows } from '../../kit/Skeleton';
import { StandingBar } from '../../kit/standing/StandingBar';
import { useRecentTab } from '../../kit/recentTabs';
import { FollowUpComposer } from '../activities/FollowUpComposer';
import { FollowUpButton } from '../activities/FollowUpSheet';
import { ApprovalStrip } from '../approvals/ApprovalStrip';
import { concernsApproval } from '../approvals/documents';
import { BalanceCard, OpenInvoices, SupplierCard } from './Balance';
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
      actions={
        <>
          <Neighbours path={path} id={id} />
          <Actions meta={meta} row={row} etag={record.data.etag} />
          <FollowUpButton record="party" id={id} party={id} />
        </>
      }
      bar={
        <ApprovalStrip
          record="party"
          id={id}
          asks={concernsApproval((row.allowed_actions ?? []) as string[], [])}
        />
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <StandingBar record="party" path={path} id={id} />
          {row.is_customer === true ? <BalanceCard id={id} /> : null}
          {row.is_supplier === true ? <SupplierCard id={id} /> : null}
          <Related meta={meta} id={id} />
          <EditableFacts meta={meta} record={row} without={['name', 'code']} />
        </div>
        <RecordSide record="party" id={id}>
          <FollowUpComposer record="party" id={id} party={id} />
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
      {customer && can('quoting.quotation.create') ? (
        <Button onClick={() => go('/quotations/new', { search: { party: row.id } })}>
          {t('web.create.quotation')}
        </Button>
      ) : null}
      {customer && can('sales.hold.create') ? (
        <Button onClick={() => go('/goods-holds/new', { search: { party: row.id } })}>
          {t('web.create.goods_hold')}
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

const COLUMNS = {
  'sales-orders': ['number', 'ordered_on', 'state', 'delivery_state', 'invoice_state', 'gross'],
  quotations: ['number', 'state', 'quoted_on', 'valid_until', 'gross'],
  'goods-holds': ['number', 'state', 'expires_on', 'reason', 'owner_id'],
  deliveries: ['number', 'delivered_on', 'order_id', 'warehouse_id', 'gross'],
  'sales-returns': ['number', 'returned_on', 'delivery_id', 'credit_state', 'gross'],
  'sales-invoices': ['number', 'kind', 'invoiced_on', 'state', 'gross', 'open'],
  receipts: ['number', 'received_on', 'state', 'amount', 'advance'],
  contacts: ['name', 'position', 'phone', 'email', 'decides'],
};

function Related({ meta, id }: { meta: RecordMeta; id: string }) {
  const { may } = useAccess();
  const open = may('receipts', 'list')
    ? [{ key: 'open', label: t('web.party.open_invoices'), children: <OpenInvoices id={id} /> }]
    : [];
  return <RelatedTabs meta={meta} id={id} columns={COLUMNS} further={open} />;
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
