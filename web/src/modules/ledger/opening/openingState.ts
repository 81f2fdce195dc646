import type { Reference } from '../../../api/types';
import { isZero, parseDecimal, subtract, sum, type Decimal } from '../../../kit/decimal';
import type { DetailAccount, Opening, OpeningBody } from '../booksApi';
import { dimensionsOf, wantedTags } from '../vouchers/voucherState';

export interface OpeningRow {
  key: string;
  code: string;
  party: Reference | null;
  debit: string;
  credit: string;
  /** The foreign currency that the account keeps, and what it held in it. */
  currency: string | null;
  foreign: string;
}

export interface OpeningState {
  startedOn: string;
  rows: OpeningRow[];
}

/** What a table told: an account by its code, whom it is kept by, and what it held. */
export interface Pasted {
  code: string;
  party: Reference | null;
  debit: Decimal;
  credit: Decimal;
  foreign: Decimal | null;
}

export type OpeningAction =
  | { startedOn: string }
  | { at: string; row: Partial<Omit<OpeningRow, 'key' | 'code'>> }
  | { addTo: string }
  | { remove: string }
  | { paste: Pasted[] };

let made = 0;
const blank = (code: string, currency: string | null): OpeningRow => {
  made += 1;
  const key = `${code}-${Date.now().toString(36)}-${made}`;
  return { key, code, party: null, debit: '', credit: '', currency, foreign: '' };
};

/** Lines of the account must name a customer or supplier. */
export const wantsParty = (account: DetailAccount): boolean =>
  wantedTags({
    code: account.code,
    name: account.name,
    dimensions: dimensionsOf(account.dimensions),
  }).includes('party');

const shown = (amount: Decimal): string => (isZero(amount) ? '' : amount);

/** A row for every account, with what was entered before. */
export function openingState(accounts: DetailAccount[], opening: Opening, startedOn: string): OpeningState {
  const rows = accounts.flatMap((account) => {
    const entered = opening.lines.filter((line) => line.account_code === account.code);
    const found = entered.map((line) => ({
      ...blank(account.code, account.currency),
      foreign: line.foreign_amount ?? '',
      party: line.party ? { id: line.party.id, title: line.party.title } : null,
      debit: shown(line.debit),
      credit: shown(line.credit),
    }));
    return found.length > 0 ? found : [blank(account.code, account.currency)];
  });
  return { startedOn: opening.started_on ?? startedOn, rows };
}

export const isFilled = (row: OpeningRow): boolean =>
  row.debit.trim() !== '' || row.credit.trim() !== '' || row.party !== null || row.foreign !== '';

const amountOf = (text: string): Decimal => parseDecimal(text) ?? '0';

export function totals(rows: OpeningRow[]): { debit: Decimal; credit: Decimal; difference: Decimal } {
  const debit = sum(rows.map((row) => amountOf(row.debit)));
  const credit = sum(rows.map((row) => amountOf(row.credit)));
  return { debit, credit, difference: subtract(debit, credit) };
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
    return found.map((entry) => ({
      ...blank(row.code, row.currency),
      party: entry.party,
      foreign: row.currency === null ? '' : (entry.foreign ?? ''),
      debit: shown(entry.debit),
      credit: shown(entry.credit),
    }));
  });
}

export function stepOpening(state: OpeningState, action: OpeningAction): OpeningState {
  if ('startedOn' in action) return { ...state, startedOn: action.startedOn };
  if ('paste' in action) return { ...state, rows: pasted(state.rows, action.paste) };
  if ('addTo' in action) {
    const last = state.rows.findLastIndex((row) => row.code === action.addTo);
    const currency = state.rows[last]?.currency ?? null;
    return { ...state, rows: state.rows.toSpliced(last + 1, 0, blank(action.addTo, currency)) };
  }
  if ('remove' in action) {
    const gone = state.rows.find((row) => row.key === action.remove);
    const rest = state.rows.filter((row) => row.key !== action.remove);
    if (!gone || rest.some((row) => row.code === gone.code)) return { ...state, rows: rest };
    const rows = state.rows.map((row) => (row === gone ? blank(gone.code, gone.currency) : row));
    return { ...state, rows };
  }
  const rows = state.rows.map((row) => {
    if (row.key !== action.at) return row;
    const cleared = action.row.debit ? { credit: '' } : action.row.credit ? { debit: '' } : {};
    return { ...row, ...action.row, ...cleared };
  });
  return { ...state, rows };
}

const sentRows = (state: OpeningState): OpeningRow[] =>
  state.rows.filter((row) => !isZero(amountOf(row.debit)) || !isZero(amountOf(row.credit)));

export const openingBody = (state: OpeningState): OpeningBody => ({
  started_on: state.startedOn,
  lines: sentRows(state).map((row) => ({
    account: row.code,
    debit: amountOf(row.debit),
    credit: amountOf(row.credit),
    party_id: row.party?.id ?? null,
    foreign_amount: row.currency === null ? null : amountOf(row.foreign),
  })),
});

/** Rows that cannot be sent: an amount that is no number or not said in the account's currency, or one of an account that wants a party without it. */
export const wrongRows = (state: OpeningState, byParty: Set<string>): Set<string> =>
  new Set(
    state.rows
      .filter((row) => {
        const unread = [row.debit, row.credit].some(
          (text) => text.trim() !== '' && parseDecimal(text) === null,
        );
        const amount = !isZero(amountOf(row.debit)) || !isZero(amountOf(row.credit));
        if (amount && row.currency !== null && parseDecimal(row.foreign) === null) return true;
        return unread || (amount && byParty.has(row.code) && row.party === null);
      })
      .map((row) => row.key),
  );
