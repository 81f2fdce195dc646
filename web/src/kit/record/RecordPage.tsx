import { Button } from 'antd';
import { useDeleteRecord, useRecord, useRecordMeta } from '../../api/records';
import type { RecordMeta, RecordRow } from '../../api/types';
import { ConfirmButton } from '../ConfirmButton';
import { valueText } from '../FieldValue';
import { recordUrl, useGo } from '../Go';
import { oneOf, t } from '../i18n';
import { TransferButton } from '../handing/TransferButton';
import type { RecordScreenProps } from '../module';
import { Page } from '../Page';
import { SkeletonPage } from '../Skeleton';
import { Status } from '../Status';
import { closeTab, useRecentTab } from '../recentTabs';
import { titleWord } from '../titles';
import { sayDone } from '../toast';
import { EditableFacts } from './EditableFacts';
import { History } from './History';
import { Neighbours } from './Neighbours';
import styles from './RecordPage.module.css';
import { RelatedTabs } from './RelatedTabs';
import { UnreadRecord } from './UnreadRecord';
import { nameless } from '../nameless';

/** One record of any kind: its facts, and what happened to it. */
export default function RecordPage({ path, id }: RecordScreenProps) {
  const meta = useRecordMeta(path);
  const record = useRecord(path, id);
  const title = meta && record.data ? titleOf(meta, record.data.value) : undefined;
  useRecentTab(recordUrl(path, id), title);
  if (!meta) return null;
  if (record.isError) {
    return <UnreadRecord path={path} error={record.error} onRetry={() => void record.refetch()} />;
  }
  if (!record.data) return <SkeletonPage />;
  const row = record.data.value;
  const state = meta.fields.find((field) => field.name === 'state');
  return (
    <Page
      title={title ?? ''}
      facts={
        <>
          <span>{oneOf(meta.name)}</span>
          {state ? (
            <Status
              state={String(row.state ?? '')}
              label={state.choices?.find((choice) => choice.value === row.state)?.label}
            />
          ) : null}
        </>
      }
      actions={
        <>
          <Neighbours path={path} id={id} />
          <RecordActions meta={meta} id={id} etag={record.data.etag} title={title ?? ''} />
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          <EditableFacts meta={meta} record={row} />
          <RelatedTabs meta={meta} id={id} />
        </div>
        <div>
          <History record={meta.name} id={id} />
        </div>
      </div>
    </Page>
  );
}

export function titleOf(meta: RecordMeta, row: RecordRow): string {
  const field = meta.fields.find((item) => item.name === meta.title_field);
  return (field && titleWord(meta.path, valueText(field, row[field.name]))) || nameless(row.state);
}

interface RecordActionsProps {
  meta: RecordMeta;
  id: string;
  etag: string;
  title: string;
  /** Another action is the primary one of the page. */
  plain?: boolean;
}

/** Delete, hand over and edit, where the person may. */
export function RecordActions({ meta, id, etag, title, plain }: RecordActionsProps) {
  const go = useGo();
  const remove = useDeleteRecord(meta.path);
  const binned = meta.customisable === true;
  return (
    <>
      {meta.allowed.includes('delete') ? (
        <ConfirmButton
          question={t('web.record.delete.question', { title })}
          explain={t(binned ? 'web.record.delete.bin' : 'web.record.delete.explain')}
          confirm={t('web.record.delete')}
          command={() => remove.mutateAsync({ id, etag })}
          onDone={() => {
            sayDone(
              t('web.record.deleted', { title }),
              binned ? { to: '/recycle-bin', label: t('web.nav.recycle_bin') } : undefined,
            );
            closeTab(recordUrl(meta.path, id));
            go(`/${meta.path}`);
          }}
        >
          {t('web.record.delete')}
        </ConfirmButton>
      ) : null}
      <TransferButton meta={meta} id={id} />
      {meta.allowed.includes('update') ? (
        <Button type={plain ? 'default' : 'primary'} onClick={() => go(`${recordUrl(meta.path, id)}/edit`)}>
          {t('web.record.edit')}
        </Button>
      ) : null}
    </>
  );
}
