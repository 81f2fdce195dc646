import { useState } from 'react';
import { useRecord, useRecordMeta } from '../../api/records';
import type { RecordMeta, RecordRow, Reference } from '../../api/types';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { useVerbs } from '../../kit/document/useVerbs';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t, type MessageKey } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Page } from '../../kit/Page';
import { EditableFacts } from '../../kit/record/EditableFacts';
import { RecordFacts } from '../../kit/record/Facts';
import { History } from '../../kit/record/History';
import { Neighbours } from '../../kit/record/Neighbours';
import { RecordActions } from '../../kit/record/RecordPage';
import { RelatedTabs } from '../../kit/record/RelatedTabs';
import { UnreadRecord } from '../../kit/record/UnreadRecord';
import { useRecentTab } from '../../kit/recentTabs';
import { SkeletonPage } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { useLeadStatus } from './api';
import { ConvertDialog } from './ConvertDialog';
import { FollowUps } from '../activities/FollowUps';
import { FollowUpButton } from '../activities/FollowUpSheet';
import styles from './Crm.module.css';
import { ReasonDialog } from './ReasonDialog';

const LOOKS: Record<string, VerbLook> = {
  convert: { label: 'web.lead.convert' },
  follow: { label: 'web.lead.follow' },
  reopen: { label: 'web.lead.reopen' },
  invalidate: { label: 'web.lead.invalidate' },
};
const SAID: Record<string, MessageKey> = {
  follow: 'web.lead.followed',
  reopen: 'web.lead.reopened',
  invalidate: 'web.lead.invalidated',
};

/** A lead: who might buy, what is known of him, and what he became. */
export default function LeadPage({ path, id }: RecordScreenProps) {
  const meta = useRecordMeta(path);
  const record = useRecord(path, id);
  const row = record.data?.value;
  useRecentTab(recordUrl(path, id), row ? String(row.name ?? '') : undefined);
  if (!meta) return null;
  if (record.isError) {
    return <UnreadRecord path={path} error={record.error} onRetry={() => void record.refetch()} />;
  }
  if (!row || !record.data) return <SkeletonPage />;
  return <Lead meta={meta} row={row} etag={record.data.etag} />;
}

function Lead({ meta, row, etag }: { meta: RecordMeta; row: RecordRow; etag: string }) {
  const id = row.id;
  const status = useLeadStatus(id);
  const verbs = useVerbs('leads', id, SAID);
  const [asked, setAsked] = useState<'convert' | 'invalidate' | null>(null);
  const name = String(row.name ?? '');
  const state = meta.fields.find((field) => field.name === 'state');
  const converted = row.state === 'converted';
  const act = (verb: string): void => {
    verbs.clear();
    if (verb === 'convert' || verb === 'invalidate') setAsked(verb);
    else verbs.act(verb);
  };
  return (
    <Page
      title={name}
      facts={
        <Status
          state={String(row.state ?? '')}
          label={state?.choices?.find((choice) => choice.value === row.state)?.label}
        />
      }
      actions={
        <>
          <Neighbours path="leads" id={id} />
          {converted ? null : <RecordActions meta={meta} id={id} etag={etag} title={name} plain />}
          <AllowedActions
            allowed={status.data?.allowed_actions ?? []}
            looks={LOOKS}
            pending={verbs.pending}
            onAct={act}
          />
          <FollowUpButton record="lead" id={id} />
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          {verbs.refusal ? <ErrorPanel error={verbs.refusal} /> : null}
          {converted ? <Became row={row} /> : null}
          {converted ? (
            <RecordFacts meta={meta} record={row} without={['name', 'state']} />
          ) : (
            <EditableFacts meta={meta} record={row} without={['name', 'state']} />
          )}
          <RelatedTabs meta={meta} id={id} />
        </div>
        <div className={styles.main}>
          <FollowUps record="lead" id={id} />
          <History record="lead" id={id} />
        </div>
      </div>
      {asked === 'convert' ? <ConvertDialog lead={row} onClose={() => setAsked(null)} /> : null}
      {asked === 'invalidate' ? (
        <ReasonDialog
          title={t('web.lead.invalidate')}
          label={t('web.crm_reason')}
          ok={t('web.lead.invalidate')}
          onCancel={() => setAsked(null)}
          onSay={(reason) => {
            setAsked(null);
            verbs.act('invalidate', { reason });
          }}
        />
      ) : null}
    </Page>
  );
}

const BECAME: [string, string, MessageKey][] = [
  ['party_id', 'parties', 'web.lead.customer'],
  ['contact_id', 'contacts', 'web.lead.contact'],
  ['opportunity_id', 'opportunities', 'web.lead.opportunity'],
];

/** What the lead became, each a step away. */
function Became({ row }: { row: RecordRow }) {
  return (
    <div className={styles.became} role="note">
      <strong>{t('web.lead.converted')}</strong>
      {BECAME.map(([field, path, label]) => {
        const reference = row[field] as Reference | null;
        return reference ? (
          <span key={field}>
            {t(label)} <Go to={recordUrl(path, reference.id)}>{reference.title}</Go>
          </span>
        ) : null;
      })}
    </div>
  );
}
