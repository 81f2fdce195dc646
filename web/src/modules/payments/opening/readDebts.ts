import { isNegative, isZero, negate, parseDecimal, type Decimal } from '../../../kit/decimal';
import type { NamedParty } from '../../ledger/booksApi';
import type { DebtSide } from './api';
import { turned, type FilledDebt } from './debtsState';
import { readDay } from '../../../kit/readDay';

/** A debt as a table of another system tells it; without a kind the party says what it is. */
export interface ToldDebt {
  side: DebtSide | null;
  party: string;
  number: string | null;
  day: string | null;
  amount: Decimal;
  note: string;
}

export type Unread = 'side' | 'party' | 'day' | 'amount';

export interface Reading {
  debts: ToldDebt[];
  /** Lines that were not understood, and what of them. */
  unread: { line: number; why: Unread }[];
}

interface Places {
  side: number;
  party: number;
  number: number;
  day: number;
  amount: number;
  note: number;
  /** What a table is of that names customers or suppliers only. */
  of: DebtSide | null;
}

const WORDS: [DebtSide, RegExp][] = [
  ['advance_received', /^(期初)?预收|advance.*received|^2203/i],
  ['advance_paid', /^(期初)?预付|advance.*paid|prepa|^1123/i],
  ['receivable', /^(期初)?应收|receivable|^1122/i],
  ['payable', /^(期初)?应付|payable|^2202/i],
];
const SIDE = /^(往来|款项)?(类型|性质|类别)$|^科目(编码|名称)?$|^(kind|type|side|account)$/i;
const CUSTOMER = /^客户(名称)?$|^customer$/i;
const SUPPLIER = /^供应商(名称)?$|^(supplier|vendor)$/i;
const PARTY = /^(往来)?单位(名称)?$|^名称$|^(party|partner|name)$/i;
const NUMBER = /^(原)?单(据)?(号|编号)$|^发票(号|号码)$|^编号$|^(invoice |earlier )?(number|no\.?)$/i;
const DAY = /^(原|单据|开票|发票|业务|记账)?日期$|^(invoice )?date( on paper)?$/i;
const AMOUNT =
  /^(金额|余额|期初余额|期末余额|欠款|欠款金额|未[收付]金额|未核销金额|未收|未付)$|^(amount|balance|open)$/i;
const NOTE = /^(备注|摘要|说明)$|^(note|summary|memo)$/i;
/** So many rows may stand above the headings: the title, the company, the months. */
const MOST_ABOVE = 10;
const ADDS_UP = /^(合计|总计|小计|total)/i;

/**
 * Reads a table by its headings; without headings its columns are the party, the number, the day, the amount and perhaps
 * a note, with the kind before them where there is one.
 */
export function readDebts(rows: string[][]): Reading {
  const head = rows.slice(0, MOST_ABOVE).findIndex((row) => placesOf(row) !== null);
  const places = head < 0 ? null : placesOf(rows[head] ?? []);
  const reading: Reading = { debts: [], unread: [] };
  rows.forEach((row, at) => {
    if (at <= head || row.every((cell) => cell === '') || row.some((cell) => ADDS_UP.test(cell))) return;
    const told = places ? byHeadings(row, places) : byOrder(row);
    if (typeof told !== 'string') {
      if (!isZero(told.amount)) reading.debts.push(told);
    } else reading.unread.push({ line: at + 1, why: told });
  });
  return reading;
}

function placesOf(row: string[]): Places | null {
  // 金额（元） is 金额.
  const names = row.map((name) => name.replace(/\s*[（(].*$/, '').trim());
  const at = (words: RegExp): number => names.findIndex((name) => words.test(name));
  const [customer, supplier, party, amount] = [at(CUSTOMER), at(SUPPLIER), at(PARTY), at(AMOUNT)];
  const whom = [customer, supplier, party].find((place) => place >= 0) ?? -1;
  if (whom < 0 || amount < 0) return null;
  const of = whom === customer ? 'receivable' : whom === supplier ? 'payable' : null;
  return { side: at(SIDE), party: whom, number: at(NUMBER), day: at(DAY), amount, note: at(NOTE), of };
}

const sideIn = (cell: string | undefined): DebtSide | null =>
  WORDS.find(([, words]) => words.test(cell ?? ''))?.[0] ?? null;

function byHeadings(row: string[], places: Places): ToldDebt | Unread {
  const day = row[places.day] ?? '';
  const side = sideIn(row[places.side]);
  // 其他应收 is none of ours: said and not known is not taken for what is usual.
  if (side === null && row[places.side]) return 'side';
  return told({
    side: side ?? places.of,
    party: row[places.party] ?? '',
    number: row[places.number] || null,
    day: day === '' ? null : day,
    amount: row[places.amount] ?? '',
    note: row[places.note] ?? '',
  });
}

function byOrder(row: string[]): ToldDebt | Unread {
  const side = sideIn(row[0]);
  const [party = '', number = '', day = '', amount = '', note = ''] = side ? row.slice(1) : row;
  // Only whom and how much: a balance of the party.
  if (day === '' && amount === '' && parseDecimal(number) !== null)
    return told({ side, party, number: null, day: null, amount: number, note: '' });
  return told({ side, party, number: number || null, day: day || null, amount, note });
}

function told(said: Omit<ToldDebt, 'amount'> & { amount: string }): ToldDebt | Unread {
  const amount = parseDecimal(said.amount);
  const day = said.day === null ? null : readDay(said.day);
  if (said.party === '') return 'party';
  if (amount === null) return 'amount';
  if (said.day !== null && day === null) return 'day';
  return { ...said, day, amount };
}

export const partiesIn = (debts: ToldDebt[]): string[] => [...new Set(debts.map((debt) => debt.party))];

/** The rows with their parties found by name; what a table leaves open is as `usual`, and nobody's names are told. */
export function withKnown(
  debts: ToldDebt[],
  known: Map<string, NamedParty>,
  usual: { number: string; day: string },
): { rows: FilledDebt[]; missing: string[] } {
  const rows = debts.map((debt) => {
    const party = known.get(debt.party);
    const side = debt.side ?? (party?.onlySupplies ? 'payable' : 'receivable');
    const other = isNegative(debt.amount);
    return {
      side: other ? turned(side) : side,
      party: party ? { id: party.id, title: party.title } : null,
      number: debt.number ?? usual.number,
      day: debt.day ?? usual.day,
      amount: other ? negate(debt.amount) : debt.amount,
      note: debt.note,
    };
  });
  return { rows, missing: partiesIn(debts).filter((name) => !known.has(name)) };
}
