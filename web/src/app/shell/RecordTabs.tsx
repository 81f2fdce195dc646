import { useLocation } from '@tanstack/react-router';
import { Go, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { closeTab, useRecentTabs } from '../../kit/recentTabs';
import styles from './RecordTabs.module.css';

/** The records opened last, one click away. */
export function RecordTabs() {
  const tabs = useRecentTabs();
  const { pathname } = useLocation();
  const go = useGo();
  if (tabs.length === 0) return null;

  const close = (to: string): void => {
    const place = tabs.findIndex((tab) => tab.to === to);
    closeTab(to);
    if (pathname !== to) return;
    const next = tabs[place + 1] ?? tabs[place - 1];
    go(next?.to ?? `/${to.split('/')[1] ?? ''}`);
  };

  return (
    <nav className={styles.tabs} aria-label={t('web.nav.recent')}>
      {tabs.map((tab) => (
        <div key={tab.to} className={styles.tab} data-here={tab.to === pathname || undefined}>
          <Go
            to={tab.to}
            className={styles.title}
            title={tab.title}
            aria-current={tab.to === pathname ? 'page' : undefined}
          >
            <Shortening title={tab.title} />
          </Go>
          <button
            type="button"
            aria-label={t('web.tab.close', { title: tab.title })}
            onClick={() => close(tab.to)}
          >
            ×
          </button>
        </div>
      ))}
    </nav>
  );
}

const TAIL = 6;

/** Numbers differ at their end: where there is no room, a title loses its middle. */
function Shortening({ title }: { title: string }) {
  const letters = [...title];
  return (
    <>
      <span className="ellipsis">{letters.slice(0, -TAIL).join('')}</span>
      <span>{letters.slice(-TAIL).join('')}</span>
    </>
  );
}
