import { Button } from 'antd';
import { useHandOvers, type HandOver } from '../../api/handing';
import { formatInstant } from '../../kit/dates';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';

/** The hand-overs there were. */
export default function HandOversPage() {
  const runs = useHandOvers();
  const rows = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('web.nav.hand_overs')}>
      {runs.isPending ? <SkeletonRows rows={6} columns={5} /> : null}
      {runs.isError ? <ErrorPanel error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.data && rows.length === 0 ? (
        <EmptyState title={t('web.hand_overs.none')} why={t('web.hand_overs.none.why')} />
      ) : null}
      {rows.length > 0 ? (
        <Section title={t('web.hand_overs.all')} flush>
          <RunTable rows={rows} />
        </Section>
      ) : null}
      {runs.hasNextPage ? (
        <Button loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {t('web.hand_over.more')}
        </Button>
      ) : null}
    </Page>
  );
}

/** Those of one person, if there were any. */
export function HandOverRuns({ userId }: { userId: string }) {
  const runs = useHandOvers(userId);
  const rows = runs.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('web.hand_overs.before')} flush>
      <RunTable rows={rows} />
    </Section>
  );
}

export const stateOf = (run: HandOver): { state: string; label: string } =>
  run.stopped
    ? { state: 'cancelled', label: 'web.hand_over.stopped' }
    : { state: run.state, label: `choice.hand_over.state.${run.state}` };

function RunTable({ rows }: { rows: HandOver[] }) {
  return (
    <SimpleTable
      label={t('web.nav.hand_overs')}
      rows={rows}
      rowKey={(run) => run.id}
      columns={[
        {
          key: 'who',
          title: t('web.hand_over.leaver'),
          cell: (run) => <Go to={`/hand-overs/${run.id}`}>{run.person.title}</Go>,
        },
        {
          key: 'state',
          title: t('web.hand_over.state'),
          width: 110,
          cell: (run) => <Status {...stateOf(run)} />,
        },
        {
          key: 'to',
          title: t('web.hand_over.who'),
          cell: (run) => run.people.map((one) => one.title).join(t('web.list.comma')),
        },
        {
          key: 'moved',
          title: t('web.hand_over.moved'),
          numeric: true,
          cell: (run) => run.tallies.reduce((sum, one) => sum + one.moved, 0),
        },
        {
          key: 'stayed',
          title: t('web.hand_over.stayed'),
          numeric: true,
          cell: (run) => run.tallies.reduce((sum, one) => sum + one.stayed, 0),
        },
        { key: 'by', title: t('web.hand_over.by'), cell: (run) => run.by ?? '' },
        {
          key: 'at',
          title: t('web.hand_over.at'),
          width: 150,
          cell: (run) => formatInstant(run.created_at),
        },
      ]}
    />
  );
}
