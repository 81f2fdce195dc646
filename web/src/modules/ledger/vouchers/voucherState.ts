import {
  isDecimal,
  isNegative,
  isPositive,
  isZero,
  multiply,
  negate,
  parseDecimal,
  round,
  subtract,
  sum,
  type Decimal,
} from '../../../kit/decimal';
import type { Reference } from '../../../api/types';
import type { Voucher, VoucherBody, VoucherLineBody } from '../booksApi';
import type { StandardVoucher } from '../templates/api';

/** What a line may be kept apart by (辅助核算), as the line's fields name it. */
export const TAGS = ['party', 'department', 'person', 'product', 'project'] as const;
export type Tag = (typeof TAGS)[number];
export type Side = 'debit' | 'credit';

/** Where each of them is found. */
export const TAG_PATHS: Record<Tag, string> = {
  party: 'parties',
  department: 'departments',
  person: 'users',
  product: 'products',
  project: 'projects',
};

const TAG_OF: Record<string, Tag> = {
  customer: 'party',
  supplier: 'party',
  partner: 'party',
  department: 'department',
  person: 'person',
  item: 'product',
  project: 'project',
};

export interface LineAccount {
  code: string;
  name: string;
  dimensions: string[];
  /** The foreign currency it keeps. */
  currency?: string | null;
}

export interface VoucherLineState {
  key: string;
  summary: string;
  /** What stands in the account's cell: the account's code and name, or what is searched for. */
  words: string;
  account: LineAccount | null;
  debit: string;
  credit: string;
  tags: Partial<Record<Tag, Reference>>;
  cashFlow: number | null;
  /** What the line is in the currency of its account, and at which rate. */
  foreign: string;
  rate: string;
  /** The line shows everything it may be kept apart by. */
  open: boolean;
  /** The side on which a standard template wants an amount; without one the line is left out. */
  side?: Side;
}

export interface VoucherState {
  day: string;
  attachments: number;
  reversesOn: string | null;
  lines: VoucherLineState[];
}

export type VoucherAction =
  | { head: Partial<Pick<VoucherState, 'day' | 'attachments' | 'reversesOn'>> }
  | { at: string; line: Partial<VoucherLineState> }
  | { at: string; foreign: { foreign?: string; rate?: string } }
  | { remove: string }
  | { balance: string; side: Side }
  | { pasted: VoucherLinePasted[]; at: string }
  | { standard: StandardVoucher; english: boolean };

/** What a pasted row says of a line. */
export type VoucherLinePasted = Partial<
  Pick<VoucherLineState, 'summary' | 'words' | 'account' | 'debit' | 'credit'>
>;

const FEWEST_LINES = 4;
let made = 0;

export const blankLine = (): VoucherLineState => {
  made += 1;
  return {
    key: `${Date.now().toString(36)}-${made}`,
    summary: '',
    words: '',
    account: null,
    debit: '',
    credit: '',
    tags: {},
    cashFlow: null,
    foreign: '',
    rate: '',
    open: false,
  };
};

const hasAmount = (line: VoucherLineState): boolean => line.debit !== '' || line.credit !== '';

/** A summary alone, copied from the line above, is no line yet. */
export const isBlank = (line: VoucherLineState): boolean =>
  line.account === null && line.words.trim() === '' && !hasAmount(line);

/** Neither is what a standard template offers, until it has an amount. */
const isLine = (line: VoucherLineState): boolean =>
  hasAmount(line) || (line.side === undefined && !isBlank(line));

export const filledLines = (state: VoucherState): VoucherLineState[] => state.lines.filter(isLine);

/** There is always an empty line to go on with. */
function withRoom(lines: VoucherLineState[]): VoucherLineState[] {
  const last = lines.at(-1);
  const next = last === undefined || !isBlank(last) ? [...lines, blankLine()] : [...lines];
  while (next.length < FEWEST_LINES) next.push(blankLine());
  return next;
}

export const emptyVoucher = (day: string): VoucherState => ({
  day,
  attachments: 0,
  reversesOn: null,
  lines: withRoom([]),
});

export const dimensionsOf = (text: string | null): string[] => (text ? text.split(',') : []);

/** What a line must name, because its account wants it. */
export const wantedTags = (account: LineAccount | null): Tag[] => [
  ...new Set((account?.dimensions ?? []).flatMap((name) => TAG_OF[name] ?? [])),
];

