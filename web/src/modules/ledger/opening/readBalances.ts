import { isNegative, isZero, negate, parseDecimal, subtract, sum, type Decimal } from '../../../kit/decimal';
import type { DetailAccount } from '../booksApi';
import { dimensionsOf, TAGS, wantedTags, type Tag } from '../vouchers/voucherState';
import type { PastedYear } from './openingState';
import type { Told } from './namedThings';

export interface Reading {
  entries: Told[];
  /** Rows that were not understood: an unknown code, no amount. */
  unread: string[];
  /** How many rows were left out on purpose: of totals, of accounts that are what is below them, told by their details. */
  left: { sums: number; parents: number; doubled: number };
}

/** Where a table says what accounts held: both sides, or a balance and perhaps the side it stands on. */
type Figures = { debit: number; credit: number } | { balance: number; side: number };
/** Where it says what the year brought: what stood at its start, what moved, and what was really earned or spent. */
interface YearPlaces {
  begin: Figures | null;
  debit: number;
  credit: number;
  actual: number;
}
interface Places {
  code: number;
  tags: Record<Tag, number>;
  /** A column that says 辅助核算 only: what that is the account knows. */
  apart: number;
  foreign: number;
  figures: Figures | null;
  year: YearPlaces | null;
}

/** Headings of the tables of common systems. */
const CODE = /^(科目)?(编码|代码|编号)$|^科目$|^(account )?code$/i;
const TAG_HEADS: Record<Tag, RegExp> = {
  party: /^(往来单位|客户|供应商|客户名称|供应商名称|单位名称|party|customer|supplier|partner)$/i,
  department: /^(部门|部门名称|department)$/i,
  person: /^(职员|职员名称|职员姓名|员工|员工姓名|人员|个人|姓名|person|employee)$/i,
  product: /^(存货|存货名称|存货编码|商品|商品名称|商品编码|物料|物料名称|product|goods|item)$/i,
  project: /^(项目|项目名称|项目编码|project)$/i,
};
const APART = /^(辅助核算|核算项目|dimension)$/i;
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
const YEAR_DEBIT =
  /^(本年)?累计(发生额?)?借方((发生)?(额|金额))?$|^(本年)?借方累计(发生)?(额|金额)?$|^year[- ]?(to[- ]date )?debit$/i;
const YEAR_CREDIT =
  /^(本年)?累计(发生额?)?贷方((发生)?(额|金额))?$|^(本年)?贷方累计(发生)?(额|金额)?$|^year[- ]?(to[- ]date )?credit$/i;
