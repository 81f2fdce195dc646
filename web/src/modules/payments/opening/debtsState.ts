import type { FieldProblem } from '../../../api/problem';
import type { Reference } from '../../../api/types';
import { add, isPositive, parseDecimal, subtract, type Decimal } from '../../../kit/decimal';
import type { Opening } from '../../ledger/booksApi';
import type { DebtsBody, DebtSide, DebtTotal, OpeningDebt } from './api';
import { readDay } from '../../../kit/readDay';

export interface DebtRow {
  key: string;
  side: DebtSide;
  party: Reference | null;
  number: string;
  day: string;
  amount: string;
  note: string;
}

export interface DebtsState {
  rows: DebtRow[];
}

/** What a table or the opening balances tell; an amount that stands the other way round is of the other kind. */
export type FilledDebt = Omit<DebtRow, 'key'>;

export type DebtsAction =
  | { at: string; row: Partial<Omit<DebtRow, 'key'>> }
  | { more: true }
  | { remove: string }
  | { fill: FilledDebt[] };

export const SIDES: DebtSide[] = ['receivable', 'payable', 'advance_received', 'advance_paid'];
const TURNED: Record<DebtSide, DebtSide> = {
  receivable: 'advance_received',
  advance_received: 'receivable',
  payable: 'advance_paid',
  advance_paid: 'payable',
};
const CREDIT = new Set<DebtSide>(['payable', 'advance_received']);
const BEGINNING = 3;

/** The kind that an amount of the other sign is of: what a customer paid too much is an advance of his. */
export const turned = (side: DebtSide): DebtSide => TURNED[side];

export const ofCustomers = (side: DebtSide): boolean => side === 'receivable' || side === 'advance_received';

let made = 0;
const blank = (side: DebtSide = 'receivable'): DebtRow => {
  made += 1;
  const key = `${Date.now().toString(36)}-${made}`;
  return { key, side, party: null, number: '', day: '', amount: '', note: '' };
};

export const debtsState = (): DebtsState => ({ rows: Array.from({ length: BEGINNING }, () => blank()) });

export const isFilled = (row: DebtRow): boolean =>
  row.party !== null || [row.number, row.day, row.amount, row.note].some((text) => text.trim() !== '');

export function stepDebts(state: DebtsState, action: DebtsAction): DebtsState {
  if ('more' in action) return { rows: [...state.rows, blank(state.rows.at(-1)?.side)] };
  if ('remove' in action) return { rows: state.rows.filter((row) => row.key !== action.remove) };
  if ('fill' in action) {
    const filled = action.fill.map((row) => ({ ...blank(), ...row }));
    return { rows: [...state.rows.filter(isFilled), ...filled] };
  }
  const rows = state.rows.map((row) => (row.key === action.at ? { ...row, ...action.row } : row));
  const last = rows.at(-1);
  // Whoever fills the last line finds another below it.
  return { rows: last && last.key === action.at && isFilled(last) ? [...rows, blank(last.side)] : rows };
}

export const amountOf = (row: DebtRow): Decimal => parseDecimal(row.amount) ?? '0';

const sentRows = (state: DebtsState): DebtRow[] => state.rows.filter(isFilled);

export const debtsBody = (state: DebtsState): DebtsBody => ({
  rows: sentRows(state).map((row) => ({
    side: row.side,
    party_id: row.party?.id ?? '',
    number: row.number.trim(),
    invoiced_on: readDay(row.day) ?? '',
    amount: amountOf(row),
    note: row.note.trim() || null,
  })),
});

export type Place = 'party' | 'number' | 'day' | 'amount';

/** What is missing or cannot be read of rows that would be sent, by row. */
export function wrongPlaces(state: DebtsState): Map<string, Set<Place>> {
  const wrong = new Map<string, Set<Place>>();
  for (const row of sentRows(state)) {
    const places: Place[] = [
      ...(row.party === null ? (['party'] as const) : []),
      ...(row.number.trim() === '' ? (['number'] as const) : []),
      ...(readDay(row.day) === null ? (['day'] as const) : []),
      ...(isPositive(amountOf(row)) ? [] : (['amount'] as const)),
    ];
    if (places.length > 0) wrong.set(row.key, new Set(places));
  }
  return wrong;
}

const PLACES: Record<string, Place> = {
  party_id: 'party',
  number: 'number',
  invoiced_on: 'day',
  amount: 'amount',
};

/** Where the server found something wrong: the line among those that are filled, and the place in it. */
export function refusedPlaces(
  state: DebtsState,
  errors: FieldProblem[],
): { key: string; place: Place | undefined; line: number; detail: string }[] {
  const sent = sentRows(state);
  return errors.flatMap((error) => {
    const [, at, field] = error.field.split('.');
    const row = sent[Number(at)];
    if (!row) return [];
    const line = state.rows.indexOf(row) + 1;
    return [{ key: row.key, place: PLACES[field ?? ''], line, detail: error.detail }];
  });
}

/** What the rows bring in of a side. */
export const typedOf = (state: DebtsState, side: DebtSide): Decimal =>
  state.rows.filter((row) => row.side === side).reduce((all, row) => add(all, amountOf(row)), '0');

/**
 * One row for each customer and supplier of whom the opening balances hold something that is not entered here yet; what
 * stands on the other side of an account is of the other kind.
 */
export function fromBalances(
  opening: Opening,
  totals: DebtTotal[],
  entered: OpeningDebt[],
  said: { number: string; day: string },
): FilledDebt[] {
  return totals.flatMap(({ side, account }) => {
    const held = new Map<string, { party: Reference; amount: Decimal }>();
    for (const line of opening.lines) {
      if (line.account_code !== account || !line.party) continue;
      const amount = subtract(line.debit, line.credit);
      const before = held.get(line.party.id)?.amount ?? '0';
      held.set(line.party.id, { party: line.party, amount: add(before, amount) });
    }
    return [...held.values()].flatMap(({ party, amount }) => {
      const owed = CREDIT.has(side) ? subtract('0', amount) : amount;
      const kind = isPositive(owed) ? side : turned(side);
      const all = isPositive(owed) ? owed : subtract('0', owed);
      const here = entered
        .filter((row) => row.side === kind && row.party.id === party.id)
        .reduce((sum, row) => add(sum, row.amount), '0');
      const left = subtract(all, here);
      return isPositive(left) ? [{ side: kind, party, ...said, amount: left, note: '' }] : [];
    });
  });
}
