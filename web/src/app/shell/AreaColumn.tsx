import { useLocation } from '@tanstack/react-router';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { NavEntry } from '../../kit/module';
import { isInside, type Area } from '../areas';
import styles from './AreaColumn.module.css';

/** The lists of the area and their ready views. */
export function AreaColumn({ area }: { area: Area }) {
  const groups = [...new Set(area.entries.map((entry) => entry.group))];
  return (
    <nav className={styles.column} aria-label={t(area.label)}>
      <div className={styles.title}>{t(area.label)}</div>
      {groups.map((group) => (
        <div key={group ?? ''} className={styles.group}>
          {group ? <div className={styles.groupTitle}>{t(group)}</div> : null}
          {area.entries
            .filter((entry) => entry.group === group)
            .map((entry) => (
              <Entry key={entry.to} entry={entry} />
            ))}
        </div>
      ))}
    </nav>
  );
}

function Entry({ entry }: { entry: NavEntry }) {
  const { pathname, search } = useLocation();
  const inside = isInside(entry, pathname);
  const filter = JSON.stringify((search as { filter?: unknown }).filter ?? null);
  const active = entry.views?.find((view) => pathname === entry.to && JSON.stringify(view.filter) === filter);
  return (
    <>
      <Go
        to={entry.to}
        {...(entry.opens ? { search: { filter: entry.opens } } : {})}
        className={styles.entry}
        aria-current={inside && !active ? 'page' : undefined}
      >
        <span className="ellipsis">{tx(entry.label)}</span>
      </Go>
      {entry.views?.map((view) => (
        <Go
          key={view.label}
          to={entry.to}
          search={{ filter: view.filter, sort: view.sort }}
          className={`${styles.entry} ${styles.view}`}
          aria-current={view === active ? 'page' : undefined}
        >
          <span className="ellipsis">{t(view.label)}</span>
        </Go>
      ))}
    </>
  );
}
