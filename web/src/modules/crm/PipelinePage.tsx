import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useVerb } from '../../api/documents';
import { useAggregate } from '../../api/lists';
import { readAgain } from '../../api/readAgain';
import { useRecordMeta } from '../../api/records';
import type { RecordMeta, RecordRow } from '../../api/types';
import { today, daysBetween } from '../../kit/dates';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { BoardColumn } from '../../kit/list/board/columns';
import { Column } from '../../kit/list/board/Column';
import boardStyles from '../../kit/list/board/Board.module.css';
import type { Moved } from '../../kit/list/useMoves';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused, sayUndoable } from '../../kit/toast';
import { useStageGroups, type Stage, type StageGroup } from './api';
import { FigurePicker, type Picked } from './FigurePicker';
import { ReasonDialog } from './ReasonDialog';

/** Open opportunities by stage, drawn from one to the next; going back asks why. */
export default function PipelinePage() {
  const meta = useRecordMeta('opportunities');
  const groups = useStageGroups();
  const [picked, setPicked] = useState<Picked>({});
  const usable = (groups.data ?? []).filter((group) => group.active);
  const group = usable.find((one) => one.id === picked.group?.id) ?? usable[0];
  if (!meta) return null;
  return (
    <Page
      full
      title={t('web.nav.pipeline')}
      bar={
        group ? (
          <FigurePicker
            picked={{ ...picked, group: { id: group.id, title: group.name } }}
            onPick={setPicked}
          />
        ) : null
      }
    >
      {groups.isError ? <ErrorPanel error={groups.error} /> : null}
      {groups.isPending ? <SkeletonRows rows={12} columns={5} /> : null}
      {groups.data && !group ? (
        <EmptyState title={t('web.pipeline.none')} why={t('web.pipeline.none.why')} />
      ) : null}
      {group ? <StageBoard key={group.id} meta={meta} group={group} owner={picked.owner?.id} /> : null}
    </Page>
  );
}

interface Going {
  row: RecordRow;
  stage: Stage;
}

interface StageBoardProps {
  meta: RecordMeta;
  group: StageGroup;
  /** Only the deals of this person; without him, of all. */
  owner: string | undefined;
}

function StageBoard({ meta, group, owner }: StageBoardProps) {
  const go = useGo();
  const queries = useQueryClient();
  const verb = useVerb();
  const box = useRef<HTMLDivElement>(null);
  const rows = useRef(new Map<string, RecordRow>());
  const [moved, setMoved] = useState<ReadonlyMap<string, Moved>>(new Map());
  const [back, setBack] = useState<Going | null>(null);
  const field = meta.fields.find((item) => item.name === 'stage_id');
  const money = meta.fields.find((item) => item.name === 'amount');
  const stages = group.stages.filter((stage) => stage.active);
  const filter = {
    and: [
      { field: 'state', op: 'eq' as const, value: 'open' },
      { field: 'group_id', op: 'eq' as const, value: group.id },
      ...(owner ? [{ field: 'owner_id', op: 'eq' as const, value: owner }] : []),
    ],
  };
  const sums = useAggregate('opportunities', {
    filter,
    search: undefined,
    group: 'stage_id',
    // Whoever does not see the amounts is told how many there are.
    measures: money && money.access !== 'masked' ? ['sum:amount'] : [],
  });
  if (!field) return null;
  const columns: BoardColumn[] = stages.map((stage) => {
    const told = sums.data?.groups.find((one) => one.value === stage.id);
    return {
      key: stage.id,
      value: stage.id,
      title: stage.name,
      count: sums.data ? (told?.count ?? 0) : undefined,
      measures: told?.measures ?? {},
    };
  });
  const facts = meta.fields.filter((item) => ['party_id', 'expected_on', 'owner_id'].includes(item.name));

  const send = (row: RecordRow, stage: Stage, reason?: string, undo = true): void => {
    const from = stages.find((one) => one.id === idOf(row.stage_id));
    const value = { id: stage.id, title: stage.name };
    setMoved((now) => new Map(now).set(row.id, { row, value }));
    verb.mutate(
      {
        path: 'opportunities',
        id: row.id,
        verb: 'move',
        body: { stage_id: stage.id, ...(reason ? { reason } : {}) },
      },
      {
        onSuccess: () => {
          const words = t('web.board.moved', { column: stage.name });
          if (!undo || !from || reason) sayDone(words);
          else {
            sayUndoable(words, {
              label: t('web.pipeline.undo'),
              run: () => send({ ...row, stage_id: value }, from, t('web.pipeline.undone'), false),
            });
          }
        },
        onError: sayRefused,
        onSettled: async () => {
          await readAgain(queries, { queryKey: ['records', 'opportunities'] });
          setMoved((now) => new Map([...now].filter(([id]) => id !== row.id)));
          requestAnimationFrame(() =>
            box.current?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)?.focus(),
          );
        },
      },
    );
  };
  const put = (row: RecordRow, column: BoardColumn): void => {
    const stage = stages.find((one) => one.id === column.value);
    const here = stages.find((one) => one.id === idOf(row.stage_id));
    if (!stage || stage === here) return;
    if (here && stage.position < here.position) setBack({ row, stage });
    else send(row, stage);
  };
  return (
    <div className={boardStyles.split}>
      <div className={boardStyles.board} ref={box} role="group" aria-label={group.name}>
        {columns.map((column, at) => (
          <Column
            key={column.key}
            meta={meta}
            field={field}
            column={column}
            others={columns.filter((other) => other !== column)}
            before={columns[at - 1]}
            after={columns[at + 1]}
            query={{ filter, sort: 'expected_on', fields: FIELDS }}
            money={money}
            facts={facts}
            moved={moved}
            movable={meta.allowed.includes('update')}
            mayEdit={() => meta.allowed.includes('update')}
            find={(id) => rows.current.get(id)}
            known={(list) => list.forEach((row) => rows.current.set(row.id, row))}
            onMove={put}
            onOpen={(row) => go(recordUrl('opportunities', row.id))}
            onPeek={(row) => go(recordUrl('opportunities', row.id))}
            onCreate={
              meta.allowed.includes('create')
                ? () =>
                    go('/opportunities/new', {
                      search: {
                        set: {
                          group_id: { id: group.id, title: group.name },
                          stage_id: { id: column.value, title: column.title },
                        },
                      },
                    })
                : null
            }
            staleWord={staleWord}
          />
        ))}
      </div>
      {back ? (
        <ReasonDialog
          title={t('web.opportunity.back', { stage: back.stage.name })}
          label={t('web.crm_reason')}
          ok={t('web.opportunity.back.do')}
          onCancel={() => setBack(null)}
          onSay={(reason) => {
            setBack(null);
            send(back.row, back.stage, reason);
          }}
        />
      ) : null}
    </div>
  );
}

const FIELDS = ['name', 'party_id', 'stage_id', 'amount', 'expected_on', 'owner_id', 'stale_on', 'state'];

const idOf = (value: unknown): unknown =>
  value && typeof value === 'object' && 'id' in value ? value.id : value;

/** Longer in its stage than the stage allows. */
function staleWord(row: RecordRow): string | null {
  const until = row.stale_on;
  if (typeof until !== 'string' || until > today()) return null;
  return t('web.opportunity.stale', { days: daysBetween(until, today()) + 1 });
}
