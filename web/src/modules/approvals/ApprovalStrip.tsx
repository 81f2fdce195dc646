import { TimeText } from '../../kit/DateText';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Status } from '../../kit/Status';
import { useMe } from '../../api/session';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { sayDone } from '../../kit/toast';
import { useStanding, useWord, type Standing } from './api';
import styles from './Approvals.module.css';
import { toned } from './words';

interface ApprovalStripProps {
  record: string;
  id: string;
  /** There may be something to say. */
  asks: boolean;
}

/** Where the approval of a document stands: for whom it waits and since when, or that it was given or came back. */
export function ApprovalStrip({ record, id, asks }: ApprovalStripProps) {
  const standing = useStanding(record, id, asks).data;
  if (!asks || !standing?.approval_id) return null;
  return <Strip standing={standing} approval={standing.approval_id} />;
}

function Strip({ standing, approval }: { standing: Standing; approval: string }) {
  const me = useMe().user_id;
  const word = useWord(approval);
  const undone = standing.state === 'approved';
  const mine = standing.applicant?.id === me;
  return (
    <div className={styles.strip} role="status">
      <Status
        state={undone ? 'failed' : toned(standing.state ?? '')}
        label={undone ? 'web.approvals.failed' : `choice.approval.state.${standing.state}`}
      />
      <Go to={recordUrl('approvals', approval)}>
        {tx(standing.verb_label)} {standing.number}
      </Go>
      {standing.waits_for.length > 0 ? (
        <span>
          {t('web.approvals.waits_for', { names: standing.waits_for.map((one) => one.name).join('、') })}
        </span>
      ) : null}
      <span className="soft">
        {standing.applicant?.name} <TimeText value={standing.submitted_at} relative />
      </span>
      <span className={styles.grow} />
      {standing.my_task_id ? (
        <Go to={recordUrl('approvals', approval)}>{t('web.approvals.decide')}</Go>
      ) : null}
      {standing.state === 'running' && mine ? (
        <ConfirmButton
          size="small"
          question={t('web.approvals.withdraw.question')}
          explain={t('web.approvals.withdraw.explain')}
          confirm={tx('verb.withdraw')}
          command={() => word.mutateAsync({ verb: 'withdraw' })}
          onDone={() => sayDone(t('web.approvals.said', { word: tx('verb.withdraw') }))}
        >
          {tx('verb.withdraw')}
        </ConfirmButton>
      ) : null}
    </div>
  );
}