const BEGIN_DEBIT = /^年初(余额)?借方(金额|余额)?$|^year['’]?s? opening debit$/i;
const BEGIN_CREDIT = /^年初(余额)?贷方(金额|余额)?$|^year['’]?s? opening credit$/i;
const BEGIN = /^年初(余额|数)?$|^year['’]?s? opening$/i;
const ACTUAL = /^(本年)?(实际)?损益(实际)?发生额$|^actual( profit and loss)?$/i;
const SUB_HEADING = /^(借方|贷方|方向|余额|金额|借方金额|贷方金额|debit|credit)?$/i;
const ADDS_UP = /^(合计|总计|小计|total)$/i;
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
  let parents = 0;
  const sums = rows
    .slice(head + lines)
    .filter((row) => !known.has(row[places?.code ?? 0] ?? '') && addsTo(row));
  rows.slice(head + lines).forEach((row, at) => {
    const code = row[places?.code ?? 0] ?? '';
    const account = known.get(code);
    const told = account && (places ? byHeadings(row, places, account) : byOrder(row, account));
    if (told) entries.push(told);
    else if (sums.includes(row)) return;
    else if (!account && addsUp(code)) parents += 1;
    else if (head >= 0 || at > 0 || /^\d/.test(code)) unread.push(row.filter(Boolean).join(' '));
  });
  const taken = withoutTotals(entries, known);
  return {
    entries: taken,
    unread,
    left: { sums: sums.length, parents, doubled: entries.length - taken.length },
  };
}

/** A row that says what the others come to. */
const addsTo = (row: string[]): boolean => row.some((cell) => ADDS_UP.test(cell.replace(/\s/g, '')));

/** An account that is kept by customer stands in total above them in many tables: told twice, they alone are taken. */
function withoutTotals(entries: Told[], known: Map<string, DetailAccount>): Told[] {
  const net = (told: Told): Decimal => subtract(told.debit ?? '0', told.credit ?? '0');
  const isNamed = (told: Told): boolean => Object.keys(told.names).length > 0;
  return entries.filter((told) => {
    const account = known.get(told.code);
    if (isNamed(told) || !account || wantedBy(account).length === 0) return true;
    const parts = entries.filter((other) => other.code === told.code && isNamed(other));
    return parts.length === 0 || !isZero(subtract(sum(parts.map(net)), net(told)));
  });
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
  // What stood when the year began and what moved since say what is held.
  return yearPlaces(at)?.begin ? withPlaces(null) : null;

  function withPlaces(figures: Figures | null): Places {
    const tags = Object.fromEntries(TAGS.map((tag) => [tag, at(TAG_HEADS[tag])])) as Record<Tag, number>;
    return { code: at(CODE), tags, apart: at(APART), foreign: at(FOREIGN), figures, year: yearPlaces(at) };
  }
}

/** Where a table tells both sides of what moved in the year. */
function yearPlaces(at: (words: RegExp) => number): YearPlaces | null {
  const [debit, credit] = [at(YEAR_DEBIT), at(YEAR_CREDIT)];
  if (debit < 0 || credit < 0) return null;
  const [balance, onDebit, onCredit] = [at(BEGIN), at(BEGIN_DEBIT), at(BEGIN_CREDIT)];
  const sides = onDebit >= 0 && onCredit >= 0 ? { debit: onDebit, credit: onCredit } : null;
  const begin = sides ?? (balance < 0 ? null : { balance, side: -1 });
  return { begin, debit, credit, actual: at(ACTUAL) };
}

const amountIn = (cell: string | undefined): Decimal | null =>
  cell === undefined || /^[-–—]?$/.test(cell) ? '0' : parseDecimal(cell);

function byHeadings(row: string[], places: Places, account: DetailAccount): Told | null {
  const { figures } = places;
  const rest = {
    names: namesByHeadings(row, places, account),
    foreign: places.foreign < 0 ? null : amountIn(row[places.foreign]),
    year: places.year && yearIn(row, places.year, account),
  };
  if (figures === null) {
    return rest.year?.begin == null ? null : { code: account.code, debit: null, credit: null, ...rest };
  }
  if ('balance' in figures) {
    const balance = amountIn(row[figures.balance]);
    return balance === null ? null : { ...onSide(account, balance, row[figures.side]), ...rest };
  }
  const [debit, credit] = [amountIn(row[figures.debit]), amountIn(row[figures.credit])];
  return debit === null || credit === null ? null : { code: account.code, debit, credit, ...rest };
}

/** What the year brought; a begin without its side stands on the account's usual one. */
function yearIn(row: string[], places: YearPlaces, account: DetailAccount): PastedYear {
  const cell = (at: number): Decimal | null => (at < 0 || !row[at] ? null : amountIn(row[at]));
  const { begin } = places;
  let opened: Decimal | null = null;
  if (begin !== null && 'balance' in begin) opened = amountIn(row[begin.balance]);
  else if (begin !== null) {
    const held = subtract(amountIn(row[begin.debit]) ?? '0', amountIn(row[begin.credit]) ?? '0');
    opened = account.normal_balance === 'debit' ? held : negate(held);
  }
  return {
    begin: opened,
    debit: cell(places.debit) ?? '0',
    credit: cell(places.credit) ?? '0',
    actual: cell(places.actual),
  };
}

const wantedBy = ({ code, name, dimensions }: DetailAccount): Tag[] =>
  wantedTags({ code, name, dimensions: dimensionsOf(dimensions) });

function namesByHeadings(row: string[], places: Places, account: DetailAccount): Told['names'] {
  const names: Told['names'] = {};
  for (const tag of TAGS) {
    const name = row[places.tags[tag]];
    if (name) names[tag] = name;
  }
  const only = wantedBy(account).find((tag) => names[tag] === undefined);
  const apart = row[places.apart];
  if (apart && only) names[only] = apart;
  return names;
}

/** The last words before the amounts, as many as the account wants, in the order in which it says what it wants. */
function namesInOrder(words: string[], wanted: Tag[]): Told['names'] {
  const last = wanted.length === 0 ? [] : words.slice(-wanted.length);
  return Object.fromEntries(last.map((word, at) => [wanted[at], word]));
}

function byOrder(row: string[], account: DetailAccount): Told | null {
  const cells = row.slice(1);
  const words: string[] = [];
  while (cells.length > 1 && amountIn(cells[0]) === null) words.push(cells.shift() ?? '');
  const amounts = cells.slice(0, 2).map(amountIn);
  const [first, second] = amounts;
  if (first == null || second === null) return null;
  const own = new Set([account.name, account.name_en ?? '']);
  const named = words.filter((word) => !own.has(word) && !/^[借贷平]$/.test(word));
  const side = words.find((word) => /^[借贷]$/.test(word));
  const told = { names: namesInOrder(named, wantedBy(account)), foreign: null, year: null };
  return second === undefined
    ? { ...onSide(account, first, side), ...told }
    : { code: account.code, debit: first, credit: second, ...told };
}

function onSide(
  account: DetailAccount,
  balance: Decimal,
  side: string | undefined,
): { code: string; debit: Decimal; credit: Decimal } {
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
