import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { useHotkey } from '../hotkeys';
import { t, tx } from '../i18n';
import { usePreferences } from '../preferences';
import { rowHeight } from '../theme';
import { GroupLine } from './GroupLine';
import type { Item } from './items';
import { RecordHead, type HeadActions } from './RecordHead';
import { RecordLine, type LineActions } from './RecordLine';
import styles from './RecordTable.module.css';
import { TICK_WIDTH, type TableColumn } from './tableColumns';
import { useLatest } from './useLatest';
import type { Selection } from './useSelection';

interface RecordTableProps extends HeadActions {
  meta: RecordMeta;
  columns: TableColumn[];
  items: Item[];
  groupBy: { field: FieldMeta | undefined; word: string } | null;
  sort: string | undefined;
  selection: Selection | null;
  target: (row: RecordRow) => string | null;
  mayEdit: (row: RecordRow, field: FieldMeta) => boolean;
  onOpen: (row: RecordRow) => void;
  onEditPage: ((row: RecordRow) => void) | null;
  onSave: (row: RecordRow, field: FieldMeta, value: unknown) => void;
  /** Shows a row beside the list; null where there is no room or nothing to show. */
  onPeek: ((row: RecordRow) => void) | null;
  peeked: string | undefined;
  onToggle: (key: string) => void;
  onMore: (key: string) => void;
  onEnd: () => void;
  loadingMore: boolean;
  foot: ReactNode;
}

const AHEAD = 30;
/** A second click within this time makes it a double one, which changes a cell in place. */
const SECOND_CLICK_MS = 220;

/**
 * The rows of a list: head and frozen columns stay, only what is in sight is in the page. Click opens, double
 * click changes a cell, arrows or j and k walk, x selects, space peeks, e edits.
 */
