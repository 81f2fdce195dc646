import { FieldValue } from '../FieldValue';
import { t } from '../i18n';
import { cellClass, cellStyle } from './RecordLine';
import styles from './RecordTable.module.css';
import type { TableColumn } from './tableColumns';

interface TotalsFootProps {
  columns: TableColumn[];
  ticks: boolean;
  measures: Record<string, string | null> | undefined;
}

/** The sums over all rows of the query, loaded or not. */
export function TotalsFoot({ columns, ticks, measures }: TotalsFootProps) {
  return (
    <tfoot>
      <tr>
        {ticks ? <td className={`${styles.tick} ${styles.frozen}`} style={{ left: 0 }} /> : null}
        {columns.map((column, at) => {
          const sum = measures?.[`sum:${column.field.name}`];
          return (
            <td key={column.field.name} className={cellClass(column)} style={cellStyle(column)}>
              {sum !== undefined && sum !== null ? (
                <FieldValue field={column.field} value={sum} plain />
              ) : at === 0 ? (
                t('web.list.totals')
              ) : null}
            </td>
          );
        })}
        <td className={styles.rest} />
      </tr>
    </tfoot>
  );
}
