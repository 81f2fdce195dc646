import { TimeText } from '../../kit/DateText';
import { t, tx } from '../../kit/i18n';
import { Status } from '../../kit/Status';
import type { Approval, WentStep } from './api';
import styles from './Approvals.module.css';
import { toned } from './words';

type Task = WentStep['tasks'][number];

/** The way as a line from top to bottom: who asked, then each step with whoever was or is asked, and what he said. */
export function Way({ approval }: { approval: Approval }) {
  return (
    <ol className={styles.way} aria-label={t('web.approvals.way')}>
      <li data-state="done">
        <div>{t('web.approvals.submitted_by', { name: approval.applicant.name })}</div>
        <div className={`${styles.task} soft`}>
          <TimeText value={approval.submitted_at} />
        </div>
        {approval.comment ? <div className={styles.comment}>{approval.comment}</div> : null}
      </li>
      {approval.way.map((step) => (
        <li
          key={step.no}
          data-state={step.state}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <div>
            {step.name} <span className="soft">{wordOf(step)}</span>
          </div>
          {step.tasks.length === 0 && step.people.length > 0 ? (
            <div className={`${styles.task} soft`}>{step.people.map((one) => one.name).join('、')}</div>
          ) : null}
          {step.tasks.map((task) => (
            <TaskLine key={task.id} task={task} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function wordOf(step: WentStep): string {
  if (step.state === 'passed')
    return t(`web.approvals.passed.${step.reason ?? 'nobody'}` as 'web.approvals.passed.own');
  if (step.kind === 'copy') return tx('choice.approval_task.kind.copy');
  const several = step.tasks.length + (step.tasks.length === 0 ? step.people.length : 0) > 1;
  return several ? t(`web.approvals.mode.${step.mode}` as 'web.approvals.mode.all') : '';
}

/** One person's part: since when it waits, or what he said and when, and who said it in his stead. */
function TaskLine({ task }: { task: Task }) {
  const waits = task.state === 'waiting';
  return (
    <div className={styles.task}>
      <b>{task.person.name}</b>{' '}
      {task.decided_by ? (
        <span className="soft">{t('web.approvals.decided_by', { name: task.decided_by.name })} </span>
      ) : null}
      {task.added_by ? (
        <span className="soft">{t('web.approvals.added_by', { name: task.added_by.name })} </span>
      ) : null}
      <Status state={toned(task.state)} label={`choice.approval_task.state.${task.state}`} />{' '}
      <span className="soft">
        {waits ? t('web.approvals.since') : null}{' '}
        <TimeText value={waits ? task.arrived_at : task.decided_at} relative />
        {waits && task.due_at ? (
          <>
            {' '}
            {t('web.approvals.until')} <TimeText value={task.due_at} />
          </>
        ) : null}
      </span>
      {waits && task.stand_ins.length > 0 ? (
        <div className="soft">
          {t('web.approvals.stands_in', { names: task.stand_ins.map((one) => one.name).join('、') })}
        </div>
      ) : null}
      {task.comment ? <div className={styles.comment}>{task.comment}</div> : null}
    </div>
  );
}
