import { CheckOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useAccess } from '../../kit/access';
import { formatInstant } from '../../kit/dates';
import { EmptyState } from '../../kit/EmptyState';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { sayDone, sayRefused } from '../../kit/toast';
import { useTaskVerb } from '../activities/api';
import type { Step } from './api';
import styles from './WorkbenchPage.module.css';

/** Today's contacts and tasks in the order of time; what is late stands first. */
export function DayPlan({ steps }: { steps: Step[] }) {
  const { may } = useAccess();
  const extra = (
    <>
      <Go to="/calendar">{t('web.nav.calendar')}</Go>
      {may('tasks', 'create') ? <Go to="/tasks/new">{t('web.home.plan.new_task')}</Go> : null}
    </>
  );
  return (
    <Section flush title={t('web.home.plan')} extra={extra}>
      {steps.length === 0 ? (
        <EmptyState small title={t('web.home.plan.empty')} why={t('web.home.plan.empty.why')} />
      ) : (
        <ol className={styles.plan} aria-label={t('web.home.plan')}>
          {steps.map((step) => (
            <li key={`${step.kind} ${step.id}`} className={styles.step}>
              <When step={step} />
              <div className={styles.what}>
                <Go to={recordUrl(step.path, step.id)} className="ellipsis">
                  {step.title}
                </Go>
                <span className="soft ellipsis">
                  {[tx(`web.home.plan.${step.kind}`), step.party].filter(Boolean).join(' · ')}
                </span>
              </div>
              <Act step={step} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function When({ step }: { step: Step }) {
  const [day = '', time = ''] = formatInstant(step.at).split(' ');
  return (
    <time className={step.late ? styles.late : styles.when} dateTime={step.at} title={`${day} ${time}`}>
      {step.late ? day.slice(5) : time}
      {step.late ? <span>{t('web.home.plan.late')}</span> : null}
    </time>
  );
}

function Act({ step }: { step: Step }) {
  const { can } = useAccess();
  if (step.kind === 'task') return can('activities.task.write') ? <Finish step={step} /> : null;
  // A number that the reader sees only masked cannot be called.
  if (!step.phone || step.phone.includes('*')) return null;
  return (
    <Button
      href={`tel:${step.phone}`}
      icon={<PhoneOutlined />}
      aria-label={t('web.home.plan.call', { name: step.title })}
    >
      {t('web.home.plan.call.short')}
    </Button>
  );
}

function Finish({ step }: { step: Step }) {
  const verb = useTaskVerb(step.id);
  const finish = (): void => {
    // The row is gone by then, and with it what only a shown row would hear.
    verb.mutateAsync('complete').then(() => sayDone(t('web.home.plan.told')), sayRefused);
  };
  return (
    <Button
      icon={<CheckOutlined />}
      loading={verb.isPending}
      aria-label={t('web.home.plan.done', { name: step.title })}
      onClick={finish}
    >
      {t('web.home.plan.done.short')}
    </Button>
  );
}
