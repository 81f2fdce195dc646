import { useRef, type DragEvent, type PointerEvent } from 'react';
import { t, tx } from '../i18n';
import { within } from './columnChoice';
import { sortMark } from './nextSort';
import { cellClass, cellStyle } from './RecordLine';
import styles from './RecordTable.module.css';
import type { TableColumn } from './tableColumns';

export interface HeadActions {
  onSort: (name: string, add: boolean) => void;
  /** Puts a column before another, or last. */
  onMove: (name: string, before: string | null) => void;
  onSize: (name: string, width: number) => void;
}

interface RecordHeadProps extends HeadActions {
  columns: TableColumn[];
  sort: string | undefined;
  ticks: { on: boolean; some: boolean; onChange: (on: boolean) => void } | null;
}

const TYPE = 'application/x-heyi-column';

/** Titles of columns: click sorts, drag moves, the edge draws the width. */
export function RecordHead({ columns, sort, ticks, onSort, onMove, onSize }: RecordHeadProps) {
  const drop = (event: DragEvent<HTMLTableCellElement>, at: number): void => {
    const name = event.dataTransfer.getData(TYPE);
    event.currentTarget.removeAttribute('data-drop');
    if (!name) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    const behind = event.clientX > box.left + box.width / 2;
    onMove(name, columns[behind ? at + 1 : at]?.field.name ?? null);
  };
  const over = (event: DragEvent<HTMLTableCellElement>): void => {
    if (!event.dataTransfer.types.includes(TYPE)) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    event.currentTarget.dataset.drop = event.clientX > box.left + box.width / 2 ? 'after' : 'before';
  };
  return (
    <thead>
      <tr>
        {ticks ? (
          <th scope="col" className={`${styles.tick} ${styles.frozen}`} style={{ left: 0 }}>
            <input
              type="checkbox"
              aria-label={t('web.list.select_all')}
              checked={ticks.on}
              ref={(box) => {
                if (box) box.indeterminate = ticks.some && !ticks.on;
              }}
              onChange={(event) => ticks.onChange(event.target.checked)}
            />
          </th>
        ) : null}
        {columns.map((column, at) => {
          const mark = sortMark(sort, column.field.name);
          return (
            <th
              key={column.field.name}
              scope="col"
              aria-sort={mark?.direction}
              className={cellClass(column)}
              style={cellStyle(column)}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.setData(TYPE, column.field.name);
                event.dataTransfer.effectAllowed = 'move';
              }}
              onDragOver={over}
              onDragLeave={(event) => event.currentTarget.removeAttribute('data-drop')}
              onDrop={(event) => drop(event, at)}
            >
              {column.sortable ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={(event) => onSort(column.field.name, event.shiftKey)}
                >
                  <span className="ellipsis">{tx(column.field.label)}</span>
                  <span aria-hidden="true">
                    {mark ? (mark.direction === 'ascending' ? '↑' : '↓') : ''}
                    {mark?.place ?? ''}
                  </span>
                </button>
              ) : (
                <span className="ellipsis">{tx(column.field.label)}</span>
              )}
              <Edge column={column} onSize={onSize} />
            </th>
          );
        })}
        <th className={styles.rest} aria-hidden="true" />
      </tr>
    </thead>
  );
}

/** The right edge of a title, by which its width is drawn; a double click gives it its usual width back. */
function Edge({ column, onSize }: { column: TableColumn; onSize: HeadActions['onSize'] }) {
  const drawn = useRef<{ from: number; width: number; col: HTMLElement | null } | null>(null);
  const begin = (event: PointerEvent<HTMLSpanElement>): void => {
    const head = event.currentTarget.closest('th');
    if (!head) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const cols = head.closest('table')?.querySelectorAll<HTMLElement>('col') ?? [];
    drawn.current = { from: event.clientX, width: head.offsetWidth, col: cols[head.cellIndex] ?? null };
  };
  const width = (event: PointerEvent): number =>
    within((drawn.current?.width ?? 0) + event.clientX - (drawn.current?.from ?? 0));
  return (
    <span
      className={styles.edge}
      aria-hidden="true"
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={begin}
      onPointerMove={(event) => {
        if (drawn.current?.col) drawn.current.col.style.width = `${width(event)}px`;
      }}
      onPointerUp={(event) => {
        if (drawn.current && event.clientX !== drawn.current.from) onSize(column.field.name, width(event));
        drawn.current = null;
      }}
      onDoubleClick={() => onSize(column.field.name, 0)}
    />
  );
}
