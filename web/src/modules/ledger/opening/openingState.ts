import type { Reference } from '../../../api/types';
import { compare, isZero, parseDecimal, subtract, sum, type Decimal } from '../../../kit/decimal';
import type { DetailAccount, Opening, OpeningBody } from '../booksApi';
import { dimensionsOf, TAGS, wantedTags, type Tag } from '../vouchers/voucherState';
import {
  amountOf,
  insideYear,
  settled,
  shown,
  typing,
  usualActual,
  type Told,
  type YearTexts,
} from './yearSoFar';

/** Whom and what a row is kept apart by. */
export type Tags = Partial<Record<Tag, Reference>>;

export interface OpeningRow extends YearTexts {
  key: string;
  code: string;
  isDebit: boolean;
  isProfit: boolean;
  tags: Tags;
  /** The foreign currency that the account keeps, and what it held and moved in it. */
  currency: string | null;
  foreign: string;
  foreignDebit: string;
  foreignCredit: string;
  /** What was really earned or spent of profit and loss, where it is not as usual. */
  actual: string;
}

export interface OpeningState {
  startedOn: string;
  withYear: boolean;
  rows: OpeningRow[];
  /** How money flowed in the year so far, by the row of the statement. */
  flows: Record<number, string>;
}

/** What a table told of a year: what accounts held when it began, both sides that moved, what was really earned. */
export interface PastedYear {
  begin: Decimal | null;
  debit: Decimal | null;
  credit: Decimal | null;
  actual: Decimal | null;
}

/** What a table told: an account by its code, what it is kept apart by, and what it held; nothing where only the year is told. */
export interface Pasted {
  code: string;
  tags: Tags;
  debit: Decimal | null;
  credit: Decimal | null;
  foreign: Decimal | null;
  year: PastedYear | null;
}

type Change = Partial<Omit<OpeningRow, 'key' | 'code' | 'typed' | 'isDebit' | 'isProfit'>>;
export type OpeningAction =
  | { startedOn: string }
  | { withYear: boolean }
  | { flow: number; amount: string }
  | { at: string; row: Change }
  | { addTo: string }
  | { remove: string }
  | { paste: Pasted[] };

/** Accounts of cash and bank, by both standards (`forms/*.json`). */
const CASH = ['1001', '1002', '1012'];
const NATURE: Record<string, Told> = {
  begin: 'begin',
  yearDebit: 'yearDebit',
  yearCredit: 'yearCredit',
  debit: 'held',
  credit: 'held',
};

type Kind = Pick<OpeningRow, 'code' | 'currency' | 'isDebit' | 'isProfit'>;
const kindOf = (account: DetailAccount): Kind => ({
  code: account.code,
  currency: account.currency,
  isDebit: account.normal_balance === 'debit',
  isProfit: account.class === 'profit_loss',
});

let made = 0;
const blank = ({ code, currency, isDebit, isProfit }: Kind): OpeningRow => {
  made += 1;
  const key = `${code}-${Date.now().toString(36)}-${made}`;
  const nothing = { begin: '', yearDebit: '', yearCredit: '', debit: '', credit: '', actual: '' };
  const foreign = { foreign: '', foreignDebit: '', foreignCredit: '' };
  return { key, code, currency, isDebit, isProfit, tags: {}, typed: [], ...nothing, ...foreign };
};

/** What rows of the account are kept apart by; what documents keep they tell themselves, but for the party. */
export function keptBy(account: DetailAccount, byDocuments: string[]): Tag[] {
  const { code, name } = account;
  const wanted = wantedTags({ code, name, dimensions: dimensionsOf(account.dimensions) });
  return TAGS.filter((tag) => wanted.includes(tag) && (tag === 'party' || !byDocuments.includes(code)));
}

const tagsOf = (line: Opening['lines'][number]): Tags =>
  Object.fromEntries(
    TAGS.flatMap((tag) => {
      const one = line[tag];
      return one ? [[tag, { id: one.id, title: one.title }]] : [];
    }),
  );

/** A row for every account, with what was entered before. */
export function openingState(accounts: DetailAccount[], opening: Opening, startedOn: string): OpeningState {
  const rows = accounts.flatMap((account) => {
    const kind = kindOf(account);
    const entered = opening.lines.filter((line) => line.account_code === account.code);
    const found = entered.map((line): OpeningRow => {
      const row: OpeningRow = {
        ...blank(kind),
        foreign: line.foreign_amount ?? '',
        foreignDebit: shown(line.year_foreign_debit ?? '0'),
        foreignCredit: shown(line.year_foreign_credit ?? '0'),
        tags: tagsOf(line),
        debit: shown(line.debit),
        credit: shown(line.credit),
        yearDebit: shown(line.year_debit ?? '0'),
        yearCredit: shown(line.year_credit ?? '0'),
        actual: line.year_actual ?? '',
        typed: ['held', 'yearDebit', 'yearCredit'],
      };
      if (!opening.year_so_far) return { ...row, typed: ['held'] };
      // What is usual is said by nobody, and follows when the year's movements are mended.
      const isUsual = row.actual !== '' && compare(row.actual, usualActual(row, row.isDebit)) === 0;
      return settled(isUsual ? { ...row, actual: '' } : row, row.isDebit);
    });
    return found.length > 0 ? found : [blank(kind)];
  });
  const flows = Object.fromEntries(opening.flows.map((one) => [one.row, one.amount]));
  return { startedOn: opening.started_on ?? startedOn, withYear: opening.year_so_far, rows, flows };
}

