import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useOwnWords } from '../../api/look';
import { useMe } from '../../api/session';
import { useHotkey } from '../../kit/hotkeys';
import { t } from '../../kit/i18n';
import { usePreferences } from '../../kit/preferences';
import { SkeletonPage } from '../../kit/Skeleton';
import { areaOf, useAreas } from '../areas';
import { AreaColumn } from './AreaColumn';
import { BottomBar } from './BottomBar';
import { LookBar } from './LookBar';
import { OfflineBar } from './OfflineBar';
import { Rail } from './Rail';
import { RecordTabs } from './RecordTabs';
import styles from './Shell.module.css';
import { TopBar } from './TopBar';

const loadPalette = () => import('./Palette');
const Palette = lazy(loadPalette);
const Shortcuts = lazy(() => import('./Shortcuts'));

type Layer = 'palette' | 'shortcuts' | null;

/** The frame around every page: areas, lists of the area, search, tabs, and the page. */
export function Shell() {
  const areas = useAreas();
  const { pathname } = useLocation();
  const here = areaOf(areas, pathname);
  const folded = usePreferences().columnFolded;
  const [layer, setLayer] = useState<Layer>(null);
  const me = useMe();
  useOwnWords();

  // There before it is asked for, so that no letter typed after Ctrl K is lost.
  useEffect(() => void loadPalette(), []);
  useHotkey('mod+k', () => setLayer('palette'));
  useHotkey('?', () => setLayer('shortcuts'));

  const withColumn = here !== undefined && here.key !== 'workbench' && !folded;
  return (
    <div
      className={withColumn ? `${styles.shell} ${styles.withColumn}` : styles.shell}
      data-tenant={me.tenant_id}
    >
      <a className={styles.skip} href="#page">
        {t('web.skip_to_page')}
      </a>
      <Rail areas={areas} here={here?.key} />
      {withColumn ? <AreaColumn area={here} /> : null}
      <div className={styles.main}>
        <TopBar onSearch={() => setLayer('palette')} onHelp={() => setLayer('shortcuts')} area={here} />
        <LookBar />
        <OfflineBar />
        <RecordTabs />
        <main id="page" className={styles.content} tabIndex={-1}>
          <Suspense fallback={<SkeletonPage />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <BottomBar areas={areas} here={here?.key} />
      <Suspense>
        {layer === 'palette' ? <Palette areas={areas} onClose={() => setLayer(null)} /> : null}
        {layer === 'shortcuts' ? <Shortcuts onClose={() => setLayer(null)} /> : null}
      </Suspense>
    </div>
  );
}
