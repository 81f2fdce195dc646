import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { oneOf, t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { TimeText } from '../../kit/DateText';
import { useApproval, type Approval } from './api';
import { ApprovalActions } from './ApprovalActions';
import styles from './Approvals.module.css';
import { NewApproval } from './NewApproval';
import { Seen } from './Seen';
import { SubmitDialog } from './SubmitDialog';
import { Way } from './Way';
import { toned } from './words';

/** One approval: what was seen, what differs by now, where it stands, and what I may say to it. */
export default function ApprovalPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  return id === 'new' ? <NewApproval /> : <One id={id} />;
}

function One({ id }: { id: string }) {
  const found = useApproval(id);
  if (found.isError)
    return (
      <Page title={t('web.module.approvals')}>
        <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  if (!found.data) return <SkeletonPage />;
  return <Shown key={found.data.id} approval={found.data} />;
}

function Shown({ approval }: { approval: Approval }) {
  const [anew, setAnew] = useState(false);
  return (
    <Page
      title={`${tx(approval.verb_label)} · ${oneOf(approval.record)} ${approval.title}`}
      facts={
        <>
          <Status state={toned(approval.state)} label={`choice.approval.state.${approval.state}`} />
          <span>{approval.number}</span>
          <span>{approval.applicant.name}</span>
          <TimeText value={approval.submitted_at} relative />
          {approval.opens ? <Go to={approval.opens}>{t('web.approvals.open_record')}</Go> : null}
        </>
      }
      actions={<ApprovalActions approval={approval} onResubmit={() => setAnew(true)} />}
    >
      <Outcome approval={approval} />
      <div className={styles.columns}>
        <div>
          <Seen approval={approval} />
        </div>
        <div>
          <Section title={t('web.approvals.way')} extra={`${approval.flow} v${approval.flow_number}`}>
            <Way approval={approval} />
          </Section>
          <Said approval={approval} />
        </div>
      </div>
      {anew ? (
        <SubmitDialog
          title={tx('verb.resubmit')}
          asked={{
            record: approval.record,
            verb: approval.verb,
            record_id: approval.record_id,
            payload: approval.payload,
          }}
          again={approval.id}
          onClose={() => setAnew(false)}
        />
      ) : null}
    </Page>
  );
}

/** What came of it where that is not what one expects, and what has changed since it was seen. */
function Outcome({ approval }: { approval: Approval }) {
  const failure = approval.failure as { title?: string; detail?: string; remedy?: string } | null;
  return (
    <>
      {approval.outcome === 'failed' ? (
        <div className={styles.notice} role="status">
          <b>{t('web.approvals.approved_not_done', { verb: tx(approval.verb_label) })}</b>
          <div>{failure?.detail ?? failure?.title}</div>
          {failure?.remedy ? <div className="soft">{failure.remedy}</div> : null}
          <div className="soft">{t('web.approvals.do_later')}</div>
        </div>
      ) : null}
      {approval.outcome === 'done' ? (
        <div className={styles.notice} role="status" data-done>
          {t('web.approvals.approved_and_done', { verb: tx(approval.verb_label) })}
        </div>
      ) : null}
      {approval.differences.length > 0 ? (
        <div className={styles.notice} role="alert">
          <b>{t('web.approvals.differs')}</b>
          <ul>
            {approval.differences.map((one) => (
              <li key={one.name}>
                {tx(one.label)} <Change from={one.seen} to={one.now} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

const plain = (value: unknown): string =>
  value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

const Change = ({ from, to }: { from: unknown; to: unknown }) => (
  <span className={styles.change}>
    <del>{plain(from)}</del> → <b>{plain(to)}</b>
  </span>
);

/** Everything that was done in its course, the latest first. */
function Said({ approval }: { approval: Approval }) {
  return (
    <Section title={t('web.approvals.log')}>
      <ol className={styles.fields}>
        {[...approval.log].reverse().map((one, at) => (
          <li key={at}>
            <b>{one.actor}</b>{' '}
            {one.for_person ? (
              <span className="soft">{t('web.approvals.for', { name: one.for_person })} </span>
            ) : null}
            {tx(`web.approvals.did.${one.action}`)}{' '}
            {one.people.length > 0 ? `${one.people.map((who) => who.name).join('、')} ` : null}
            <span className="soft">
              <TimeText value={one.at} relative />
            </span>
            {one.comment ? <div className={styles.comment}>{one.comment}</div> : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
