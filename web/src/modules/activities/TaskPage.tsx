import { Button } from 'antd';
import { useRecord, useRecordMeta } from '../../api/records';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Page } from '../../kit/Page';
import { EditableFacts } from '../../kit/record/EditableFacts';
import { History } from '../../kit/record/History';
import { RecordActions } from '../../kit/record/RecordPage';
import { UnreadRecord } from '../../kit/record/UnreadRecord';
import { useRecentTab } from '../../kit/recentTabs';
import { SkeletonPage } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { sayDone } from '../../kit/toast';
import { useTaskVerb } from './api';
import styles from './activities.module.css';

/** Something to be done: what, until when, and one button that says it is done. */
export default function TaskPage({ path, id }: RecordScreenProps) {
  const meta = useRecordMeta(path);
  const record = useRecord(path, id);
  const say = useTaskVerb(id);
  const { can } = useAccess();
  const row = record.data?.value;
  const title = row ? String(row.title ?? '') : undefined;
  useRecentTab(recordUrl(path, id), title);
  if (!meta) return null;
  if (record.isError) {
    return <UnreadRecord path={path} error={record.error} onRetry={() => void record.refetch()} />;
  }
  if (!row || !record.data) return <SkeletonPage />;
  const verb = row.state === 'done' ? 'reopen' : 'complete';
  const state = meta.fields.find((field) => field.name === 'state');
  return (
    <Page
      title={title ?? ''}
      facts={
        <Status
          state={String(row.state)}
          label={state?.choices?.find((choice) => choice.value === row.state)?.label}
        />
      }
      actions={
        <>
          <RecordActions meta={meta} id={id} etag={record.data.etag} title={title ?? ''} plain />
          {can('activities.task.write') ? (
            <Button
              type="primary"
              loading={say.isPending}
              onClick={() => say.mutate(verb, { onSuccess: () => sayDone(t(`web.task.${verb}.done`)) })}
            >
              {t(`web.task.${verb}`)}
            </Button>
          ) : null}
        </>
      }
    >
      {say.error ? <ErrorPanel error={say.error} /> : null}
      <div className={styles.columns}>
        <EditableFacts meta={meta} record={row} without={['title', 'state']} />
        <History record={meta.name} id={id} />
      </div>
    </Page>
  );
}
