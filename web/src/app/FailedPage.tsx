import { useRouter } from '@tanstack/react-router';
import { EmptyState } from '../kit/EmptyState';
import { ErrorPanel } from '../kit/ErrorPanel';
import { Go } from '../kit/Go';
import { t } from '../kit/i18n';
import styles from './FailedPage.module.css';

/** What is left when a page cannot be shown at all. */
export function FailedPage({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <div className={styles.failed}>
      <ErrorPanel error={error} onRetry={() => void router.invalidate()} />
    </div>
  );
}

export function MissingPage() {
  return (
    <EmptyState
      title={t('web.missing.title')}
      why={t('web.missing.why')}
      action={<Go to="/">{t('web.missing.home')}</Go>}
    />
  );
}
