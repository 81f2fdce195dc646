import { Button, Progress } from 'antd';
import { TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { hasSentence, t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { sayRefused } from '../../kit/toast';
import { useCancelJob, useJobs, useRetryJob, type Job } from './api';

/** What runs in the background: how far it is, why it failed, and a way to stop it. */
export default function JobsPage() {
  const jobs = useJobs();
  const rows = jobs.data?.pages.flatMap((page) => page.jobs) ?? [];
  return (
    <Page title={t('web.nav.jobs')}>
      {jobs.isPending ? <SkeletonRows rows={8} columns={6} /> : null}
      {jobs.isError ? <ErrorPanel error={jobs.error} onRetry={() => void jobs.refetch()} /> : null}
      {jobs.data && rows.length === 0 ? (
        <EmptyState title={t('web.jobs.none')} why={t('web.jobs.none.why')} />
      ) : null}
      {rows.length > 0 ? (
        <Section title={t('web.nav.jobs')} flush>
          <SimpleTable<Job>
            label={t('web.nav.jobs')}
            columns={[
              { key: 'what', title: t('web.jobs.what'), cell: (job) => tx(job.label) },
              {
                key: 'state',
                title: t('web.verify.state'),
                cell: (job) => <Status state={job.state} label={`choice.job.state.${job.state}`} />,
              },
              {
                key: 'progress',
                title: t('web.jobs.progress'),
                width: 200,
                cell: (job) => <Far job={job} />,
              },
              { key: 'user', title: t('web.jobs.user'), cell: (job) => job.user ?? t('web.jobs.system') },
              {
                key: 'asked',
                title: t('web.jobs.asked'),
                cell: (job) => <TimeText value={job.created_at} relative />,
              },
              {
                key: 'ended',
                title: t('web.jobs.ended'),
                cell: (job) => <TimeText value={job.finished_at} relative />,
              },
              { key: 'error', title: t('web.jobs.error'), cell: (job) => <Failure job={job} /> },
              {
                key: 'act',
                title: <span className="hidden-text">{t('web.actions')}</span>,
                numeric: true,
                cell: (job) => <Actions job={job} />,
              },
            ]}
            rows={rows}
            rowKey={(job) => job.id}
          />
          {jobs.hasNextPage ? (
            <Button type="link" loading={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
              {t('web.list.more')}
            </Button>
          ) : null}
        </Section>
      ) : null}
    </Page>
  );
}

function Far({ job }: { job: Job }) {
  const { done, total } = job.progress;
  if (job.state !== 'running')
    return total ? <span className="figure soft">{`${done} / ${total}`}</span> : null;
  if (!total) return <span className="figure">{t('web.jobs.done_so_far', { done })}</span>;
  return <Progress size="small" percent={Math.floor((done * 100) / total)} />;
}

function Failure({ job }: { job: Job }) {
  if (!job.error)
    return job.attempts > 1 ? (
      <span className="soft">{t('web.jobs.tries', { count: job.attempts })}</span>
    ) : null;
  return (
    <span className="negative">
      {hasSentence(job.error) ? tx(job.error) : t('web.jobs.failed', { code: job.error })}
    </span>
  );
}

function Actions({ job }: { job: Job }) {
  const cancel = useCancelJob();
  const retry = useRetryJob();
  return (
    <>
      {job.cancel_asked && job.state === 'running' ? (
        <span className="soft">{t('web.jobs.stopping')}</span>
      ) : null}
      {job.allowed_actions.includes('cancel') ? (
        <Button
          size="small"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ id: job.id }, { onError: sayRefused })}
        >
          {t('web.jobs.cancel')}
        </Button>
      ) : null}
      {job.allowed_actions.includes('retry') ? (
        <Button
          size="small"
          loading={retry.isPending}
          onClick={() => retry.mutate({ id: job.id }, { onError: sayRefused })}
        >
          {t('web.jobs.retry')}
        </Button>
      ) : null}
    </>
  );
}
