import { useAccess } from '../../kit/access';
import { formatMoney, formatPercent, isNegative, isZero, type Decimal } from '../../kit/decimal';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { ShortMoney } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { useProgress, type Progress } from '../targets/api';
import styles from './WorkbenchPage.module.css';

/** How far I am this month, and the company where I see all of it; nothing where nobody set a target. */
export function ProgressSection() {
  const { can } = useAccess();
  const progress = useProgress(can('targets.achievement.view'));
  const shown = (progress.data ?? []).filter((one) => !isZero(one.target));
  if (shown.length === 0) return null;
  return (
    <Section flush title={t('web.home.progress')} extra={<Go to="/targets">{t('web.home.progress.all')}</Go>}>
      <ul className={styles.tiles}>
        {shown.map((one) => (
          <li key={`${one.level}${one.kind}`}>
            <ProgressTile progress={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ProgressTile({ progress }: { progress: Progress }) {
  const done = Math.min(Number(progress.rate ?? '0'), 1);
  return (
    <div className={styles.tile}>
      <span className={styles.title}>{tx(`web.home.progress.${progress.level}.${progress.kind}`)}</span>
      <span className={styles.figure}>
        <ShortMoney value={progress.done} />
      </span>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${Math.max(done, 0) * 100}%` }} />
      </span>
      <span className={styles.change}>
        {t('web.home.progress.of', {
          target: formatMoney(progress.target),
          rate: formatPercent(progress.rate ?? '0'),
        })}
      </span>
      <span className={styles.oldest}>
        {t('web.home.progress.before', {
          month: grown(progress.on_month_before),
          year: grown(progress.on_year_before),
        })}
      </span>
    </div>
  );
}

const grown = (change: Decimal | null): string =>
  change === null ? '–' : `${isNegative(change) ? '' : '+'}${formatPercent(change)}`;