/** Everything a line shows: what its account wants, what it names, and all once it is opened. */
export const shownTags = (line: VoucherLineState): Tag[] => {
  const wanted = wantedTags(line.account);
  return TAGS.filter((tag) => line.open || wanted.includes(tag) || line.tags[tag] !== undefined);
};

export const accountWords = (account: { code: string; name: string }): string =>
  `${account.code} ${account.name}`;

export function voucherState(voucher: Voucher, dimensions: Map<string, string[]>): VoucherState {
  const lines = voucher.lines.map((line): VoucherLineState => {
    const account = {
      code: line.account_code,
      name: line.account_name,
      dimensions: dimensions.get(line.account_code) ?? [],
      currency: line.currency,
    };
    const tags: Partial<Record<Tag, Reference>> = {};
    for (const tag of TAGS) {
      const named = line[tag];
      if (named) tags[tag] = { id: named.id, title: named.title };
    }
    return {
      ...blankLine(),
      summary: line.summary,
      words: accountWords(account),
      account,
      debit: isZero(line.debit) ? '' : line.debit,
      credit: isZero(line.credit) ? '' : line.credit,
      tags,
      cashFlow: line.cash_flow,
      foreign: line.foreign_amount ?? '',
      rate: line.rate ?? '',
    };
  });
  return {
    day: voucher.occurred_on,
    attachments: voucher.attachments,
    reversesOn: voucher.reverses_on,
    lines: withRoom(lines),
  };
}

/** What a standard template says comes below what was typed already; amounts are typed, those of taxes proposed. */
export function withStandard(state: VoucherState, template: StandardVoucher, english: boolean): VoucherState {
  const offered = template.lines.map((line): VoucherLineState => {
    const name = english ? line.account_name_en : line.account_name;
    const account = {
      code: line.account_code,
      name,
      dimensions: line.dimensions,
      currency: line.currency,
    };
    return {
      ...blankLine(),
      summary: english ? line.summary_en : line.summary,
      words: accountWords(account),
      account,
      side: line.side === 'credit' ? 'credit' : 'debit',
      ...(isDecimal(line.amount) ? { [line.side]: line.amount } : {}),
    };
  });
  return { ...state, lines: withRoom([...filledLines(state), ...offered]) };
}

export const amountOf = (text: string): Decimal => parseDecimal(text) ?? '0';

export const totals = (state: VoucherState): Record<Side, Decimal> => ({
  debit: sum(state.lines.map((line) => amountOf(line.debit))),
  credit: sum(state.lines.map((line) => amountOf(line.credit))),
});

/** Puts what is missing into a line, on the side asked for; a balance that lies on the other side goes there. */
function balanced(state: VoucherState, key: string, side: Side): VoucherState {
  const others = state.lines.filter((line) => line.key !== key);
  const { debit, credit } = totals({ ...state, lines: others });
  const missing = side === 'debit' ? subtract(credit, debit) : subtract(debit, credit);
  const there = isNegative(missing) ? (side === 'debit' ? 'credit' : 'debit') : side;
  const amount = isNegative(missing) ? negate(missing) : missing;
  const filled = { debit: '', credit: '', [there]: isZero(amount) ? '' : amount };
  const lines = state.lines.map((line) => (line.key === key ? { ...line, ...filled } : line));
  return { ...state, lines: withRoom(lines) };
}

/** The amount that the foreign one is worth, on the side where the line stands. */
function worth(line: VoucherLineState): VoucherLineState {
  const [foreign, rate] = [parseDecimal(line.foreign), parseDecimal(line.rate)];
  if (foreign === null || rate === null || isZero(foreign)) return line;
  const amount = round(multiply(foreign, rate));
  return line.credit ? { ...line, credit: amount } : { ...line, debit: amount };
}

/** A pasted amount leaves the other side empty, and another account names its own things. */
function pastedOver(line: VoucherLineState, said: VoucherLinePasted): VoucherLineState {
  const own = 'account' in said ? { tags: {}, cashFlow: null, foreign: '', rate: '' } : {};
  const other = said.debit ? { credit: '' } : said.credit ? { debit: '' } : {};
  return { ...line, ...own, ...other, ...said };
}

