import { useNoticeDefaults, useSetNoticeDefaults } from '../../api/notices';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { ChannelTable } from './ChannelTable';
import styles from './Notices.module.css';

/** How people of the company are told who choose nothing themselves. */
export default function DefaultsPage() {
  const found = useNoticeDefaults();
  const save = useSetNoticeDefaults();
  if (found.isError) return <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonPage />;
  const { value, etag } = found.data;
  return (
    <Page title={t('web.nav.notice_defaults')} narrow>
      <div>
        <p className={styles.why}>{t('web.notices.defaults.why')}</p>
        <ChannelTable
          kinds={value.kinds}
          onChoose={(kind, channel) =>
            save.mutate(
              { etag, channels: { [kind]: channel } },
              { onSuccess: () => sayDone(t('web.form.saved')), onError: sayRefused },
            )
          }
        />
      </div>
    </Page>
  );
}
