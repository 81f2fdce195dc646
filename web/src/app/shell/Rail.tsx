import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { AreaKey } from '../../kit/module';
import type { Area } from '../areas';
import { Mark } from '../../kit/Mark';
import styles from './Rail.module.css';

/** The slim rail of areas, only those the person may see. Settings stand apart, at the foot. */
export function Rail({ areas, here }: { areas: Area[]; here: AreaKey | undefined }) {
  return (
    <nav className={styles.rail} aria-label={t('web.nav.areas')}>
      <Go to="/" className={styles.mark} aria-label={t('web.area.workbench')}>
        <Mark size={28} />
      </Go>
      {areas.map((area) => (
        <Go
          key={area.key}
          to={area.entries[0]?.to ?? '/'}
          className={area.key === 'settings' ? `${styles.area} ${styles.last}` : styles.area}
          aria-current={area.key === here ? 'page' : undefined}
        >
          <span className={styles.icon} aria-hidden="true">
            {area.icon}
          </span>
          {t(area.label)}
        </Go>
      ))}
    </nav>
  );
}
