import { useSyncExternalStore } from 'react';
import { t } from '../../kit/i18n';
import styles from './OfflineBar.module.css';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Says that there is no network, and what is kept meanwhile. */
export function OfflineBar() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <div className={styles.bar} role="status">
      {t('web.offline_now')}
    </div>
  );
}
