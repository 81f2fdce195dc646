import { Button } from 'antd';
import { useState } from 'react';
import { useRecord, useRecordMeta } from '../../api/records';
import type { RecordMeta, RecordRow, Reference } from '../../api/types';
import { useAccess } from '../../kit/access';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { useVerbs } from '../../kit/document/useVerbs';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, tx, type MessageKey } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { EditableFacts } from '../../kit/record/EditableFacts';
import { History } from '../../kit/record/History';
import { Neighbours } from '../../kit/record/Neighbours';
import { RecordActions } from '../../kit/record/RecordPage';
import { UnreadRecord } from '../../kit/record/UnreadRecord';
import { useRecentTab } from '../../kit/recentTabs';
import { SkeletonPage } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { useWay, type Stage } from './api';
import { FollowUps } from '../activities/FollowUps';
import { FollowUpButton } from '../activities/FollowUpSheet';
import styles from './Crm.module.css';
import { LinesEditor } from './LinesEditor';
import { ReasonDialog } from './ReasonDialog';
import { StageStrip } from './StageStrip';
import { WaySection } from './WaySection';
import { WinDialog } from './WinDialog';

const LOOKS: Record<string, VerbLook> = {
  win: { label: 'web.opportunity.win' },
  lose: { label: 'web.opportunity.lose' },
  invalidate: { label: 'web.opportunity.invalidate' },
  reopen: { label: 'web.opportunity.reopen' },
};
const SAID: Record<string, MessageKey> = {
  move: 'web.opportunity.moved',
  win: 'web.opportunity.won',
  lose: 'web.opportunity.lost',
  invalidate: 'web.opportunity.invalidated',
  reopen: 'web.opportunity.reopened',
};

/** An opportunity: how far it is, what it is about, and how it ends. */
export default function OpportunityPage({ path, id }: RecordScreenProps) {
  const meta = useRecordMeta(path);
  const record = useRecord(path, id);
  const row = record.data?.value;
  useRecentTab(recordUrl(path, id), row ? String(row.name ?? '') : undefined);
  if (!meta) return null;
  if (record.isError) {
    return <UnreadRecord path={path} error={record.error} onRetry={() => void record.refetch()} />;
  }
  if (!row || !record.data) return <SkeletonPage />;
  return <Opportunity meta={meta} row={row} etag={record.data.etag} />;
}

type Asked = { verb: string; stage?: Stage };

function Opportunity({ meta, row, etag }: { meta: RecordMeta; row: RecordRow; etag: string }) {
  const id = row.id;
  const way = useWay(id);
  const verbs = useVerbs('opportunities', id, SAID);
  const [asked, setAsked] = useState<Asked | null>(null);
  const go = useGo();
  const { can } = useAccess();
  const name = String(row.name ?? '');
  const party = row.party_id as Reference | null;
  const state = meta.fields.find((field) => field.name === 'state');
  const allowed = way.data?.allowed_actions ?? [];
  const begin = (next: Asked): void => {
    verbs.clear();
    setAsked(next);
  };
  const move = (stage: Stage, back: boolean): void => {
    verbs.clear();
    if (back) setAsked({ verb: 'move', stage });
    else verbs.act('move', { stage_id: stage.id });
  };
  return (
    <Page
      title={name}
      facts={
        <>
          <Status
            state={String(row.state ?? '')}
            label={state?.choices?.find((choice) => choice.value === row.state)?.label}
          />
          {party ? <Go to={recordUrl('parties', party.id)}>{party.title}</Go> : null}
          <Money value={String(row.amount ?? '')} />
        </>
      }
      actions={
        <>
          <Neighbours path="opportunities" id={id} />
          {row.state === 'open' ? <RecordActions meta={meta} id={id} etag={etag} title={name} plain /> : null}
          {row.state === 'open' && can('quoting.quotation.create') ? (
            <Button onClick={() => go('/quotations/new', { search: { opportunity: id } })}>
              {t('web.create.quotation')}
            </Button>
          ) : null}
          {row.state === 'open' && can('sales.hold.create') ? (
            <Button onClick={() => go('/goods-holds/new', { search: { opportunity: id } })}>
              {t('web.create.goods_hold')}
            </Button>
          ) : null}
          {row.state === 'won' && can('sales.order.create') ? (
            <Button type="primary" onClick={() => go('/sales-orders/new', { search: { opportunity: id } })}>
              {t('web.create.sales_order')}
            </Button>
          ) : null}
          <AllowedActions
            allowed={allowed}
            looks={LOOKS}
            pending={verbs.pending}
            onAct={(verb) => begin({ verb })}
          />
          <FollowUpButton record="opportunity" id={id} party={(row.party_id as { id: string } | null)?.id} />
        </>
      }
      bar={
        way.data ? (
          <StageStrip
            way={way.data}
            staleOn={row.stale_on as string | null}
            onMove={allowed.includes('move') && verbs.pending === null ? move : undefined}
          />
        ) : null
      }
    >
      {verbs.refusal ? <ErrorPanel error={verbs.refusal} /> : null}
      <div className={styles.lines}>
        <LinesEditor id={id} party={party?.id} mayEdit={allowed.includes('move')} />
      </div>
      <div className={styles.columns}>
        <div className={styles.main}>
          <EditableFacts meta={meta} record={row} without={['name', 'state']} />
          {way.data ? <WaySection steps={way.data.steps} /> : null}
        </div>
        <div className={styles.main}>
          <FollowUps record="opportunity" id={id} party={(row.party_id as { id: string } | null)?.id} />
          <History record="opportunity" id={id} />
        </div>
      </div>
      {asked?.verb === 'win' ? (
        <WinDialog
          meta={meta}
          row={row}
          onCancel={() => setAsked(null)}
          onSay={(said) => {
            setAsked(null);
            verbs.act('win', said);
          }}
        />
      ) : null}
      {asked && asked.verb !== 'win' ? (
        <Why
          asked={asked}
          meta={meta}
          onCancel={() => setAsked(null)}
          onSay={(said) => {
            setAsked(null);
            verbs.act(asked.verb, said);
          }}
        />
      ) : null}
    </Page>
  );
}

interface WhyProps {
  asked: Asked;
  meta: RecordMeta;
  onCancel: () => void;
  onSay: (said: Record<string, unknown>) => void;
}

/** Why it goes back, ends, or begins anew. */
function Why({ asked, meta, onCancel, onSay }: WhyProps) {
  const { verb, stage } = asked;
  const reasons = meta.fields.find((field) => field.name === 'loss_reason')?.choices ?? [];
  const title = stage
    ? t('web.opportunity.back', { stage: stage.name })
    : t(LOOKS[verb]?.label ?? 'web.opportunity.reopen');
  return (
    <ReasonDialog
      title={title}
      label={verb === 'lose' ? tx('field.opportunity.loss_reason') : t('web.crm_reason')}
      ok={stage ? t('web.opportunity.back.do') : title}
      choices={
        verb === 'lose'
          ? reasons.map((choice) => ({ value: choice.value, label: tx(choice.label) }))
          : undefined
      }
      onCancel={onCancel}
      onSay={(reason, note) => {
        if (verb === 'lose') onSay({ reason, note: note || null });
        else onSay({ reason, ...(stage ? { stage_id: stage.id } : {}) });
      }}
    />
  );
}