/** Whether what moved in the year is entered: only books that begin inside one have any. */
export const tellsYear = (state: OpeningState): boolean => state.withYear && insideYear(state.startedOn);

export const isFilled = (row: OpeningRow): boolean =>
  [row.debit, row.credit, row.foreign, row.yearDebit, row.yearCredit, row.begin].some(
    (text) => text.trim() !== '',
  ) || Object.keys(row.tags).length > 0;

export interface Totals {
  debit: Decimal;
  credit: Decimal;
  difference: Decimal;
  yearDebit: Decimal;
  yearCredit: Decimal;
  yearDifference: Decimal;
  /** What cash and bank changed by in the year so far. */
  cash: Decimal;
}

export function totals(rows: OpeningRow[]): Totals {
  const all = (name: 'debit' | 'credit' | 'yearDebit' | 'yearCredit', some = rows): Decimal =>
    sum(some.map((row) => amountOf(row[name])));
  const [debit, credit, yearDebit, yearCredit] = [
    all('debit'),
    all('credit'),
    all('yearDebit'),
    all('yearCredit'),
  ];
  const cash = rows.filter((row) => CASH.some((code) => row.code.startsWith(code)));
  return {
    debit,
    credit,
    difference: subtract(debit, credit),
    yearDebit,
    yearCredit,
    yearDifference: subtract(yearDebit, yearCredit),
    cash: subtract(all('yearDebit', cash), all('yearCredit', cash)),
  };
}

function filledBy(row: OpeningRow, entry: Pasted): OpeningRow {
  const { year } = entry;
  const typed: Told[] = entry.debit === null ? [] : ['held'];
  if (year?.begin != null) typed.unshift('begin');
  if (year?.debit != null) typed.push('yearDebit');
  if (year?.credit != null) typed.push('yearCredit');
  const filled: OpeningRow = {
    ...blank(row),
    tags: entry.tags,
    foreign: row.currency === null ? '' : (entry.foreign ?? ''),
    debit: shown(entry.debit ?? '0'),
    credit: shown(entry.credit ?? '0'),
    begin: shown(year?.begin ?? '0'),
    yearDebit: shown(year?.debit ?? '0'),
    yearCredit: shown(year?.credit ?? '0'),
    actual: row.isProfit ? (year?.actual ?? '') : '',
    typed: typed.slice(-3),
  };
  return year ? settled(filled, row.isDebit) : filled;
}

/** What was pasted stands instead of what an account had; a code that comes again is a further line. */
function pasted(rows: OpeningRow[], entries: Pasted[]): OpeningRow[] {
  const by = new Map<string, Pasted[]>();
  for (const entry of entries) by.set(entry.code, [...(by.get(entry.code) ?? []), entry]);
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const found = by.get(row.code);
    if (!found) return [row];
    if (seen.has(row.code)) return [];
    seen.add(row.code);
    return found.map((entry) => filledBy(row, entry));
  });
}

function changed(row: OpeningRow, change: Change, withYear: boolean): OpeningRow {
  const cleared = change.debit ? { credit: '' } : change.credit ? { debit: '' } : {};
  const now = { ...row, ...change, ...cleared };
  const told = Object.keys(change).find((name) => name in NATURE);
  const nature = told === undefined ? undefined : NATURE[told];
  if (nature === undefined) return now;
  const next = { ...now, typed: typing(row.typed, nature) };
  return withYear ? settled(next, row.isDebit) : next;
}

export function stepOpening(state: OpeningState, action: OpeningAction): OpeningState {
  if ('startedOn' in action) return { ...state, startedOn: action.startedOn };
  if ('withYear' in action) {
    const rows = action.withYear ? state.rows.map((row) => settled(row, row.isDebit)) : state.rows;
    return { ...state, withYear: action.withYear, rows };
  }
  if ('flow' in action) return { ...state, flows: { ...state.flows, [action.flow]: action.amount } };
  if ('paste' in action) {
    const withYear = state.withYear || action.paste.some((entry) => entry.year !== null);
    return { ...state, withYear, rows: pasted(state.rows, action.paste) };
  }
  if ('addTo' in action) {
    const last = state.rows.findLastIndex((row) => row.code === action.addTo);
    const above = state.rows[last];
    return above ? { ...state, rows: state.rows.toSpliced(last + 1, 0, blank(above)) } : state;
  }
  if ('remove' in action) {
    const gone = state.rows.find((row) => row.key === action.remove);
    const rest = state.rows.filter((row) => row.key !== action.remove);
    if (!gone || rest.some((row) => row.code === gone.code)) return { ...state, rows: rest };
    return { ...state, rows: state.rows.map((row) => (row === gone ? blank(gone) : row)) };
  }
  const rows = state.rows.map((row) =>
    row.key === action.at ? changed(row, action.row, state.withYear) : row,
  );
  return { ...state, rows };
}