/** Pasted rows go over the lines from this one on, and below them. */
function withPasted(state: VoucherState, at: string, pasted: VoucherLinePasted[]): VoucherState {
  const found = state.lines.findIndex((line) => line.key === at);
  // Accounts are looked up meanwhile: where the line is gone, they go below the others.
  const first = found < 0 ? filledLines(state).length : found;
  const over = pasted.map((said, place) => pastedOver(state.lines[first + place] ?? blankLine(), said));
  const lines = [...state.lines.slice(0, first), ...over, ...state.lines.slice(first + over.length)];
  return { ...state, lines: withRoom(lines) };
}

export function stepVoucher(state: VoucherState, action: VoucherAction): VoucherState {
  if ('head' in action) return { ...state, ...action.head };
  if ('standard' in action) return withStandard(state, action.standard, action.english);
  if ('pasted' in action) return withPasted(state, action.at, action.pasted);
  if ('balance' in action) return balanced(state, action.balance, action.side);
  if ('remove' in action)
    return { ...state, lines: withRoom(state.lines.filter((line) => line.key !== action.remove)) };
  const lines = state.lines.map((line) => {
    if (line.key !== action.at) return line;
    if ('foreign' in action) return worth({ ...line, ...action.foreign });
    const change = action.line;
    // An amount on one side leaves the other empty: a line is one-sided.
    const cleared = change.debit ? { credit: '' } : change.credit ? { debit: '' } : {};
    return { ...line, ...change, ...cleared };
  });
  return { ...state, lines: withRoom(lines) };
}

export type Wrong = 'account' | 'amount' | 'foreign' | 'rate' | Tag;

/** What must be mended before it is sent, by the line's key and cell. */
export function findWrong(state: VoucherState): Record<string, Wrong[]> {
  const found: Record<string, Wrong[]> = {};
  for (const line of filledLines(state)) {
    const wrong: Wrong[] = [];
    if (line.account === null) wrong.push('account');
    const [debit, credit] = [parseDecimal(line.debit), parseDecimal(line.credit)];
    const unread = (line.debit !== '' && debit === null) || (line.credit !== '' && credit === null);
    if (unread || isZero(debit ?? '0') === isZero(credit ?? '0')) wrong.push('amount');
    if (line.account?.currency) {
      const foreign = parseDecimal(line.foreign);
      if (foreign === null) wrong.push('foreign');
      else if (!isZero(foreign) && !isPositive(parseDecimal(line.rate) ?? '0')) wrong.push('rate');
    }
    for (const tag of wantedTags(line.account)) if (!line.tags[tag]) wrong.push(tag);
    if (wrong.length > 0) found[line.key] = wrong;
  }
  return found;
}

export const isEven = (state: VoucherState): boolean => {
  const { debit, credit } = totals(state);
  return isZero(subtract(debit, credit)) && (isPositive(debit) || isNegative(debit));
};

/** The voucher as it is sent. */
export function voucherBody(state: VoucherState): VoucherBody {
  // A line without words of its own is about the same as the one above it.
  let summary = '';
  const lines = filledLines(state).map((line): VoucherLineBody => {
    summary = line.summary.trim() || summary;
    const said: VoucherLineBody = {
      account: line.account?.code ?? '',
      summary,
      debit: amountOf(line.debit),
      credit: amountOf(line.credit),
      cash_flow: line.cashFlow,
    };
    if (line.account?.currency) {
      said.foreign_amount = amountOf(line.foreign);
      said.rate = isZero(said.foreign_amount) ? null : amountOf(line.rate);
    }
    for (const tag of TAGS) said[`${tag}_id`] = line.tags[tag]?.id ?? null;
    return said;
  });
  return {
    occurred_on: state.day,
    attachments: state.attachments,
    reverses_on: state.reversesOn,
    lines,
  };
}

/** The server's refusals by the line they are about: "lines.2.party_id" is the third line that was sent. */
export function refusedLines(
  errors: { field: string; detail: string }[],
  state: VoucherState,
): Record<string, Partial<Record<string, string>>> {
  const sent = filledLines(state);
  const found: Record<string, Partial<Record<string, string>>> = {};
  for (const { field, detail } of errors) {
    const [, place, name = ''] = /^lines\.(\d+)\.(\w+)$/.exec(field) ?? [];
    const line = place === undefined ? undefined : sent[Number(place)];
    if (line) found[line.key] = { ...found[line.key], [name.replace(/_id$/, '')]: detail };
  }
  return found;
}
