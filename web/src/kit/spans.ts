/** Named stretches of days seen from today, as the server counts them: Monday begins a week. */
export const SPANS = [
  'today',
  'yesterday',
  'tomorrow',
  'this_week',
  'last_week',
  'next_week',
  'this_month',
  'last_month',
  'next_month',
  'this_quarter',
  'last_quarter',
  'next_quarter',
  'this_year',
  'last_year',
  'next_year',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'next_7_days',
  'next_30_days',
  'next_90_days',
] as const;

export type Span = (typeof SPANS)[number];

const DAY = 86_400_000;
const DAYS: Record<string, number> = { today: 0, yesterday: -1, tomorrow: 1 };
const STEPS: Record<string, number> = { last: -1, this: 0, next: 1 };
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };

const text = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const addDays = (day: string, count: number): string => text(Date.parse(day) + count * DAY);

/** Monday is 0. */
export const weekday = (day: string): number => (new Date(day).getUTCDay() + 6) % 7;

export const mondayOf = (day: string): string => addDays(day, -weekday(day));

const firstOfMonth = (number: number): string => text(Date.UTC(Math.floor(number / 12), number % 12, 1));

export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return firstOfMonth(year * 12 + month - 1 + count);
}

/** The first day of the span, and the day after its last. */
export function spanOfDays(span: Span, today: string): [string, string] {
  const near = DAYS[span];
  if (near !== undefined) return [addDays(today, near), addDays(today, near + 1)];
  const [which = '', ...rest] = span.split('_');
  const step = STEPS[which] ?? 0;
  const length = rest.join('_');
  if (length === 'week') {
    const first = addDays(mondayOf(today), step * 7);
    return [first, addDays(first, 7)];
  }
  const months = MONTHS[length];
  if (months) {
    const [year = 0, month = 1] = today.split('-').map(Number);
    const first = (Math.floor((year * 12 + month - 1) / months) + step) * months;
    return [firstOfMonth(first), firstOfMonth(first + months)];
  }
  const count = Number(length.replace('_days', ''));
  const first = step > 0 ? today : addDays(today, 1 - count);
  return [first, addDays(first, count)];
}
