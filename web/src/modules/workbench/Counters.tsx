import type { ReactNode } from 'react';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { EmptyState } from '../../kit/EmptyState';
import { conditionOf, type Counter } from './api';
import styles from './WorkbenchPage.module.css';

const nameOf = (counter: Counter): string => tx(`web.home.counter.${counter.name}`);

/** What is late, or lost tomorrow: it is marked with a sign beside its figure. */
const PRESSING = new Set([
  'contact_overdue',
  'tasks_overdue',
  'falling_soon',
  'invoices_long_open',
  'deals_stale',
]);

/** How many wait, each a way to exactly these rows; what is at zero stands in one line below. */
export function Counters({ counters }: { counters: Counter[] }) {
  const waiting = counters.filter((counter) => counter.count > 0);
  const cleared = counters.filter((counter) => counter.count === 0);
  return (
    <>
      {waiting.length > 0 ? (
        <ul className={styles.tiles}>
          {waiting.map((counter) => (
            <li key={counter.name}>
              <CounterTile counter={counter} />
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState small title={t('web.home.nothing')} why={t('web.home.nothing.why')} />
      )}
      {cleared.length > 0 && waiting.length > 0 ? (
        <p className={styles.cleared}>
          <span>{t('web.home.cleared')}</span>
          {cleared.map((counter) => (
            <Opens key={counter.name} counter={counter}>
              {nameOf(counter)}
            </Opens>
          ))}
        </p>
      ) : null}
    </>
  );
}

export function CounterTile({ counter }: { counter: Counter }) {
  const isPressing = counter.count > 0 && PRESSING.has(counter.name);
  return (
    <Opens counter={counter} className={isPressing ? `${styles.tile} ${styles.pressing}` : styles.tile}>
      <span className={styles.title}>{nameOf(counter)}</span>
      <span className={styles.figure}>
        {counter.count}
        {counter.exact ? '' : '+'}
      </span>
    </Opens>
  );
}

function Opens({
  counter,
  className,
  children,
}: {
  counter: Counter;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <Go
      to={`/${counter.path}`}
      search={{ filter: conditionOf(counter), sort: counter.sort }}
      className={className}
    >
      {children}
    </Go>
  );
}
