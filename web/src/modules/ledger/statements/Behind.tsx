import { Popover } from 'antd';
import { useState, type ReactNode } from 'react';
import { isZero, subtract, type Decimal } from '../../../kit/decimal';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go } from '../../../kit/Go';
import { language, t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { SkeletonRows } from '../../../kit/Skeleton';
import { useTrialBalance, type Span, type TrialBalanceRow } from '../api';
import type { Statement, StatementRow } from '../booksApi';
import styles from './Statement.module.css';

interface BehindProps {
  row: StatementRow;
  statement: Statement;
  column: string;
  onCash: (row: StatementRow, span: Span) => void;
  children: ReactNode;
}

/** An amount that opens what is behind it: the lines of its account, its accounts, or the entries of a flow. */
export function Behind({ row, statement, column, onCash, children }: BehindProps) {
  const [open, setOpen] = useState(false);
  const span = daysOf(statement, column);
  const [only, ...more] = row.accounts;
  if (row.flow) {
    return (
      <button type="button" className={styles.figure} onClick={() => onCash(row, span)}>
        {children}
      </button>
    );
  }
  if (only === undefined) return <>{children}</>;
  if (more.length === 0) {
    return (
      <Go to={`/account-lines/${only}`} search={{ ...span }} className={styles.figure}>
        {children}
      </Go>
    );
  }
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      title={language() === 'en' ? row.en : row.zh}
      content={<Accounts statement={statement} codes={row.accounts} column={column} span={span} />}
    >
      <button type="button" className={styles.figure} aria-expanded={open}>
        {children}
      </button>
    </Popover>
  );
}

/** The days a column speaks of. */
function daysOf(statement: Statement, column: string): Span {
  const thisYear = statement.last_day.slice(0, 4);
  if (column === 'last_year') {
    const lastYear = Number(thisYear) - 1;
    return { from: `${lastYear}-01-01`, to: `${lastYear}-12-31` };
  }
  const year = `${thisYear}-01-01`;
  const whole = column === 'year_to_date' || column === 'year_opening';
  return { from: whole ? year : statement.first_day, to: statement.last_day };
}

interface AccountsProps {
  statement: Statement;
  codes: string[];
  column: string;
  span: Span;
}

function Accounts({ statement, codes, column, span }: AccountsProps) {
  const balance = useTrialBalance(span);
  if (balance.isError) return <ErrorPanel error={balance.error} />;
  if (!balance.data) return <SkeletonRows rows={3} columns={2} />;
  const sheet = statement.name === 'balance_sheet';
  const rows = balance.data.rows
    .filter((row) => codes.includes(row.code))
    .map((row) => ({ row, amount: sheet ? held(row, column) : moved(row) }))
    .filter(({ amount }) => !isZero(amount));
  return (
    <div className={styles.behind}>
      <table>
        <tbody>
          {rows.map(({ row, amount }) => (
            <tr key={row.code}>
              <td>
                <Go to={`/account-lines/${row.code}`} search={{ ...span }}>
                  {row.code} {language() === 'en' ? row.name_en : row.name}
                </Go>
              </td>
              <td className="number">
                <Money value={amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">{t(sheet ? 'web.statement.behind.held' : 'web.statement.behind.moved')}</p>
    </div>
  );
}

const held = (row: TrialBalanceRow, column: string): Decimal =>
  column === 'year_opening'
    ? subtract(row.opening_debit, row.opening_credit)
    : subtract(row.closing_debit, row.closing_credit);

const moved = (row: TrialBalanceRow): Decimal => subtract(row.debit, row.credit);
