import { isZero, formatMoney, isNegative } from '../../../kit/decimal';
import { language, t } from '../../../kit/i18n';
import { usePhone } from '../../../kit/usePhone';
import type { Span } from '../api';
import type { Statement, StatementRow, StatementSpan } from '../booksApi';
import { Behind } from './Behind';
import styles from './Statement.module.css';

interface StatementTableProps {
  statement: Statement;
  span: StatementSpan;
  onCash: (row: StatementRow, span: Span) => void;
}

type Place = StatementRow | null;

/** The form's rows; the balance sheet has its two sides beside each other, one below the other on a phone. */
export function StatementTable({ statement, span, onCash }: StatementTableProps) {
  const phone = usePhone();
  const sheet = statement.name === 'balance_sheet';
  const sides = sheet && !phone ? beside(statement.rows) : statement.rows.map((row): Place[] => [row]);
  const count = sides[0]?.length ?? 1;
  const heads = sheet && count === 2 ? (['assets', 'funds'] as const) : (['item'] as const);
  return (
    <table className={styles.table} aria-label={t(`web.statement.${statement.name as 'balance_sheet'}`)}>
      <thead>
        <tr>
          {heads.map((head) => (
            <HeadCells
              key={head}
              title={t(`web.statement.${head}`)}
              columns={statement.columns}
              span={span}
              bare={phone}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {sides.map((places, at) => (
          <tr key={at} data-style={places[0]?.style}>
            {places.map((row, side) => (
              <RowCells
                key={side}
                row={row}
                statement={statement}
                bare={phone}
                second={side > 0}
                onCash={onCash}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Assets on the left, all else on the right; the totals stand on the last line of both. */
function beside(rows: StatementRow[]): Place[][] {
  const left: Place[] = rows.filter((row) => row.side === 'asset');
  const right: Place[] = rows.filter((row) => row.side !== 'asset');
  const length = Math.max(left.length, right.length);
  for (const side of [left, right]) while (side.length < length) side.splice(side.length - 1, 0, null);
  return left.map((row, at) => [row, right[at] ?? null]);
}

interface HeadCellsProps {
  title: string;
  columns: string[];
  span: StatementSpan;
  bare: boolean;
}

function HeadCells({ title, columns, span, bare }: HeadCellsProps) {
  return (
    <>
      <th scope="col">{title}</th>
      {bare ? null : (
        <th scope="col" className={styles.rowNo}>
          {t('web.statement.row')}
        </th>
      )}
      {columns.map((column) => (
        <th key={column} scope="col" className={`number ${styles.amount}`}>
          {columnTitle(column, span)}
        </th>
      ))}
    </>
  );
}

/** What a column is called: its own time by how long that is. */
export const columnTitle = (column: string, span: StatementSpan): string =>
  t(`web.statement.column.${(column === 'span' ? span : column) as 'closing'}`);

interface RowCellsProps {
  row: Place;
  statement: Statement;
  bare: boolean;
  second: boolean;
  onCash: (row: StatementRow, span: Span) => void;
}

function RowCells({ row, statement, bare, second, onCash }: RowCellsProps) {
  const edge = second ? styles.second : undefined;
  return (
    <>
      <td
        className={edge}
        data-style={row?.style}
        style={row ? { paddingLeft: 8 + row.indent * 14 } : undefined}
      >
        {row ? (language() === 'en' ? row.en : row.zh) : ''}
      </td>
      {bare ? null : <td className={styles.rowNo}>{row?.row ?? ''}</td>}
      {statement.columns.map((column, at) => (
        <td key={column} className="number" data-style={row?.style}>
          {row ? <AmountOf row={row} at={at} statement={statement} onCash={onCash} /> : null}
        </td>
      ))}
    </>
  );
}

interface AmountOfProps {
  row: StatementRow;
  at: number;
  statement: Statement;
  onCash: (row: StatementRow, span: Span) => void;
}

/** A row's amount in a column: nothing where it is nought, a dash where the books tell nothing of that time. */
function AmountOf({ row, at, statement, onCash }: AmountOfProps) {
  const amount = row.amounts[at];
  if (amount === null) return <abbr title={t('web.statement.untold')}>—</abbr>;
  if (amount === undefined || isZero(amount)) return null;
  return (
    <Behind row={row} statement={statement} column={statement.columns[at] ?? ''} onCash={onCash}>
      <span className={isNegative(amount) ? 'figure negative' : 'figure'}>{formatMoney(amount)}</span>
    </Behind>
  );
}
