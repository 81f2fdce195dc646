import {
  add,
  compare,
  divide,
  isZero,
  multiply,
  round,
  subtract,
  sum,
  type Decimal,
} from '../../kit/decimal';

/** An instalment as it is typed. */
export interface TypedInstalment {
  due_on: string | null;
  amount: Decimal | null;
  note: string;
}

/** How an order is usually divided: by parts of a hundred, each so many months after the first day. */
export const PRESETS = {
  whole: [100],
  half: [50, 50],
  three_seven: [30, 70],
  three_six_one: [30, 60, 10],
  quarters: [25, 25, 25, 25],
} as const;
export type Preset = keyof typeof PRESETS;

/** The total divided by the parts of a preset, to the cent: what rounding leaves is for the last one. */
export function divided(total: Decimal, preset: Preset, first: string): TypedInstalment[] {
  const parts = PRESETS[preset];
  const amounts = parts.map((part) => round(divide(multiply(total, String(part)), '100')));
  const last = amounts.length - 1;
  amounts[last] = add(amounts[last]!, subtract(total, sum(amounts)));
  return amounts.map((amount, index) => ({ due_on: monthsAfter(first, index), amount, note: '' }));
}

/** The same day some months later, or the last day of a month that is too short. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const place = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  place.setUTCDate(Math.min(date, place.getUTCDate()));
  return place.toISOString().slice(0, 10);
}

/** What of the total no instalment has; below zero they have too much. */
export const leftOf = (total: Decimal, lines: TypedInstalment[]): Decimal =>
  subtract(total, sum(lines.map((line) => line.amount ?? '0')));

/** Whether the instalments can be agreed on: each with its day and amount, and together the total. */
export const isWhole = (total: Decimal, lines: TypedInstalment[]): boolean =>
  lines.every((line) => line.due_on !== null && line.amount !== null && compare(line.amount, '0') > 0) &&
  (lines.length === 0 || isZero(leftOf(total, lines)));
