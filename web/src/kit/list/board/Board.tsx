import { lazy, Suspense, useRef, useState } from 'react';
import { useAggregate } from '../../../api/lists';
import type { ListQuery } from '../../../api/records';
import type { FieldMeta, RecordRow } from '../../../api/types';
import { ErrorPanel } from '../../ErrorPanel';
import { recordUrl, useGo } from '../../Go';
import { t, tx } from '../../i18n';
import { isEditable, isSummable, REFERENCES } from '../../kinds';
import { SkeletonRows } from '../../Skeleton';
import { useMayEdit, type ModeProps } from '../ListMode';
import { useMoves } from '../useMoves';
import styles from './Board.module.css';
import { boardColumns, type BoardColumn } from './columns';
import { Column } from './Column';

const Peek = lazy(() => import('../Peek'));

interface BoardProps extends ModeProps {
  field: FieldMeta;
  query: ListQuery;
}

/** A query as cards in columns; moving a card gives it the column's value. */
export default function Board({ meta, mayCreate, view, change, choices, field, query }: BoardProps) {
  const go = useGo();
  const box = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState('');
  const mayEdit = useMayEdit(meta);
  const { moved, move } = useMoves(meta, field);
  const money = sumField(
    meta.fields,
    choices.map((choice) => choice.field),
  );
  const aggregate = useAggregate(meta.path, {
    filter: query.filter,
    search: query.search,
    group: field.name,
    measures: money ? [`sum:${money.name}`] : [],
  });
  const columns = boardColumns(field, aggregate.data?.groups);
  const movable = meta.allowed.includes('update') && isEditable(field);
  const facts = choices.map((choice) => choice.field).filter((one) => one !== field && one !== money);
  const rows = useRef(new Map<string, RecordRow>());

  const valueOf = (column: BoardColumn): unknown =>
    REFERENCES.has(field.kind) && column.value !== null
      ? { id: String(column.value), title: column.title }
      : column.value;
  const put = (row: RecordRow, column: BoardColumn): void => {
    if (!movable || !mayEdit(row, field)) return;
    void move(row, valueOf(column)).then((done) => {
      if (!done) return;
      setTold(t('web.board.moved', { column: column.title }));
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)?.focus());
    });
  };

  if (aggregate.isError) {
    return (
      <div className={styles.panel}>
        <ErrorPanel error={aggregate.error} onRetry={() => void aggregate.refetch()} />
      </div>
    );
  }
  if (aggregate.isPending && field.kind !== 'choice') return <SkeletonRows rows={12} columns={5} />;
  return (
    <div className={styles.split}>
      <div
        className={styles.board}
        ref={box}
        role="group"
        aria-label={t('web.board.of', { field: tx(field.label) })}
      >
        {columns.map((column, at) => (
          <Column
            key={column.key}
            meta={meta}
            field={field}
            column={column}
            others={columns.filter((other) => other !== column)}
            before={columns[at - 1]}
            after={columns[at + 1]}
            query={{ ...query, fields: named(query, field, money) }}
            money={money}
            facts={facts}
            moved={moved}
            movable={movable}
            mayEdit={(row) => mayEdit(row, field)}
            find={(id) => rows.current.get(id)}
            known={(list) => list.forEach((row) => rows.current.set(row.id, row))}
            onMove={put}
            onOpen={(row) => go(recordUrl(meta.path, row.id))}
            onPeek={(row) => change({ peek: row.id })}
            onCreate={
              mayCreate && meta.allowed.includes('create') && isEditable(field)
                ? () => go(`/${meta.path}/new`, { search: { set: { [field.name]: valueOf(column) } } })
                : null
            }
          />
        ))}
        <div className="hidden-text" role="status" aria-live="polite">
          {told}
        </div>
      </div>
      {view.peek ? (
        <Suspense fallback={null}>
          <Peek
            meta={meta}
            id={view.peek}
            row={rows.current.get(view.peek)}
            to={recordUrl(meta.path, view.peek)}
            onStep={(step) => {
              const cards = [...(box.current?.querySelectorAll<HTMLElement>('[data-id]') ?? [])];
              const at = cards.findIndex((card) => card.dataset.id === view.peek);
              const next = cards[at + step]?.dataset.id;
              if (next) change({ peek: next });
            }}
            onClose={() => change({ peek: undefined })}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Money is what a column is summed by; without money any amount in sight. */
function sumField(all: FieldMeta[], chosen: FieldMeta[]): FieldMeta | undefined {
  return (
    chosen.find((field) => field.kind === 'money' && isSummable(field)) ??
    all.find((field) => field.kind === 'money' && field.in_list && isSummable(field)) ??
    chosen.find(isSummable)
  );
}

const named = (query: ListQuery, field: FieldMeta, money: FieldMeta | undefined): string[] => [
  ...new Set([...(query.fields ?? []), field.name, ...(money ? [money.name] : [])]),
];
