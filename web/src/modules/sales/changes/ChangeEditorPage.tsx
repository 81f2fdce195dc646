import { useState } from 'react';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { ChangeEditor } from './ChangeEditor';
import { changeState } from './changeState';
import { useOrderChange, useUpdateChange, type OrderChange } from './changes';

/** Writes on at a change that is not in effect yet. */
export default function ChangeEditorPage({ path, id }: RecordScreenProps) {
  const change = useOrderChange(id);
  if (change.isError) {
    return (
      <Page title={t('web.change.edit')}>
        <ErrorPanel error={change.error} onRetry={() => void change.refetch()} />
      </Page>
    );
  }
  if (!change.data) return <SkeletonPage />;
  const { value, etag } = change.data;
  if (!value.allowed_actions.includes('update')) {
    return (
      <Page title={t('web.change.edit')}>
        <EmptyState
          title={t('web.change.not_open', { number: value.number })}
          action={<Go to={recordUrl(path, id)}>{value.number}</Go>}
        />
      </Page>
    );
  }
  return <WriteOn key={id} change={value} etag={etag} />;
}

function WriteOn({ change, etag }: { change: OrderChange; etag: string }) {
  const [begun] = useState({ change, etag });
  const update = useUpdateChange(change.id);
  return (
    <ChangeEditor
      order={change.order}
      draft={`change.${change.id}`}
      version={begun.etag}
      start={() => changeState(begun.change)}
      back={recordUrl('sales-order-changes', change.id)}
      saving={update.isPending}
      error={update.error}
      onWish={(wish, done) => update.mutate({ wish, etag: begun.etag }, { onSuccess: () => done(change.id) })}
    />
  );
}
