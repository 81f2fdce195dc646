import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { t } from '../i18n';
import { usePreferences } from '../preferences';
import { SimpleTable } from '../SimpleTable';
import { rowHeight } from '../theme';
import { usePhone } from '../usePhone';
import styles from './DataTable.module.css';

export interface Column<Row> {
  key: string;
  title: ReactNode;
  width: number;
  numeric?: boolean | undefined;
  sortable?: boolean | undefined;
  /** Takes the room that is left. */
  grow?: boolean | undefined;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  onOpen?: ((row: Row) => void) | undefined;
  sort?: string | undefined;
  onSort?: ((key: string) => void) | undefined;
  /** Called when the reader nears the last loaded row. */
  onEnd?: (() => void) | undefined;
  loadingMore?: boolean | undefined;
  /** There are rows that are not loaded yet. */
  more?: boolean | undefined;
  /** A last row that stays in sight: totals. */
  foot?: ReactNode;
}

const AHEAD = 20;

/**
 * Dense rows with a head and first column that stay; only the rows in sight are in the page.
 * Arrow keys walk through the rows, Enter opens one.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  return usePhone() ? <PhoneRows {...props} /> : <WideTable {...props} />;
}

/** On a phone the rows are cards, and more of them come on request. */
function PhoneRows<Row>(props: DataTableProps<Row>) {
  return (
    <div className={styles.scroller} data-scroll-restoration-id={`rows ${props.label}`}>
      <SimpleTable<Row> {...props} />
      {props.onEnd && props.more ? (
        <button type="button" className={styles.ask} onClick={props.onEnd}>
          {t('web.list.more')}
        </button>
      ) : null}
    </div>
  );
}

function WideTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, onOpen, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const height = rowHeight(usePreferences().density);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown[shown.length - 1]?.index ?? 0;

  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - AHEAD) onEnd?.();
  }, [lastShown, rows.length, onEnd]);

  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, index: number, row: Row): void => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') onOpen?.(row);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, index + step));
    virtual.scrollToIndex(next);
    const found = (): HTMLElement | null | undefined =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`);
    const there = found();
    if (there) there.focus({ preventScroll: true });
    else requestAnimationFrame(() => found()?.focus());
  };

  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown[shown.length - 1]?.end ?? 0);
  const width = columns.reduce((total, column) => total + column.width, 0);
  return (
    <div className={styles.scroller} ref={scroller} data-scroll-restoration-id={`rows ${props.label}`}>
      <table
        className={styles.table}
        style={{ minWidth: width }}
        aria-label={props.label}
        aria-rowcount={rows.length}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={column.grow ? undefined : { width: column.width }} />
          ))}
        </colgroup>
        <Head columns={columns} sort={props.sort} onSort={props.onSort} />
        <tbody>
          {before > 0 ? <Spacer height={before} span={columns.length} /> : null}
          {shown.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={rowKey(row)}
                data-row={index}
                aria-rowindex={index + 2}
                tabIndex={onOpen ? (index === (shown[0]?.index ?? 0) ? 0 : -1) : undefined}
                className={onOpen ? styles.openable : undefined}
                onClick={(event) => {
                  const inner = (event.target as HTMLElement).closest('a, button, input');
                  if (!inner && !window.getSelection()?.toString()) onOpen?.(row);
                }}
                onKeyDown={(event) => onKeyDown(event, index, row)}
              >
                {columns.map((column) => (
                  <td key={column.key} className={column.numeric ? 'number' : undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 ? <Spacer height={after} span={columns.length} /> : null}
        </tbody>
        {props.foot ? <tfoot>{props.foot}</tfoot> : null}
      </table>
      {props.loadingMore ? <div className={styles.more}>{t('web.list.loading_more')}</div> : null}
    </div>
  );
}

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden="true" className={styles.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

interface HeadProps<Row> {
  columns: Column<Row>[];
  sort: string | undefined;
  onSort: ((key: string) => void) | undefined;
}

function Head<Row>({ columns, sort, onSort }: HeadProps<Row>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const rising = sort === column.key;
          const falling = sort === `-${column.key}`;
          const order = rising ? 'ascending' : falling ? 'descending' : undefined;
          return (
            <th
              key={column.key}
              scope="col"
              aria-sort={order}
              className={column.numeric ? 'number' : undefined}
            >
              {column.sortable && onSort ? (
                <button type="button" onClick={() => onSort(column.key)}>
                  <span className="ellipsis">{column.title}</span>
                  <span aria-hidden="true">{rising ? '↑' : falling ? '↓' : ''}</span>
                </button>
              ) : (
                <span className="ellipsis">{column.title}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
