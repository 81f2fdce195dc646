import { LayoutOutlined } from '@ant-design/icons';
import { lazy, memo, Suspense, type CSSProperties } from 'react';
import type { About, FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { FieldValue, isDueDay, valueText } from '../FieldValue';
import { Go, recordUrl } from '../Go';
import { t, tx } from '../i18n';
import { LARGE, valueKind } from '../kinds';
import { titleWord } from '../titles';
import { isAbout } from './columnChoice';
import styles from './RecordTable.module.css';
import type { TableColumn } from './tableColumns';
import { nameless } from '../nameless';

const CellEditor = lazy(() => import('./CellEditor'));
const DueHover = lazy(() => import('../standing/DueHover'));

export interface LineActions {
  target: (row: RecordRow) => string | null;
  pick: (id: string, range: boolean) => void;
  peek: ((row: RecordRow) => void) | null;
  save: (row: RecordRow, field: FieldMeta, value: unknown, step: number) => void;
  stopEditing: () => void;
}

interface RecordLineProps {
  meta: RecordMeta;
  row: RecordRow;
  index: number;
  columns: TableColumn[];
  ticks: boolean;
  ticked: boolean;
  active: boolean;
  focusable: boolean;
  /** The name of the field that is being changed in place. */
  editing: string | null;
  actions: LineActions;
}

export const cellStyle = (column: TableColumn): CSSProperties | undefined =>
  column.left === null ? undefined : { left: column.left };

export const cellClass = (column: TableColumn): string =>
  [column.numeric ? 'number' : '', column.left === null ? '' : styles.frozen].join(' ').trim();

/** One row. It is drawn again only when something of its own changes. */
export const RecordLine = memo(function RecordLine(props: RecordLineProps) {
  const { meta, row, columns, actions, index } = props;
  return (
    <tr
      data-row={index}
      data-id={row.id}
      aria-rowindex={index + 2}
      aria-selected={props.ticks ? props.ticked : undefined}
      tabIndex={props.focusable ? 0 : -1}
      className={[styles.row, props.ticked ? styles.ticked : '', props.active ? styles.active : ''].join(' ')}
    >
      {props.ticks ? (
        <td className={`${styles.tick} ${styles.frozen}`} style={{ left: 0 }}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('web.list.select')}
            checked={props.ticked}
            onChange={() => undefined}
            onClick={(event) => actions.pick(row.id, event.shiftKey)}
          />
        </td>
      ) : null}
      {columns.map((column) => {
        const editing = props.editing === column.field.name;
        return (
          <td
            key={column.field.name}
            data-field={column.field.name}
            className={`${cellClass(column)} ${editing && !inWindow(column.field) ? styles.editing : ''}`}
            style={cellStyle(column)}
          >
            {!editing || inWindow(column.field) ? (
              <Cell meta={meta} field={column.field} row={row} actions={actions} />
            ) : null}
            {editing ? (
              <Suspense fallback={null}>
                <CellEditor
                  field={column.field}
                  row={row}
                  onSave={(value, step) => actions.save(row, column.field, value, step)}
                  onCancel={actions.stopEditing}
                />
              </Suspense>
            ) : null}
          </td>
        );
      })}
      <td className={styles.rest} />
    </tr>
  );
});

/** What is changed in a window of its own leaves its cell as it is. */
const inWindow = (field: FieldMeta): boolean => LARGE.has(valueKind(field));

/** What a row is about, as a link to it. */
function AboutLink({ about }: { about: About | undefined }) {
  if (!about?.path || about.title === null) return null;
  return (
    <Go
      to={recordUrl(about.path, about.id)}
      title={tx(`record.${about.record}`)}
      tabIndex={-1}
      className="ellipsis"
    >
      {about.title}
    </Go>
  );
}

interface CellProps {
  meta: RecordMeta;
  field: FieldMeta;
  row: RecordRow;
  actions: LineActions;
}

function Cell({ meta, field, row, actions }: CellProps) {
  const value = row[field.name];
  if (isAbout(field)) return <AboutLink about={value as About | undefined} />;
  if (isDueDay(field) && typeof value === 'string') {
    return (
      <Suspense fallback={<FieldValue field={field} value={value} plain />}>
        <DueHover record={meta.name} id={row.id} day={value} />
      </Suspense>
    );
  }
  if (field.name !== meta.title_field) return <FieldValue field={field} value={value} plain />;
  const to = actions.target(row);
  const words = titleWord(meta.path, valueText(field, value)) || nameless(row.state);
  const { peek } = actions;
  return (
    <span className={styles.title}>
      {to === null ? (
        <FieldValue field={field} value={value} plain />
      ) : (
        <Go to={to} title={words} tabIndex={-1} className="ellipsis">
          {words}
        </Go>
      )}
      {peek ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.peek}
          aria-label={t('web.list.peek')}
          title={`${t('web.list.peek')} (${t('web.list.space')})`}
          onClick={() => peek(row)}
        >
          <LayoutOutlined />
        </button>
      ) : null}
    </span>
  );
}
