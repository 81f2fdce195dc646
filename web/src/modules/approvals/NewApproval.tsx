import { EmptyState } from '../../kit/EmptyState';
import { recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { useStore } from '../../kit/store';
import { submission } from '../../kit/submission';
import { SubmitDialog } from './SubmitDialog';

/** What could not be saved without an approval, on its way to those who approve it. */
export function NewApproval() {
  const asked = useStore(submission);
  const go = useGo();
  return (
    <Page title={t('web.approvals.submit')}>
      {asked ? (
        <SubmitDialog
          title={t('web.approvals.submit')}
          asked={asked}
          onDone={(view) => go(recordUrl('approvals', view.id), { replace: true })}
          onClose={() => submission.set(null)}
        />
      ) : (
        <EmptyState title={t('web.approvals.nothing_to_submit')} />
      )}
    </Page>
  );
}
