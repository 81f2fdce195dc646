import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { memo, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { formatMoney, isZero, parseDecimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import type { DetailAccount } from '../booksApi';
import { nameOf } from '../vouchers/AccountCell';
import type { Tag } from '../vouchers/voucherState';
import { KeptBy } from './KeptBy';
import styles from './Opening.module.css';
import { beginsWithProfit, type OpeningAction, type OpeningRow, type Wanted } from './openingState';
import { amountOf, usualActual } from './yearSoFar';

const COLUMNS = ['debit', 'credit'] as const;
const YEAR_COLUMNS = ['begin', 'yearDebit', 'yearCredit', 'debit', 'credit', 'actual'] as const;
type Column = (typeof YEAR_COLUMNS)[number];
const YEAR_WORDS = {
  begin: 'web.opening_balances.begin',
  yearDebit: 'web.opening_balances.year_debit',
  yearCredit: 'web.opening_balances.year_credit',
  debit: 'web.opening_balances.debit',
  credit: 'web.opening_balances.credit',
  actual: 'web.opening_balances.actual',
} as const;
const WORDS = { ...YEAR_WORDS, debit: 'web.debit', credit: 'web.credit' } as const;

/** What was really earned or spent where nobody says otherwise. */
const usual = (row: OpeningRow): string => {
  const amount = usualActual(row, row.isDebit);
  return isZero(amount) ? '' : formatMoney(amount);
};

interface OpeningGridProps {
  accounts: DetailAccount[];
  wanted: Wanted;
  rows: OpeningRow[];
  wrong: Set<string>;
  /** What rows do not name, or wrongly. */
  unnamed: Map<string, Tag[]>;
  may: boolean;
  /** Whether what moved in the year is entered beside what accounts held. */
  withYear: boolean;
  act: (action: OpeningAction) => void;
}

const NONE: Tag[] = [];

/** A line for every account, and for those kept apart by customer, person and so on a line for each. */
export function OpeningGrid(props: OpeningGridProps) {
  const { accounts, wanted, rows, wrong, unnamed, may, withYear, act } = props;
  const lines = new Map<string, OpeningRow[]>();
  for (const row of rows) lines.set(row.code, [...(lines.get(row.code) ?? []), row]);
  return (
    <table
      className={styles.grid}
      data-year={withYear || undefined}
      aria-label={t('web.nav.opening_balances')}
      onKeyDown={moveOn}
    >
      <thead>
        <tr>
          <th scope="col" className={styles.code}>
            {t('web.account.code')}
          </th>
          <th scope="col">{t('web.account.name')}</th>
          <th scope="col" className={styles.party}>
            {t('web.voucher.tags')}
          </th>
          {(withYear ? YEAR_COLUMNS : COLUMNS).map((column) => (
            <th key={column} scope="col" className={`number ${styles.amount}`}>
              {t(withYear ? YEAR_WORDS[column] : WORDS[column])}
            </th>
          ))}
          <th className={styles.tools} aria-label={t('web.actions')} />
        </tr>
      </thead>
      <tbody>
        {accounts.flatMap((account) =>
          (lines.get(account.code) ?? []).map((row, at) => (
            <Line
              key={row.key}
              account={account}
              row={row}
              first={at === 0}
              wanted={wanted.get(account.code) ?? NONE}
              unnamed={unnamed.get(row.key) ?? NONE}
              wrong={wrong.has(row.key)}
              may={may}
              withYear={withYear}
              act={act}
            />
          )),
        )}
      </tbody>
    </table>
  );
}

interface LineProps {
  account: DetailAccount;
  row: OpeningRow;
  first: boolean;
  wanted: Tag[];
  unnamed: Tag[];
  wrong: boolean;
  may: boolean;
  withYear: boolean;
  act: (action: OpeningAction) => void;
}

// Hundreds of lines: only the one that is typed into is drawn again.
const Line = memo(
  OpeningLine,
  (before, now) =>
    (['account', 'row', 'first', 'wanted', 'wrong', 'may', 'withYear'] as const).every(
      (name) => before[name] === now[name],
    ) && before.unnamed.join() === now.unnamed.join(),
);

function OpeningLine({ account, row, first, wanted, unnamed, wrong, may, withYear, act }: LineProps) {
  const name = nameOf(account);
  const label = `${account.code} ${name}`;
  return (
    <tr>
      <td className="figure">{first ? account.code : ''}</td>
      <td>{first ? name : ''}</td>
      <td>
        <KeptBy label={label} row={row} wanted={wanted} wrong={unnamed} may={may} act={act} />
        {row.currency === null ? null : (
          <Foreign
            label={`${label} ${row.currency}`}
            name="foreign"
            row={row}
            wrong={wrong && parseDecimal(row.foreign) === null}
            may={may}
            act={act}
          />
        )}
      </td>
      {withYear ? <YearCells label={label} row={row} wrong={wrong} may={may} act={act} /> : null}
      {(['debit', 'credit'] as const).map((side) => (
        <td key={side} data-label={t((withYear ? YEAR_WORDS : WORDS)[side])}>
          <Amount
            label={`${label} ${t((withYear ? YEAR_WORDS : WORDS)[side])}`}
            side={side}
            value={row[side]}
            disabled={!may}
            onChange={(text) => act({ at: row.key, row: { [side]: text } })}
          />
        </td>
      ))}
      {withYear ? (
        <td data-label={row.isProfit ? t('web.opening_balances.actual') : undefined}>
          {row.isProfit ? (
            <Amount
              label={`${label} ${t('web.opening_balances.actual')}`}
              side="actual"
              value={row.actual}
              placeholder={usual(row)}
              disabled={!may}
              onChange={(text) => act({ at: row.key, row: { actual: text } })}
            />
          ) : null}
        </td>
      ) : null}
      <td className={styles.tools}>
        {wanted.length > 0 && may ? (
          <>
            <Button
              type="text"
              size="small"
              tabIndex={-1}
              icon={<PlusOutlined />}
              aria-label={t('web.opening_balances.add', { account: label })}
              title={t('web.opening_balances.add', { account: label })}
              onClick={() => act({ addTo: account.code })}
            />
            {first ? null : (
              <Button
                type="text"
                size="small"
                tabIndex={-1}
                icon={<CloseOutlined />}
                aria-label={`${t('web.grid.remove')} ${label}`}
                title={t('web.grid.remove')}
                onClick={() => act({ remove: row.key })}
              />
            )}
          </>
        ) : null}
      </td>
    </tr>
  );
}

interface YearCellsProps {
  label: string;
  row: OpeningRow;
  wrong: boolean;
  may: boolean;
  act: (action: OpeningAction) => void;
}

/** What an account held when the year began, and both sides of what moved since; three of the four tell the fourth. */
function YearCells({ label, row, wrong, may, act }: YearCellsProps) {
  return (
    <>
      <td data-label={t('web.opening_balances.begin')} data-wrong={wrong && beginsWithProfit(row)}>
        <Amount
          label={`${label} ${t('web.opening_balances.begin')}`}
          side="begin"
          value={row.begin}
          disabled={!may || row.isProfit}
          onChange={(text) => act({ at: row.key, row: { begin: text } })}
        />
      </td>
      {(['yearDebit', 'yearCredit'] as const).map((side) => (
        <td key={side} data-label={t(YEAR_WORDS[side])}>
          <Amount
            label={`${label} ${t(YEAR_WORDS[side])}`}
            side={side}
            value={row[side]}
            disabled={!may}
            onChange={(text) => act({ at: row.key, row: { [side]: text } })}
          />
          {row.currency === null ? null : (
            <Foreign
              label={`${label} ${t(YEAR_WORDS[side])} ${row.currency}`}
              name={side === 'yearDebit' ? 'foreignDebit' : 'foreignCredit'}
              row={row}
              wrong={
                wrong &&
                !isZero(amountOf(row[side])) &&
                parseDecimal(side === 'yearDebit' ? row.foreignDebit : row.foreignCredit) === null
              }
              may={may}
              act={act}
            />
          )}
        </td>
      ))}
    </>
  );
}

interface ForeignProps {
  label: string;
  name: 'foreign' | 'foreignDebit' | 'foreignCredit';
  row: OpeningRow;
  wrong: boolean;
  may: boolean;
  act: (action: OpeningAction) => void;
}

/** What an account held in the currency it keeps. */
function Foreign({ label, name, row, wrong, may, act }: ForeignProps) {
  return (
    <label className={styles.foreign}>
      <span className="soft">{row.currency}</span>
      <input
        className={`${styles.input} number`}
        data-side={name}
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={wrong || undefined}
        disabled={!may}
        value={row[name]}
        onFocus={(event) => event.target.select()}
        onChange={(event) => act({ at: row.key, row: { [name]: event.target.value.trim() } })}
      />
    </label>
  );
}

interface AmountProps {
  label: string;
  side: Column;
  placeholder?: string;
  value: string;
  disabled: boolean;
  onChange: (text: string) => void;
}

function Amount({ label, side, placeholder, value, disabled, onChange }: AmountProps) {
  const [typing, setTyping] = useState(false);
  const exact = parseDecimal(value);
  return (
    <input
      className={`${styles.input} number`}
      data-side={side}
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-invalid={(value.trim() !== '' && exact === null) || undefined}
      disabled={disabled}
      placeholder={placeholder}
      value={typing || exact === null ? value : formatMoney(exact)}
      onFocus={(event) => {
        // The plain number stands there before it is selected: drawn later, it would lose the selection.
        flushSync(() => setTyping(true));
        event.target.select();
      }}
      onBlur={() => setTyping(false)}
      onChange={(event) => onChange(event.target.value.trim())}
    />
  );
}

/** Enter and the arrows go down and up the column. */
function moveOn(event: KeyboardEvent<HTMLTableElement>): void {
  const input = event.target as HTMLElement;
  const side = input.dataset.side;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : 0;
  if (!side || step === 0 || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-side="${side}"]`)];
  all[all.indexOf(input) + step]?.focus();
}
