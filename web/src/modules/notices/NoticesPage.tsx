import { useSearch } from '@tanstack/react-router';
import { Button, Segmented, Select } from 'antd';
import {
  NOTICE_GROUPS,
  useNotices,
  useReadNotices,
  useUnread,
  type Notice,
  type NoticeGroup,
} from '../../api/notices';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayRefused } from '../../kit/toast';
import { NoticeRows } from './NoticeRows';
import styles from './Notices.module.css';

interface Asked {
  unread?: boolean;
  group?: NoticeGroup;
}

/** Everything I was told; the address holds what it is narrowed to. */
export default function NoticesPage() {
  const { unread = false, group } = useSearch({ strict: false }) as Asked;
  const go = useGo();
  const found = useNotices(unread, group);
  const waiting = useUnread().data?.count ?? 0;
  const read = useReadNotices();
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const ask = (change: Asked): void => {
    const next = { unread, group, ...change };
    const search = { ...(next.unread ? { unread: true } : {}), ...(next.group ? { group: next.group } : {}) };
    go('/notices', { search, replace: true });
  };
  const onOpen = (notice: Notice): void => {
    if (!notice.read_at) read.mutate({ ids: [notice.id] }, { onError: sayRefused });
  };
  return (
    <Page title={t('web.notices')} actions={<Go to="/notices/choices">{t('web.notices.choices')}</Go>}>
      <Section
        flush
        title={t('web.notices.all')}
        extra={
          waiting > 0 ? (
            <Button
              size="small"
              loading={read.isPending}
              onClick={() => read.mutate(group ? { group } : {}, { onError: sayRefused })}
            >
              {group ? t('web.notices.read_group') : t('web.notices.read_all')}
            </Button>
          ) : null
        }
      >
        <div className={styles.filters}>
          <Segmented<'all' | 'unread'>
            size="small"
            value={unread ? 'unread' : 'all'}
            options={[
              { value: 'all', label: t('web.notices.filter.all') },
              { value: 'unread', label: t('web.notices.filter.unread') },
            ]}
            onChange={(next) => ask({ unread: next === 'unread' })}
          />
          <Select<NoticeGroup | ''>
            size="small"
            aria-label={t('web.notices.group')}
            value={group ?? ''}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: t('web.notices.every_group') },
              ...NOTICE_GROUPS.map((one) => ({ value: one, label: tx(`notice_group.${one}`) })),
            ]}
            onChange={(next) => ask({ group: (next || undefined) as NoticeGroup })}
          />
        </div>
        {found.isPending ? <SkeletonRows rows={8} columns={1} /> : null}
        {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.data && rows.length === 0 ? (
          <EmptyState title={t('web.notices.none')} why={t('web.notices.none.why')} />
        ) : null}
        <NoticeRows label={t('web.notices')} notices={rows} onOpen={onOpen} />
        {found.hasNextPage ? (
          <div className={styles.more}>
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('web.list.more')}
            </Button>
          </div>
        ) : null}
      </Section>
    </Page>
  );
}
