import { useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useAccess } from '../../kit/access';
import { TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { oneOf, t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { BOXES, useBox, useCounts, type Box, type BoxItem, type Counts } from './api';
import styles from './Approvals.module.css';
import { SeenValue } from './SeenValue';
import { isState, toned } from './words';

/** What waits for me, what I decided, what I asked for and what I was told of; the address holds which. */
export default function InboxPage() {
  const { box: asked } = useSearch({ strict: false }) as { box?: string };
  const box = BOXES.find((one) => one === asked) ?? 'waiting';
  const go = useGo();
  const oversees = useAccess().can('approvals.task.oversee');
  const counts = useCounts().data;
  const found = useBox(box);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('web.module.approvals')}
      facts={counts ? <Pressing counts={counts} /> : null}
      actions={
        <>
          {oversees ? <Go to="/approval-tasks">{t('web.approvals.all_tasks')}</Go> : null}
          <Go to="/approvals/stand-ins">{t('web.approvals.stand_ins')}</Go>
        </>
      }
    >
      <Section flush title={t(`web.approvals.box.${box}`)}>
        <div className={styles.boxes}>
          <Segmented<Box>
            value={box}
            options={BOXES.map((one) => ({ value: one, label: boxWord(one, counts) }))}
            onChange={(next) =>
              go('/approvals', { search: next === 'waiting' ? {} : { box: next }, replace: true })
            }
          />
        </div>
        {found.isPending ? <SkeletonRows rows={6} columns={4} /> : null}
        {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.data && rows.length === 0 ? (
          <EmptyState title={t(`web.approvals.none.${box}`)} why={t(`web.approvals.none.${box}.why`)} />
        ) : null}
        {rows.length > 0 ? (
          <SimpleTable
            label={t(`web.approvals.box.${box}`)}
            columns={columnsOf(box)}
            rows={rows}
            rowKey={(row) => row.task_id ?? row.approval_id}
            onOpen={(row) => go(recordUrl('approvals', row.approval_id))}
          />
        ) : null}
        {found.hasNextPage ? (
          <div className={styles.boxes}>
            <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('web.list.more')}
            </Button>
          </div>
        ) : null}
      </Section>
    </Page>
  );
}

const boxWord = (box: Box, counts: Counts | undefined): string => {
  const count = { waiting: counts?.waiting, started: counts?.running, done: 0, copied: 0 }[box] ?? 0;
  return count > 0 ? `${t(`web.approvals.box.${box}`)} ${count}` : t(`web.approvals.box.${box}`);
};

/** What is late, came back, or was approved and could not be done. */
function Pressing({ counts }: { counts: Counts }) {
  return (
    <>
      {counts.overdue > 0 ? (
        <span className="negative">{t('web.approvals.overdue', { count: counts.overdue })}</span>
      ) : null}
      {counts.returned > 0 ? (
        <Go to="/approvals" search={{ box: 'started' }}>
          {t('web.approvals.returned', { count: counts.returned })}
        </Go>
      ) : null}
      {counts.failed > 0 ? (
        <Go to="/approvals" search={{ box: 'started' }}>
          {t('web.approvals.undone', { count: counts.failed })}
        </Go>
      ) : null}
    </>
  );
}

function columnsOf(box: Box): SimpleColumn<BoxItem>[] {
  return [
    {
      key: 'what',
      title: t('web.approvals.what'),
      cell: (row) => (
        <>
          <Go to={recordUrl('approvals', row.approval_id)}>
            {oneOf(row.record)} {row.title}
          </Go>{' '}
          <span className="soft">
            {tx(row.verb_label)} · {row.number}
          </span>
        </>
      ),
    },
    {
      key: 'summary',
      title: t('web.approvals.summary'),
      cell: (row) => (
        <span className={styles.summary}>
          {(row.summary ?? [])
            .filter((one) => !isState(one.name))
            .map((one) => (
              <span key={one.name}>
                <span className="soft">{tx(one.label)}</span> <SeenValue record={row.record} field={one} />
              </span>
            ))}
        </span>
      ),
    },
    ...(box === 'started'
      ? []
      : [{ key: 'who', title: t('web.approvals.applicant'), cell: (row: BoxItem) => <Who item={row} /> }]),
    { key: 'state', title: t('field.approval.state'), cell: (row) => <StateOf item={row} box={box} /> },
    {
      key: 'when',
      title: t('web.approvals.when'),
      cell: (row) => <TimeText value={row.decided_at ?? row.arrived_at ?? row.submitted_at} relative />,
    },
  ];
}

const Who = ({ item }: { item: BoxItem }) => (
  <>
    {item.applicant.name}
    {item.for_person ? (
      <span className="soft"> {t('web.approvals.for', { name: item.for_person.name })}</span>
    ) : null}
  </>
);

/** Where it stands, and in my own what came of it. */
function StateOf({ item, box }: { item: BoxItem; box: Box }) {
  if (box === 'waiting')
    return item.overdue ? (
      <Status state="overdue" label="web.approvals.late" />
    ) : (
      <Status state="pending" label="choice.approval_task.state.waiting" />
    );
  const undone = box === 'started' && item.task_state === 'failed';
  return (
    <>
      <Status
        state={undone ? 'failed' : toned(item.state)}
        label={undone ? 'web.approvals.failed' : `choice.approval.state.${item.state}`}
      />{' '}
      {item.step ? <span className="soft">{item.step}</span> : null}
    </>
  );
}
