import { t, type MessageKey } from '../i18n';
import styles from './Steps.module.css';

const STEPS: MessageKey[] = [
  'web.imports.step.file',
  'web.imports.step.mapping',
  'web.imports.step.check',
  'web.imports.step.result',
];

/** Where an import is on its way. */
export function Steps({ now }: { now: number }) {
  return (
    <ol className={styles.steps}>
      {STEPS.map((step, place) => (
        <li
          key={step}
          className={place === now ? styles.now : place < now ? styles.past : styles.ahead}
          aria-current={place === now ? 'step' : undefined}
        >
          <span className={styles.number}>{place + 1}</span>
          {t(step)}
        </li>
      ))}
    </ol>
  );
}
