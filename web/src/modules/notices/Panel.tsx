import { useLatestNotices, useReadNotices, type Notice } from '../../api/notices';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { SkeletonRows } from '../../kit/Skeleton';
import { NoticeRows } from './NoticeRows';
import styles from './Notices.module.css';

/** The latest notices, under the bell. */
export default function Panel({ unread, onClose }: { unread: number; onClose: () => void }) {
  const latest = useLatestNotices();
  const read = useReadNotices();
  const onOpen = (notice: Notice): void => {
    if (!notice.read_at) read.mutate({ ids: [notice.id] });
    if (notice.opens) onClose();
  };
  const items = latest.data?.items ?? [];
  return (
    <div className={styles.panel} role="dialog" aria-label={t('web.notices')}>
      <div className={styles.head}>
        <span>{t('web.notices')}</span>
        {unread > 0 ? (
          <button type="button" className={styles.link} onClick={() => read.mutate({})}>
            {t('web.notices.read_all')}
          </button>
        ) : null}
      </div>
      {latest.isPending ? <SkeletonRows rows={4} columns={1} /> : null}
      {latest.isError ? <ErrorPanel error={latest.error} onRetry={() => void latest.refetch()} /> : null}
      {latest.data && items.length === 0 ? (
        <EmptyState small title={t('web.notices.none')} why={t('web.notices.none.why')} />
      ) : null}
      <NoticeRows label={t('web.notices.latest')} notices={items} onOpen={onOpen} />
      <div className={styles.foot}>
        <Go to="/notices" onClick={onClose}>
          {t('web.notices.all')}
        </Go>
        <Go to="/notices/choices" onClick={onClose}>
          {t('web.notices.choices')}
        </Go>
      </div>
    </div>
  );
}
