import type { Reference } from '../../../api/types';
import { isNegative, negate, parseDecimal, type Decimal } from '../../../kit/decimal';
import type { DetailAccount } from '../booksApi';
import { wantsParty } from './openingState';

/** Balances as a table of another system tells them: an account by its code, whom it is kept by, what it held. */
export interface Told {
  code: string;
  party: string | null;
  debit: Decimal;
  credit: Decimal;
  foreign: Decimal | null;
}

export interface Reading {
  entries: Told[];
  /** Rows that were not understood: an unknown code, no amount. */
  unread: string[];
}

type Column = 'code' | 'party' | 'side' | 'balance' | 'debit' | 'credit' | 'foreign';
type Places = Partial<Record<Column, number>>;

/** Headings of the tables of common systems; a table that tells both is read by what it held at its end. */
const HEADINGS: [Column, RegExp][] = [
  ['code', /^(科目)?(编码|代码|编号)$|^科目$|^(account )?code$/i],
  [
    'party',
    /^(往来单位|客户|供应商|客户名称|供应商名称|单位名称|辅助核算|party|customer|supplier|partner)$/i,
  ],
  ['side', /^(余额)?方向$|^side$/i],
  ['debit', /^期末(余额)?借方(金额|余额)?$|^closing debit$/i],
  ['credit', /^期末(余额)?贷方(金额|余额)?$|^closing credit$/i],
  ['balance', /^期末余额$|^closing balance$/i],
  ['debit', /^期初(余额)?借方(金额|余额)?$|^opening debit$/i],
  ['credit', /^期初(余额)?贷方(金额|余额)?$|^opening credit$/i],
  ['balance', /^期初余额$|^opening balance$/i],
  ['debit', /^借方(金额|余额)?$|^debit$/i],
  ['credit', /^贷方(金额|余额)?$|^credit$/i],
  ['balance', /^余额$|^balance$/i],
  ['foreign', /^(原币|外币)(金额|余额)?$|^foreign( amount)?$/i],
];
/** So many rows may stand above the headings: the title, the company, the months. */
const MOST_ABOVE = 10;

export const rowsOf = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t').map((cell) => cell.trim()));

/**
 * Reads a table by its headings; without headings the code comes first, then perhaps the name or whom the account is
 * kept by, then debit and credit, or one balance. A balance stands on the side that its row names, else on the
 * account's usual side, or on the other when it is negative.
 */
export function readBalances(rows: string[][], accounts: DetailAccount[]): Reading {
  const known = new Map(accounts.map((account) => [account.code, account]));
  const head = rows.slice(0, MOST_ABOVE).findIndex((row) => placesOf(row).code !== undefined);
  const places = head < 0 ? null : placesOf(rows[head] ?? []);
  const entries: Told[] = [];
  const unread: string[] = [];
  rows.slice(head + 1).forEach((row, at) => {
    const code = row[places?.code ?? 0] ?? '';
    const account = known.get(code);
    const told = account && (places ? byHeadings(row, places, account) : byOrder(row, account));
    if (told) entries.push(told);
    else if (head >= 0 || at > 0 || /^\d/.test(code)) unread.push(row.filter(Boolean).join(' '));
  });
  return { entries, unread };
}

function placesOf(row: string[]): Places {
  const places: Places = {};
  for (const [column, words] of HEADINGS) {
    // 期末余额（元） is 期末余额.
    const found = row.findIndex((cell) => words.test(cell.replace(/\s*[（(].*$/, '')));
    if (found >= 0) places[column] ??= found;
  }
  return places;
}

const amountIn = (cell: string | undefined): Decimal | null =>
  cell === undefined || /^[-–—]?$/.test(cell) ? '0' : parseDecimal(cell);

function byHeadings(row: string[], places: Places, account: DetailAccount): Told | null {
  const cell = (column: Column): string | undefined => {
    const at = places[column];
    return at === undefined ? undefined : row[at];
  };
  const party = cell('party') || null;
  const foreign = places.foreign === undefined ? null : amountIn(cell('foreign'));
  if (places.debit !== undefined && places.credit !== undefined) {
    const [debit, credit] = [amountIn(cell('debit')), amountIn(cell('credit'))];
    return debit === null || credit === null ? null : { code: account.code, party, debit, credit, foreign };
  }
  const balance = places.balance === undefined ? null : amountIn(cell('balance'));
  return balance === null ? null : { ...onSide(account, balance, cell('side')), party, foreign };
}

function byOrder(row: string[], account: DetailAccount): Told | null {
  const cells = row.slice(1);
  const words: string[] = [];
  while (cells.length > 1 && amountIn(cells[0]) === null) words.push(cells.shift() ?? '');
  const amounts = cells.slice(0, 2).map(amountIn);
  const [first, second] = amounts;
  if (first == null || second === null) return null;
  const own = new Set([account.name, account.name_en ?? '']);
  const named = words.filter((word) => !own.has(word) && !/^[借贷平]$/.test(word)).at(-1) ?? null;
  const side = words.find((word) => /^[借贷]$/.test(word));
  const told = { party: wantsParty(account) ? named : null, foreign: null };
  return second === undefined
    ? { ...onSide(account, first, side), ...told }
    : { code: account.code, debit: first, credit: second, ...told };
}

function onSide(
  account: DetailAccount,
  balance: Decimal,
  side: string | undefined,
): Pick<Told, 'code' | 'debit' | 'credit'> {
  const usual =
    side === '借'
      ? 'debit'
      : side === '贷'
        ? 'credit'
        : account.normal_balance === 'debit'
          ? 'debit'
          : 'credit';
  const amount = isNegative(balance) ? negate(balance) : balance;
  const isDebit = (usual === 'debit') !== isNegative(balance);
  return { code: account.code, debit: isDebit ? amount : '0', credit: isDebit ? '0' : amount };
}

/** The names of customers and suppliers that a reading names. */
export const namesIn = (entries: Told[]): string[] => [
  ...new Set(entries.flatMap((entry) => (entry.party === null ? [] : [entry.party]))),
];

/** The entries with the customers and suppliers found by their names; and the names that nobody bears. */
export function withParties(
  entries: Told[],
  found: Map<string, Reference>,
): { entries: (Omit<Told, 'party'> & { party: Reference | null })[]; missing: string[] } {
  return {
    entries: entries.map((entry) => ({
      ...entry,
      party: entry.party === null ? null : (found.get(entry.party) ?? null),
    })),
    missing: namesIn(entries).filter((name) => !found.has(name)),
  };
}
