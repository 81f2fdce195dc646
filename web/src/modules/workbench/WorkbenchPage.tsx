import { useState } from 'react';
import { useMe } from '../../api/session';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { usePhone } from '../../kit/usePhone';
import { useHome, type Home, type Whose } from './api';
import { Approvals } from './Approvals';
import { Counters, CounterTile } from './Counters';
import { DayPlan } from './DayPlan';
import { Duties } from './Duties';
import { Figures } from './Figures';
import { FirstSteps } from './FirstSteps';
import { ProgressSection } from './ProgressSection';
import { RankingSection } from './RankingSection';
import styles from './WorkbenchPage.module.css';

/** The day's work: what waits for this person, his plan, his month, and whom he forgets. */
export default function WorkbenchPage() {
  const me = useMe();
  const [whose, setWhose] = useState<Whose>('mine');
  const home = useHome(whose);
  return (
    <Page
      title={t('web.today.hello', { name: me.name })}
      facts={<span className="figure">{home.data?.today}</span>}
    >
      <FirstSteps />
      {home.isError ? (
        <ErrorPanel error={home.error} onRetry={() => void home.refetch()} />
      ) : home.data ? (
        <Parts home={home.data} onWhose={setWhose} />
      ) : (
        <SkeletonRows rows={8} columns={4} />
      )}
    </Page>
  );
}

/** On a desk what waits comes first; on a phone the salesperson's day, in the order of time. */
function Parts({ home, onWhose }: { home: Home; onWhose: (whose: Whose) => void }) {
  const phone = usePhone();
  if (home.counters.length === 0 && home.figures.length === 0)
    return <EmptyState title={t('web.home.no_rights')} why={t('web.home.no_rights.why')} />;
  const hasPlan = home.counters.some((counter) => counter.group === 'contact' || counter.group === 'task');
  const plan = hasPlan ? <DayPlan steps={home.plan} /> : null;
  const todo = (
    <Section flush title={t('web.home.area_todo')}>
      <Counters counters={home.counters} />
    </Section>
  );
  return (
    <div className={styles.parts}>
      <Approvals />
      {phone ? plan : todo}
      {phone ? todo : <Figures home={home} onWhose={onWhose} />}
      {phone ? <Figures home={home} onWhose={onWhose} /> : null}
      <ProgressSection />
      <div className={styles.lists}>
        {phone ? null : plan}
        <div className={styles.beside}>
          <Forgotten home={home} />
          <RankingSection />
        </div>
      </div>
      <Duties counters={home.counters} />
    </div>
  );
}

function Forgotten({ home }: { home: Home }) {
  if (home.forgotten.length === 0) return null;
  return (
    <Section flush title={t('web.home.forgotten')}>
      <ul className={`${styles.tiles} ${styles.three}`}>
        {home.forgotten.map((counter) => (
          <li key={counter.name}>
            <CounterTile counter={counter} />
          </li>
        ))}
      </ul>
      <p className={styles.cleared}>{t('web.home.forgotten.why')}</p>
    </Section>
  );
}
