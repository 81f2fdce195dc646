import { Button } from 'antd';
import { endLook, seenAs } from '../../api/seeAs';
import { t } from '../../kit/i18n';
import styles from './OfflineBar.module.css';

/** Says with whose eyes one looks, and leads back. */
export function LookBar() {
  const seen = seenAs();
  if (!seen) return null;
  return (
    <div className={styles.bar} role="status">
      {t('web.look_as.bar', { name: seen.name })}{' '}
      <Button size="small" onClick={endLook}>
        {t('web.look_as.end')}
      </Button>
    </div>
  );
}
