import { useRouter } from '@tanstack/react-router';
import { EmptyState } from '../kit/EmptyState';
import { ErrorPanel } from '../kit/ErrorPanel';
import { Go } from '../kit/Go';
import { t } from '../kit/i18n';
import styles from './FailedPage.module.css';

/** After an update the pages have new names; the old app asks for a page that is gone. A reload mends it. */
const isOutdated = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|module script failed/i.test(error.message);

/** What is left when a page cannot be shown at all. */
export function FailedPage({ error }: { error: unknown }) {
  const router = useRouter();
  const retry = (): void => {
    if (isOutdated(error)) window.location.reload();
    else void router.invalidate();
  };
  return (
    <div className={styles.failed}>
      <ErrorPanel error={error} onRetry={retry} />
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

/** What a person may not do is not begun: he learns whom to ask. */
export function NoRightPage() {
  return (
    <EmptyState
      title={t('web.no_right.form')}
      why={t('web.no_right.why')}
      action={<Go to="/">{t('web.missing.home')}</Go>}
    />
  );
}