export function RecordTable(props: RecordTableProps) {
  const { meta, columns, items, selection, onEnd, mayEdit, peeked } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const height = rowHeight(usePreferences().density);
  const [active, setActive] = useState<string | null>(null);
  const [editing, setEditing] = useState<{ key: string; field: string } | null>(null);
  const clicked = useRef(0);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown[shown.length - 1]?.index ?? 0;
  const latest = useLatest({ ...props, active });

  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (items.length > 0 && lastShown >= items.length - AHEAD) onEnd();
  }, [lastShown, items.length, onEnd]);
  useEffect(() => () => window.clearTimeout(clicked.current), []);

  const focusRow = useCallback((index: number) => {
    const found = (): HTMLElement | null | undefined =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
    const there = found();
    if (there) there.focus({ preventScroll: true });
    else requestAnimationFrame(() => found()?.focus({ preventScroll: true }));
  }, []);

  const walk = (from: number, step: number): void => {
    const next = Math.max(0, Math.min(items.length - 1, from + step));
    const item = items[next];
    if (!item) return;
    virtual.scrollToIndex(next);
    setActive(item.key);
    focusRow(next);
    if (peeked && item.kind === 'row') props.onPeek?.(item.row);
  };
  const activeIndex = active === null ? -1 : items.findIndex((item) => item.key === active);
  useHotkey('j', () => walk(activeIndex, 1), editing === null);
  useHotkey('k', () => walk(Math.max(activeIndex, 0), -1), editing === null);

  const firstEditable = (row: RecordRow, from = 0): string | null =>
    columns.slice(from).find((column) => column.editable && mayEdit(row, column.field))?.field.name ?? null;

  const edit = (item: Item | undefined): void => {
    if (item?.kind !== 'row') return;
    const field = firstEditable(item.row);
    if (field) setEditing({ key: item.key, field });
    else props.onEditPage?.(item.row);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const line = event.target as HTMLElement;
    if (line.dataset.row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(line.dataset.row);
    const item = items[index];
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key];
    if (step !== undefined) walk(index, step);
    else if (item?.kind === 'group' && ['Enter', ' ', 'ArrowRight', 'ArrowLeft'].includes(event.key)) {
      props.onToggle(item.key.replace(/^group /, ''));
    } else if (item?.kind === 'more' && event.key === 'Enter') props.onMore(item.group);
    else if (item?.kind !== 'row') return;
    else if (event.key === 'Enter') props.onOpen(item.row);
    else if (event.key === ' ') props.onPeek?.(item.row);
    else if (event.key === 'x') selection?.pick(item.row.id, event.shiftKey);
    else if (event.key === 'e') edit(item);
    else return;
    event.preventDefault();
  };

  const place = (event: MouseEvent): { item: Item | undefined; field: string | undefined } => {
    const target = event.target as HTMLElement;
    const line = target.closest<HTMLElement>('[data-row]');
    return {
      item: line ? items[Number(line.dataset.row)] : undefined,
      field: target.closest<HTMLElement>('[data-field]')?.dataset.field,
    };
  };
  const canChange = (row: RecordRow, field: string | undefined): boolean => {
    const column = columns.find((one) => one.field.name === field);
    return column !== undefined && column.editable && mayEdit(row, column.field);
  };
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const { item, field } = place(event);
    const inner = (event.target as HTMLElement).closest('a, button, input, label, [data-editor]');
    if (inner || item?.kind !== 'row' || window.getSelection()?.toString()) return;
    setActive(item.key);
    window.clearTimeout(clicked.current);
    if (peeked) props.onPeek?.(item.row);
    else if (event.shiftKey && selection) selection.pick(item.row.id, true);
    else if (!canChange(item.row, field)) props.onOpen(item.row);
    else if (event.detail === 1) {
      clicked.current = window.setTimeout(() => latest.current.onOpen(item.row), SECOND_CLICK_MS);
    }
  };
  const onDoubleClick = (event: MouseEvent<HTMLElement>): void => {
    const { item, field } = place(event);
    if (item?.kind !== 'row' || !field || !canChange(item.row, field)) return;
    window.clearTimeout(clicked.current);
    window.getSelection()?.removeAllRanges();
    setEditing({ key: item.key, field });
  };

  const stop = useCallback(
    (key: string | undefined) => {
      setEditing(null);
      const at = latest.current.items.findIndex((item) => item.key === key);
      if (at >= 0) focusRow(at);
    },
    [focusRow, latest],
  );
  const actions = useMemo<LineActions>(
    () => ({
      target: (row) => latest.current.target(row),
      pick: (id, range) => latest.current.selection?.pick(id, range),
      peek: props.onPeek ? (row) => latest.current.onPeek?.(row) : null,
      stopEditing: () => stop(latest.current.active ?? undefined),
      save: (row, field, value, step) => {
        latest.current.onSave(row, field, value);
        const editable = latest.current.columns.filter(
          (column) => column.editable && latest.current.mayEdit(row, column.field),
        );
        const at = editable.findIndex((column) => column.field === field);
        const next = step === 0 ? undefined : editable[at + step];
        if (next) setEditing({ key: row.id, field: next.field.name });
        else stop(row.id);
      },
    }),
    [latest, stop, props.onPeek !== null], // eslint-disable-line react-hooks/exhaustive-deps -- whether, not which
  );

  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown[shown.length - 1]?.end ?? 0);
  const width = columns.reduce((total, column) => total + column.width, selection ? TICK_WIDTH : 0);
  const span = columns.length + (selection ? 2 : 1);
  const firstRow = shown[0]?.index ?? 0;
  const rowCount = items.length;
  return (
    <div className={styles.scroller} ref={scroller} data-scroll-restoration-id={`rows ${tx(meta.label)}`}>
      <table
        className={styles.table}
        style={{ minWidth: width }}
        aria-label={tx(meta.label)}
        aria-rowcount={rowCount}
        aria-multiselectable={selection ? true : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
      >
        <colgroup>
          {selection ? <col style={{ width: TICK_WIDTH }} /> : null}
          {columns.map((column) => (
            <col key={column.field.name} style={column.grow ? undefined : { width: column.width }} />
          ))}
          <col style={columns.some((column) => column.grow) ? { width: 0 } : undefined} />
        </colgroup>
        <RecordHead
          columns={columns}
          sort={props.sort}
          ticks={
            selection
              ? {
                  on: selection.ids.size > 0 && selection.ids.size === countRows(items),
                  some: selection.ids.size > 0,
                  onChange: selection.all,
                }
              : null
          }
          onSort={props.onSort}
          onMove={props.onMove}
          onSize={props.onSize}
        />
        <tbody>
          {before > 0 ? <Spacer height={before} span={span} /> : null}
          {shown.map(({ index }) => {
            const item = items[index];
            if (item === undefined) return null;
            if (item.kind !== 'row') {
              return (
                <GroupLine
                  key={item.key}
                  item={item}
                  index={index}
                  columns={columns}
                  ticks={selection !== null}
                  groupBy={props.groupBy}
                  focusable={index === firstRow}
                  onToggle={props.onToggle}
                  onMore={props.onMore}
                />
              );
            }
            return (
              <RecordLine
                key={item.key}
                meta={meta}
                row={item.row}
                index={index}
                columns={columns}
                ticks={selection !== null}
                ticked={selection?.ids.has(item.row.id) ?? false}
                active={peeked === item.row.id}
                focusable={activeIndex < 0 ? index === firstRow : index === activeIndex}
                editing={editing?.key === item.key ? editing.field : null}
                actions={actions}
              />
            );
          })}
          {after > 0 ? <Spacer height={after} span={span} /> : null}
        </tbody>
        {props.foot}
      </table>
      {props.loadingMore ? <div className={styles.more}>{t('web.list.loading_more')}</div> : null}
    </div>
  );
}

const countRows = (items: Item[]): number =>
  items.reduce((sum, item) => sum + (item.kind === 'row' ? 1 : 0), 0);

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden="true" className={styles.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
