import { useRecord, useRecordMeta } from '../../api/records';
import type { RecordRow, Reference } from '../../api/types';
import { recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Page } from '../../kit/Page';
import { EditableFacts } from '../../kit/record/EditableFacts';
import { History } from '../../kit/record/History';
import { Neighbours } from '../../kit/record/Neighbours';
import { RecordActions } from '../../kit/record/RecordPage';
import { UnreadRecord } from '../../kit/record/UnreadRecord';
import { SkeletonPage } from '../../kit/Skeleton';
import { useRecentTab } from '../../kit/recentTabs';
import styles from './Catalog.module.css';
import { PriceLines } from './PriceLines';

/** A price list: for whom and when it holds, and its prices. */
export default function PriceListPage({ path, id }: RecordScreenProps) {
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
      facts={<span>{forWhom(row)}</span>}
      actions={
        <>
          <Neighbours path={path} id={id} />
          <RecordActions meta={meta} id={id} etag={record.data.etag} title={name ?? ''} />
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          <PriceLines list={row} mayChange={meta.allowed.includes('update')} />
          <EditableFacts meta={meta} record={row} without={['name']} />
        </div>
        <div>
          <History record={meta.name} id={id} />
        </div>
      </div>
    </Page>
  );
}

function forWhom(row: RecordRow): string {
  const customer = row.customer_id as Reference | null | undefined;
  if (customer) return t('web.price_list.for', { whom: customer.title });
  if (row.level) {
    return t('web.price_list.for_level', { level: tx(`choice.price_list.level.${String(row.level)}`) });
  }
  return t('web.price_list.for_all');
}