/** The rows that are sent, in their order. */
export const sentRows = (state: OpeningState): OpeningRow[] =>
  state.rows.filter((row) =>
    (tellsYear(state)
      ? [row.debit, row.credit, row.yearDebit, row.yearCredit]
      : [row.debit, row.credit]
    ).some((text) => !isZero(amountOf(text))),
  );

export const openingBody = (state: OpeningState): OpeningBody => ({
  started_on: state.startedOn,
  lines: sentRows(state).map((row) => ({
    account: row.code,
    debit: amountOf(row.debit),
    credit: amountOf(row.credit),
    ...Object.fromEntries(TAGS.map((tag) => [`${tag}_id`, row.tags[tag]?.id ?? null])),
    foreign_amount: row.currency === null ? null : amountOf(row.foreign),
    ...(tellsYear(state) ? yearOf(row) : {}),
  })),
  flows: tellsYear(state)
    ? Object.entries(state.flows)
        .filter(([, amount]) => !isZero(amountOf(amount)))
        .map(([row, amount]) => ({ row: Number(row), amount: amountOf(amount) }))
    : [],
});

const yearOf = (row: OpeningRow) => ({
  year_debit: amountOf(row.yearDebit),
  year_credit: amountOf(row.yearCredit),
  year_actual: row.isProfit && row.actual.trim() !== '' ? amountOf(row.actual) : null,
  year_foreign_debit: row.currency === null ? null : amountOf(row.foreignDebit),
  year_foreign_credit: row.currency === null ? null : amountOf(row.foreignCredit),
});

/** An account of profit and loss that would have held something when the year began. */
export const beginsWithProfit = (row: OpeningRow): boolean => row.isProfit && !isZero(amountOf(row.begin));

const notRead = (text: string): boolean => text.trim() !== '' && parseDecimal(text) === null;

/** What each account wants named, by its code. */
export type Wanted = Map<string, Tag[]>;

/** What a row must still name; what the profit and loss of a year was made of is known by account only. */
export function missingTags(row: OpeningRow, withYear: boolean, wanted: Wanted): Tag[] {
  if (withYear && row.isProfit) return [];
  const texts = [row.debit, row.credit, ...(withYear ? [row.yearDebit, row.yearCredit] : [])];
  if (texts.every((text) => isZero(amountOf(text)))) return [];
  return (wanted.get(row.code) ?? []).filter((tag) => !row.tags[tag]);
}

function isWrong(row: OpeningRow, withYear: boolean, wanted: Wanted): boolean {
  const pairs: [Decimal, string][] = [
    [subtract(amountOf(row.debit), amountOf(row.credit)), row.foreign],
    ...(withYear
      ? ([
          [amountOf(row.yearDebit), row.foreignDebit],
          [amountOf(row.yearCredit), row.foreignCredit],
        ] as [Decimal, string][])
      : []),
  ];
  const texts = [row.debit, row.credit, ...(withYear ? [row.yearDebit, row.yearCredit, row.actual] : [])];
  const silent = pairs.some(([amount, foreign]) => !isZero(amount) && parseDecimal(foreign) === null);
  if (row.currency !== null && silent) return true;
  if (withYear && beginsWithProfit(row)) return true;
  return texts.some(notRead) || missingTags(row, withYear, wanted).length > 0;
}

/** The server's refusals by the row they are about: "lines.2.person_id" is the third that was sent. */
export function refusedRows(errors: { field: string }[], state: OpeningState): Map<string, Tag[]> {
  const sent = sentRows(state);
  const found = new Map<string, Tag[]>();
  for (const { field } of errors) {
    const [, place, name] = /^lines\.(\d+)\.(\w+)_id$/.exec(field) ?? [];
    const row = place === undefined ? undefined : sent[Number(place)];
    const tag = TAGS.find((one) => one === name);
    if (row && tag) found.set(row.key, [...(found.get(row.key) ?? []), tag]);
  }
  return found;
}

/** Rows that cannot be sent: an amount that is no number or not said in the account's currency, one that does not name what its account is kept apart by, or profit that would be of the year before. */
export const wrongRows = (state: OpeningState, wanted: Wanted): Set<string> =>
  new Set(state.rows.filter((row) => isWrong(row, tellsYear(state), wanted)).map((row) => row.key));
