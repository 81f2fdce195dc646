import { AppstoreAddOutlined, MenuOutlined, ScanOutlined } from '@ant-design/icons';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { AreaKey } from '../../kit/module';
import { useQuickCreates, type Area } from '../areas';
import styles from './BottomBar.module.css';
import { placesInBar, type Place } from './inBar';

const nameOf = ({ area, scans, approves }: Place): string => {
  if (approves) return t('web.module.approvals');
  if (scans) return t('web.area.scan');
  return t(area.key === 'workbench' ? 'web.area.today' : area.label);
};

/** On a phone: the three places of the day, create, and everything else under "more". */
export function BottomBar({ areas, here }: { areas: Area[]; here: AreaKey | undefined }) {
  const [sheet, setSheet] = useState<'create' | 'more' | null>(null);
  const creates = useQuickCreates();
  const { can } = useAccess();
  const shown = placesInBar(areas, can);
  const path = useLocation().pathname;
  // The most exact place that leads here is where one is.
  const at =
    shown.find((place) => (place.scans || place.approves) && path.startsWith(place.to)) ??
    shown.find((place) => place.area.key === here);
  const flip = (next: 'create' | 'more'): void => setSheet(sheet === next ? null : next);
  return (
    <>
      {sheet ? (
        <div className={styles.veil} onClick={() => setSheet(null)}>
          <nav className={styles.sheet} aria-label={t(sheet === 'more' ? 'web.more' : 'web.quick_create')}>
            {sheet === 'create' ? (
              <div className={styles.links}>
                {creates.map((create) => (
                  <Go key={create.to} to={create.to}>
                    {t(create.label)}
                  </Go>
                ))}
              </div>
            ) : (
              areas.map((area) => (
                <div key={area.key}>
                  <div className={styles.title}>{t(area.label)}</div>
                  <div className={styles.links}>
                    {area.entries.map((entry) => (
                      <Go
                        key={entry.to}
                        to={entry.to}
                        {...(entry.opens ? { search: { filter: entry.opens } } : {})}
                      >
                        {tx(entry.label)}
                      </Go>
                    ))}
                  </div>
                </div>
              ))
            )}
          </nav>
        </div>
      ) : null}
      <nav className={styles.bar} aria-label={t('web.nav.areas')}>
        {shown.map((place) => (
          <Go
            key={place.to}
            to={place.to}
            aria-current={place === at ? 'page' : undefined}
            onClick={() => setSheet(null)}
          >
            <span aria-hidden="true">
              {place.scans ? <ScanOutlined /> : place.approves ? <Tick /> : place.area.icon}
            </span>
            {nameOf(place)}
          </Go>
        ))}
        {creates.length > 0 ? (
          <button type="button" aria-expanded={sheet === 'create'} onClick={() => flip('create')}>
            <AppstoreAddOutlined aria-hidden="true" />
            {t('web.create')}
          </button>
        ) : null}
        <button type="button" aria-expanded={sheet === 'more'} onClick={() => flip('more')}>
          <MenuOutlined aria-hidden="true" />
          {t('web.more')}
        </button>
      </nav>
    </>
  );
}

const Tick = () => (
  <svg viewBox="0 0 16 16" width="1em" height="1em">
    <path d="m3 8.5 3.5 3.5L13.5 4.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
  </svg>
);
