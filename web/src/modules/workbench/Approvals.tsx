import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { useCounts } from '../approvals/api';
import styles from './WorkbenchPage.module.css';

/** How much waits for my word, and what of mine came back or could not be done; nothing where there is none. */
export function Approvals() {
  const counts = useCounts().data;
  const tiles = counts
    ? [
        {
          key: 'waiting',
          label: t('web.approvals.box.waiting'),
          count: counts.waiting,
          pressing: counts.overdue > 0,
        },
        { key: 'returned', label: t('web.approvals.returned_to_me'), count: counts.returned, pressing: true },
        { key: 'failed', label: t('web.approvals.failed'), count: counts.failed, pressing: true },
      ].filter((one) => one.count > 0)
    : [];
  if (tiles.length === 0) return null;
  return (
    <Section flush title={t('web.module.approvals')}>
      <ul className={styles.tiles}>
        {tiles.map((one) => (
          <li key={one.key}>
            <Go
              to="/approvals"
              search={one.key === 'waiting' ? {} : { box: 'started' }}
              className={one.pressing ? `${styles.tile} ${styles.pressing}` : styles.tile}
            >
              <span className={styles.title}>{one.label}</span>
              <span className={styles.figure}>{one.count}</span>
            </Go>
          </li>
        ))}
      </ul>
    </Section>
  );
}
