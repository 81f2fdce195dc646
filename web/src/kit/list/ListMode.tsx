import { lazy, Suspense, useCallback, useEffect, useMemo } from 'react';
import { useMeta } from '../../api/records';
import { useMe } from '../../api/session';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { holds } from '../conditions';
import { ErrorPanel } from '../ErrorPanel';
import { recordUrl, useGo } from '../Go';
import { SkeletonRows } from '../Skeleton';
import { usePhone } from '../usePhone';
import { Cards } from './Cards';
import { columnsWord, type ColumnChoice } from './columnChoice';
import styles from './ListPage.module.css';
import { nextSort } from './nextSort';
import { NothingHere } from './NothingHere';
import { RecordTable } from './RecordTable';
import { bulkActions, SelectionBar } from './SelectionBar';
import { tableColumns } from './tableColumns';
import { rowTarget } from './target';
import { TotalsFoot } from './TotalsFoot';
import { useCellSaving } from './useCellSaving';
import type { ChangeView, ListView } from './useListView';
import type { Rows } from './useRows';
import { useSelection } from './useSelection';

const Peek = lazy(() => import('./Peek'));

const QUIET_MS = 1_500;

export interface ModeProps {
  meta: RecordMeta;
  mayCreate: boolean;
  view: ListView;
  change: ChangeView;
  choices: ColumnChoice[];
}

/** Whether a field of this very row may be changed by this person. */
export function useMayEdit(meta: RecordMeta): (row: RecordRow, field: FieldMeta) => boolean {
  const me = useMe().user_id;
  return useCallback(
    (row, field) =>
      (!field.read_only_if || !holds(field.read_only_if, row, meta.fields, me, true)) &&
      (!field.show_if || holds(field.show_if, row, meta.fields, me, true)),
    [meta, me],
  );
}

/** A query as rows and columns. */
export function ListMode({ meta, mayCreate, view, change, choices, rows }: ModeProps & { rows: Rows }) {
  const go = useGo();
  const phone = usePhone();
  const all = useMeta();
  const target = useCallback((row: RecordRow) => rowTarget(all, meta, row), [all, meta]);
  const mayEdit = useMayEdit(meta);
  const { save, question } = useCellSaving(meta);
  const actions = useMemo(() => bulkActions(meta), [meta]);
  const order = useMemo(() => rows.rows.map((row) => row.id), [rows.rows]);
  const selection = useSelection(order);
  const ticks = actions.length > 0;
  const columns = useMemo(() => tableColumns(meta, choices, ticks), [meta, choices, ticks]);
  const choose = (next: ColumnChoice[]): void => change({ cols: columnsWord(next) });

  const editable = columns.some((column) => column.editable) && !phone;
  // The first double click finds its editor here already.
  useEffect(() => {
    if (!editable) return undefined;
    const timer = window.setTimeout(() => void import('./CellEditor'), QUIET_MS);
    return () => window.clearTimeout(timer);
  }, [editable]);

  if (rows.pending) return <SkeletonRows rows={20} columns={Math.min(columns.length, 8)} />;
  if (rows.error && rows.items.length === 0) {
    return (
      <div className={styles.panel}>
        <ErrorPanel error={rows.error} onRetry={rows.retry} />
      </div>
    );
  }
  if (rows.items.length === 0) {
    return (
      <NothingHere
        meta={meta}
        mayCreate={mayCreate}
        filtered={Boolean(view.filter ?? view.q)}
        onClear={() => change({ filter: undefined, q: undefined })}
      />
    );
  }
  if (phone) {
    return (
      <Cards
        meta={meta}
        fields={choices.map((choice) => choice.field)}
        target={target}
        rows={rows.rows}
        more={rows.hasMore}
        onMore={rows.more}
      />
    );
  }
  const peeked = view.peek ? rows.rows.find((row) => row.id === view.peek) : undefined;
  const step = (by: number): void => {
    const at = rows.rows.findIndex((row) => row.id === view.peek);
    const next = rows.rows[at + by];
    if (next) change({ peek: next.id });
    if (at + by >= rows.rows.length - 1) rows.more();
  };
  const isOwn = (row: RecordRow): boolean => target(row) === recordUrl(meta.path, row.id);
  const peekable = rows.rows[0] !== undefined && isOwn(rows.rows[0]);
  return (
    <div className={styles.split}>
      <RecordTable
        meta={meta}
        columns={columns}
        items={rows.items}
        groupBy={rows.groupBy}
        sort={view.sort}
        selection={ticks ? selection : null}
        target={target}
        mayEdit={mayEdit}
        onOpen={(row) => {
          const place = target(row);
          if (place) go(place);
        }}
        onEditPage={
          meta.allowed.includes('update') ? (row) => go(`${recordUrl(meta.path, row.id)}/edit`) : null
        }
        onSave={(row, field, value) => save(row, { [field.name]: value })}
        onPeek={peekable ? (row) => change({ peek: row.id }) : null}
        peeked={view.peek}
        onToggle={rows.toggle}
        onMore={rows.moreOf}
        onSort={(name, add) =>
          change({ sort: nextSort(view.sort, name, add && meta.sorts_by_several === true) })
        }
        onMove={(name, before) => {
          const moved = choices.find((choice) => choice.field.name === name);
          if (!moved || before === name) return;
          const rest = choices.filter((choice) => choice !== moved);
          const found = rest.findIndex((choice) => choice.field.name === before);
          const at = found < 0 ? rest.length : found;
          // Dropped among columns that stay, it stays; among the others it goes with them.
          const frozen =
            rest[at]?.frozen ?? (at > 0 && rest.length === at ? (rest[at - 1]?.frozen ?? false) : false);
          choose([...rest.slice(0, at), { ...moved, frozen }, ...rest.slice(at)]);
        }}
        onSize={(name, width) =>
          choose(
            choices.map((choice) =>
              choice.field.name === name ? { ...choice, width: width === 0 ? undefined : width } : choice,
            ),
          )
        }
        onEnd={rows.more}
        loadingMore={rows.loadingMore}
        foot={rows.measures ? <TotalsFoot columns={columns} ticks={ticks} measures={rows.measures} /> : null}
      />
      {view.peek && peekable ? (
        <Suspense fallback={<div className={styles.waiting} />}>
          <Peek
            meta={meta}
            id={view.peek}
            row={peeked}
            to={recordUrl(meta.path, view.peek)}
            onStep={step}
            onClose={() => change({ peek: undefined })}
          />
        </Suspense>
      ) : null}
      {ticks ? <SelectionBar meta={meta} selection={selection} rows={rows.rows} actions={actions} /> : null}
      {question}
    </div>
  );
}
