import { Select } from 'antd';
import { useChooseNotices, useNoticeChoices, type DigestTime } from '../../api/notices';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { language, t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { ChannelTable } from './ChannelTable';
import styles from './Notices.module.css';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
// 2024-01-01 was a Monday.
const dayName = (weekday: number): string =>
  new Intl.DateTimeFormat(language(), { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, weekday)),
  );

/** How I am told of what, and when my digest comes. */
export default function ChoicesPage() {
  const found = useNoticeChoices();
  const choose = useChooseNotices();
  const { can } = useAccess();
  if (found.isError) return <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonPage />;
  const { kinds, digest, mails } = found.data;
  const save = (change: Parameters<typeof choose.mutate>[0]): void =>
    choose.mutate(change, { onSuccess: () => sayDone(t('web.form.saved')), onError: sayRefused });
  const set = (change: Partial<DigestTime>): void => save({ digest: { ...digest, ...change } });
  return (
    <Page
      title={t('web.notices.choices')}
      narrow
      actions={
        can('platform.notice.manage') ? (
          <Go to="/notice-defaults">{t('web.nav.notice_defaults')}</Go>
        ) : undefined
      }
    >
      <div>
        {mails ? null : <p className={styles.why}>{t('web.notices.no_mail')}</p>}
        <Section title={t('web.notices.digest')}>
          <div className={styles.digest}>
            <Select<DigestTime['every']>
              aria-label={t('web.notices.digest.every')}
              value={digest.every}
              options={[
                { value: 'day', label: t('web.notices.digest.daily') },
                { value: 'week', label: t('web.notices.digest.weekly') },
              ]}
              onChange={(every) => set({ every })}
            />
            {digest.every === 'week' ? (
              <Select<number>
                aria-label={t('web.notices.digest.weekday')}
                value={digest.weekday}
                popupMatchSelectWidth={false}
                options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: dayName(value) }))}
                onChange={(weekday) => set({ weekday })}
              />
            ) : null}
            <Select<number>
              aria-label={t('web.notices.digest.hour')}
              value={digest.hour}
              options={HOURS.map((value) => ({ value, label: `${String(value).padStart(2, '0')}:00` }))}
              onChange={(hour) => set({ hour })}
            />
          </div>
        </Section>
        <ChannelTable kinds={kinds} onChoose={(kind, channel) => save({ channels: { [kind]: channel } })} />
      </div>
    </Page>
  );
}
