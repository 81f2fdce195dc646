import type { ReactNode } from 'react';
import styles from './SimpleTable.module.css';

export interface SimpleColumn<Row> {
  key: string;
  title: ReactNode;
  numeric?: boolean | undefined;
  width?: number | undefined;
  cell: (row: Row) => ReactNode;
}

interface SimpleTableProps<Row> {
  label: string;
  columns: SimpleColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  onOpen?: ((row: Row) => void) | undefined;
  rowClass?: ((row: Row) => string | undefined) | undefined;
  foot?: ReactNode;
  /** The head stays in sight while the surrounding box scrolls. */
  sticky?: boolean;
}

/** A short table inside a page: lines of a document, related lists, reports. On a phone each row is a card. */
export function SimpleTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  rowClass,
  foot,
  sticky,
}: SimpleTableProps<Row>) {
  return (
    <div className={sticky ? `${styles.box} ${styles.sticky}` : styles.box}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.numeric ? 'number' : undefined}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={[rowClass?.(row) ?? '', onOpen ? styles.openable : ''].join(' ')}
              onClick={(event) => {
                const inner = (event.target as HTMLElement).closest('a, button, input, label');
                if (!inner && !window.getSelection()?.toString()) onOpen?.(row);
              }}
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={column.numeric ? 'number' : undefined}
                  data-label={typeof column.title === 'string' ? column.title : undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </div>
  );
}
