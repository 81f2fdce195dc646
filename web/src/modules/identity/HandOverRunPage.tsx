import { useParams } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import {
  useCancelHandOver,
  useHandOver,
  useHandOverLines,
  useResumeHandOver,
  useUndoHandOver,
  type HandOver,
} from '../../api/handing';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { formatInstant } from '../../kit/dates';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { sayRefused } from '../../kit/toast';
import styles from './HandOver.module.css';
import { stateOf } from './HandOversPage';

/** One hand-over: how far it is, what moved, what stayed and why, and the way back. */
export default function HandOverRunPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const run = useHandOver(id);
  if (run.isError) return <ErrorPanel error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) return <SkeletonRows rows={8} columns={4} />;
  return <Run key={id} run={run.data} />;
}

function Run({ run }: { run: HandOver }) {
  const works = (run.state === 'running' || run.state === 'undoing') && !run.stopped;
  const now = `${run.state} ${run.done} ${String(run.stopped)}`;
  const undone = run.tallies.some((one) => one.returned + one.kept > 0);
  return (
    <Page
      title={t('web.hand_over.of', { name: run.person.title })}
      narrow
      facts={<Status {...stateOf(run)} />}
      actions={<Actions run={run} />}
    >
      <div className={styles.parts}>
        <p className="soft">
          {t('web.hand_over.summary', {
            by: run.by ?? '',
            at: formatInstant(run.created_at),
            to: run.people.map((one) => one.title).join(t('web.list.comma')),
          })}{' '}
          <Go to={recordUrl('users', run.person.id)}>{t('web.hand_over.person')}</Go>
        </p>
        {works ? (
          <Section title={tx(`choice.hand_over.state.${run.state}`)}>
            <Progress percent={run.total ? Math.floor((run.done * 100) / run.total) : 0} status="active" />
            <p className="soft" role="status">
              {run.total
                ? t('web.imports.working', { done: String(run.done), total: String(run.total) })
                : ''}{' '}
              {t('web.imports.leave')}
            </p>
          </Section>
        ) : null}
        {run.error ? <p role="alert">{tx(run.error)}</p> : null}
        {run.tallies.length > 0 ? (
          <Section title={t('web.hand_over.result')} flush>
            <SimpleTable
              label={t('web.hand_over.result')}
              rows={run.tallies}
              rowKey={(one) => one.kind}
              columns={[
                { key: 'kind', title: t('web.transfer.what'), cell: (one) => tx(one.label) },
                { key: 'moved', title: t('web.hand_over.moved'), numeric: true, cell: (one) => one.moved },
                { key: 'stayed', title: t('web.hand_over.stayed'), numeric: true, cell: (one) => one.stayed },
                ...(undone
                  ? [
                      {
                        key: 'returned',
                        title: t('web.hand_over.returned'),
                        numeric: true,
                        cell: (one: HandOver['tallies'][number]) => one.returned,
                      },
                      {
                        key: 'kept',
                        title: t('web.hand_over.kept'),
                        numeric: true,
                        cell: (one: HandOver['tallies'][number]) => one.kept,
                      },
                    ]
                  : []),
              ]}
            />
          </Section>
        ) : null}
        <Lines
          run={run}
          now={now}
          title="web.hand_over.lines.kept"
          wanted={{ outcome: 'stayed', way: 'back' }}
        />
        <Lines
          run={run}
          now={now}
          title="web.hand_over.lines.stayed"
          wanted={{ outcome: 'stayed', way: 'over' }}
        />
        <Lines
          run={run}
          now={now}
          title="web.hand_over.lines.moved"
          wanted={{ outcome: 'moved', way: 'over' }}
        />
      </div>
    </Page>
  );
}

function Actions({ run }: { run: HandOver }) {
  const cancel = useCancelHandOver(run.id);
  const resume = useResumeHandOver(run.id);
  const undo = useUndoHandOver(run.id);
  const may = (action: string): boolean => run.allowed_actions.includes(action);
  return (
    <>
      {may('cancel') ? (
        <ConfirmButton
          question={t('web.hand_over.cancel.ask')}
          explain={t('web.hand_over.cancel.why')}
          confirm={t('web.hand_over.cancel')}
          command={() => cancel.mutateAsync()}
        >
          {t('web.hand_over.cancel')}
        </ConfirmButton>
      ) : null}
      {may('undo') ? (
        <ConfirmButton
          question={t('web.hand_over.undo.ask', { name: run.person.title })}
          explain={t('web.hand_over.undo.why')}
          confirm={t('web.hand_over.undo')}
          command={() => undo.mutateAsync()}
        >
          {t('web.hand_over.undo')}
        </ConfirmButton>
      ) : null}
      {may('resume') ? (
        <Button
          type="primary"
          loading={resume.isPending}
          onClick={() => resume.mutate(undefined, { onError: sayRefused })}
        >
          {t('web.hand_over.resume')}
        </Button>
      ) : null}
    </>
  );
}

interface LinesProps {
  run: HandOver;
  now: string;
  title: MessageKey;
  wanted: { outcome: 'moved' | 'stayed'; way: 'over' | 'back' };
}

function Lines({ run, now, title, wanted }: LinesProps) {
  const lines = useHandOverLines(run.id, wanted, now);
  const rows = lines.data?.pages.flatMap((page) => page.items) ?? [];
  if (lines.isError) return <ErrorPanel error={lines.error} />;
  if (rows.length === 0) return null;
  return (
    <Section title={t(title)} flush>
      <SimpleTable
        label={t(title)}
        rows={rows}
        rowKey={(line) => line.id}
        columns={[
          {
            key: 'kind',
            title: t('web.transfer.what'),
            width: 120,
            cell: (line) =>
              line.held === 'owner'
                ? tx(line.label)
                : `${tx(line.label)} · ${tx(`hand_over.held.${line.held}`)}`,
          },
          {
            key: 'title',
            title: t('web.imports.record'),
            cell: (line) =>
              line.title === null ? (
                <span className="soft">{t('web.hand_over.unseen')}</span>
              ) : line.path ? (
                <Go to={recordUrl(line.path, line.record_id)}>{line.title}</Go>
              ) : (
                line.title
              ),
          },
          wanted.outcome === 'moved'
            ? {
                key: 'to',
                title: t('web.hand_over.who'),
                cell: (line) => line.new?.title ?? t('web.hand_over.nobody'),
              }
            : {
                key: 'why',
                title: t('web.bulk.why'),
                cell: (line) => (
                  <>
                    {line.detail}
                    <div className="soft">{line.remedy}</div>
                  </>
                ),
              },
        ]}
      />
      {lines.hasNextPage ? (
        <Button type="link" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          {t('web.hand_over.more')}
        </Button>
      ) : null}
    </Section>
  );
}
