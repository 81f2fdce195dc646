import { useRecordMeta } from '../../api/records';
import type { Problem } from '../../api/problem';
import { EmptyState } from '../EmptyState';
import { ErrorPanel } from '../ErrorPanel';
import { Go } from '../Go';
import { oneOf, t, tx } from '../i18n';
import { Page } from '../Page';

interface UnreadRecordProps {
  path: string;
  error: Problem;
  onRetry: () => void;
}

const GONE = new Set([404, 422]);

/** In place of a record that cannot be shown: it is not there, or the reading failed. */
export function UnreadRecord({ path, error, onRetry }: UnreadRecordProps) {
  const meta = useRecordMeta(path);
  return (
    <Page title={tx(meta?.label)}>
      {GONE.has(error.status) ? (
        <EmptyState
          title={t('web.missing.record', { what: oneOf(meta?.name ?? '') })}
          why={t('web.missing.record.why')}
          action={<Go to={`/${path}`}>{t('web.missing.list')}</Go>}
        />
      ) : (
        <ErrorPanel error={error} onRetry={onRetry} />
      )}
    </Page>
  );
}
