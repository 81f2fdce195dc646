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

/** Where a table says what accounts held: both sides, or a balance and perhaps the side it stands on. */
type Figures = { debit: number; credit: number } | { balance: number; side: number };
interface Places {
  code: number;
  party: number;
  foreign: number;
  figures: Figures;
}

/** Headings of the tables of common systems. */
const CODE = /^(科目)?(编码|代码|编号)$|^科目$|^(account )?code$/i;
const PARTY =
  /^(往来单位|客户|供应商|客户名称|供应商名称|单位名称|辅助核算|party|customer|supplier|partner)$/i;
const FOREIGN = /^(原币|外币)(金额|余额)?$|^foreign( amount)?$/i;
const SIDE = /^((期初|期末)?(余额)?方向|side)$/i;
/** What accounts held at the end goes before what they held at the beginning; what moved is no balance. */
const FIGURES: ({ debit: RegExp; credit: RegExp } | { balance: RegExp })[] = [
  {
    debit: /^期末(余额)?借方(金额|余额)?$|^closing debit$/i,
    credit: /^期末(余额)?贷方(金额|余额)?$|^closing credit$/i,
  },
  { balance: /^期末余额$|^closing balance$/i },
  { balance: /^余额$|^balance$/i },
  {
    debit: /^期初(余额)?借方(金额|余额)?$|^opening debit$/i,
    credit: /^期初(余额)?贷方(金额|余额)?$|^opening credit$/i,
  },
  { balance: /^期初余额$|^opening balance$/i },
  { debit: /^借方(金额|余额)?$|^debit$/i, credit: /^贷方(金额|余额)?$|^credit$/i },
];
const SUB_HEADING = /^(借方|贷方|方向|余额|金额|借方金额|贷方金额|debit|credit)?$/i;
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
  const head = rows.slice(0, MOST_ABOVE).findIndex((row) => row.some((cell) => CODE.test(cell)));
  const [names, lines] = headingsOf(rows, head);
  const places = head < 0 ? null : placesOf(names);
  const codes = rows.slice(head + 1).map((row) => row[places?.code ?? 0] ?? '');
  const addsUp = (code: string): boolean =>
    code !== '' && codes.some((other) => other !== code && other.startsWith(code));
  const entries: Told[] = [];
  const unread: string[] = [];
  rows.slice(head + lines).forEach((row, at) => {
    const code = row[places?.code ?? 0] ?? '';
    const account = known.get(code);
    const told = account && (places ? byHeadings(row, places, account) : byOrder(row, account));
    if (told) entries.push(told);
    else if ((head >= 0 || at > 0 || /^\d/.test(code)) && (account || !addsUp(code)))
      unread.push(row.filter(Boolean).join(' '));
  });
  return { entries, unread };
}

/** The name of each column, in one row or in two (期末余额 over 借方 and 贷方), and how many rows that takes. */
function headingsOf(rows: string[][], head: number): [string[], number] {
  const above = rows[head] ?? [];
  const below = rows[head + 1] ?? [];
  const isSub =
    head >= 0 &&
    below.some(Boolean) &&
    below.every((cell, at) => SUB_HEADING.test(cell) || cell === above[at]);
  if (!isSub) return [above, 1];
  let group = '';
  const names = below.map((cell, at) => {
    group = above[at] || group;
    return cell && cell !== group ? `${group}${cell}` : (above[at] ?? '');
  });
  return [names, 2];
}

/** Where the table says what; nothing where its headings do not say what accounts held. */
function placesOf(row: string[]): Places | null {
  // 期末余额（元） is 期末余额.
  const names = row.map((name) => name.replace(/\s*[（(].*$/, ''));
  const at = (words: RegExp): number => names.findIndex((name) => words.test(name));
  for (const wanted of FIGURES) {
    if ('balance' in wanted) {
      const balance = at(wanted.balance);
      if (balance < 0) continue;
      // Each balance stands behind its own side.
      const side = names.slice(0, balance).findLastIndex((name) => SIDE.test(name));
      return withPlaces({ balance, side: side < 0 ? at(SIDE) : side });
    } else {
      const [debit, credit] = [at(wanted.debit), at(wanted.credit)];
      if (debit >= 0 && credit >= 0) return withPlaces({ debit, credit });
    }
  }
  return null;

  function withPlaces(figures: Figures): Places {
    return { code: at(CODE), party: at(PARTY), foreign: at(FOREIGN), figures };
  }
}

const amountIn = (cell: string | undefined): Decimal | null =>
  cell === undefined || /^[-–—]?$/.test(cell) ? '0' : parseDecimal(cell);

function byHeadings(row: string[], places: Places, account: DetailAccount): Told | null {
  const { figures } = places;
  const rest = {
    party: row[places.party] || null,
    foreign: places.foreign < 0 ? null : amountIn(row[places.foreign]),
  };
  if ('balance' in figures) {
    const balance = amountIn(row[figures.balance]);
    return balance === null ? null : { ...onSide(account, balance, row[figures.side]), ...rest };
  }
  const [debit, credit] = [amountIn(row[figures.debit]), amountIn(row[figures.credit])];
  return debit === null || credit === null ? null : { code: account.code, debit, credit, ...rest };
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
