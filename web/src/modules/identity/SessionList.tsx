import type { UseQueryResult } from '@tanstack/react-query';
import type { Problem } from '../../api/problem';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useEndSession, type Session } from './api';
import { deviceOf } from './devices';

/** Where somebody is logged in; each place can be ended, this one excepted. */
export function SessionList({ sessions }: { sessions: UseQueryResult<Session[], Problem> }) {
  const end = useEndSession();
  if (sessions.isPending) return <SkeletonRows rows={2} columns={4} />;
  if (sessions.isError) return <ErrorPanel error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (sessions.data.length === 0) return <EmptyState small title={t('web.account.sessions.none')} />;
  return (
    <SimpleTable<Session>
      label={t('web.account.sessions')}
      columns={[
        {
          key: 'device',
          title: t('web.account.device'),
          cell: (session) => <span title={session.user_agent}>{deviceOf(session.user_agent)}</span>,
        },
        { key: 'address', title: t('web.account.address'), cell: (session) => session.address },
        { key: 'company', title: t('web.account.company'), cell: (session) => session.company },
        {
          key: 'since',
          title: t('web.account.since'),
          cell: (session) => <TimeText value={session.created_at} />,
        },
        {
          key: 'seen',
          title: t('web.account.seen'),
          cell: (session) => <TimeText value={session.seen_at} relative />,
        },
        {
          key: 'end',
          title: <span className="hidden-text">{t('web.actions')}</span>,
          numeric: true,
          cell: (session) =>
            session.current ? (
              <span className="soft">{t('web.account.this_one')}</span>
            ) : (
              <ConfirmButton
                size="small"
                question={t('web.account.end.question')}
                explain={t('web.account.end.explain')}
                confirm={t('web.account.end')}
                command={() => end.mutateAsync({ id: session.id, version: session.version })}
              >
                {t('web.account.end')}
              </ConfirmButton>
            ),
        },
      ]}
      rows={sessions.data}
      rowKey={(session) => session.id}
    />
  );
}
