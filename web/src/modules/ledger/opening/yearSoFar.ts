import { add, isZero, negate, parseDecimal, subtract, type Decimal } from '../../../kit/decimal';

/** What is told of an account in a year that is under way: at its start, on both sides since, and now. */
export const TOLD = ['begin', 'held', 'yearCredit', 'yearDebit'] as const;
export type Told = (typeof TOLD)[number];

/** The texts of a row that tell the year. */
export interface YearTexts {
  /** 年初余额, on the side of the account's nature. */
  begin: string;
  yearDebit: string;
  yearCredit: string;
  debit: string;
  credit: string;
  /** What somebody typed, the last one last; the one that is missing follows from the others. */
  typed: Told[];
}

export const amountOf = (text: string): Decimal => parseDecimal(text) ?? '0';
export const shown = (amount: Decimal): string => (isZero(amount) ? '' : amount);

/** The one of the four that follows from the other three: one that nobody typed, else what was typed longest ago. */
export const follows = (typed: Told[]): Told =>
  TOLD.find((one) => !typed.includes(one)) ?? typed[0] ?? 'begin';

/** Somebody typed this one of the four now. */
export const typing = (typed: Told[], now: Told): Told[] =>
  [...typed.filter((one) => one !== now), now].slice(-3);

/** The row with what follows from the rest: 年初 + 累计借方 - 累计贷方 = 期初, debits positive. */
export function settled<Row extends YearTexts>(row: Row, isDebit: boolean): Row {
  const natural = (amount: Decimal): Decimal => (isDebit ? amount : negate(amount));
  const begin = natural(amountOf(row.begin));
  const debit = amountOf(row.yearDebit);
  const credit = amountOf(row.yearCredit);
  const held = subtract(amountOf(row.debit), amountOf(row.credit));
  switch (follows(row.typed)) {
    case 'begin':
      return { ...row, begin: shown(natural(add(subtract(held, debit), credit))) };
    case 'yearCredit':
      return { ...row, yearCredit: shown(subtract(add(begin, debit), held)) };
    case 'yearDebit':
      return { ...row, yearDebit: shown(add(subtract(held, begin), credit)) };
    case 'held':
      return { ...row, ...onSides(subtract(add(begin, debit), credit)) };
  }
}

/** A balance as the texts of both sides. */
export function onSides(held: Decimal): { debit: string; credit: string } {
  const isCredit = held.startsWith('-');
  return { debit: isCredit ? '' : shown(held), credit: isCredit ? shown(negate(held)) : '' };
}

/** What was really earned or spent where nobody says it: what moved on the account's side, or what still stands there. */
export function usualActual(row: YearTexts, isDebit: boolean): Decimal {
  const held = subtract(amountOf(row.debit), amountOf(row.credit));
  if (!isZero(held)) return isDebit ? held : negate(held);
  return amountOf(isDebit ? row.yearDebit : row.yearCredit);
}

/** Whether books that begin on this day begin inside a year. */
export const insideYear = (startedOn: string): boolean => !startedOn.endsWith('-01-01');
