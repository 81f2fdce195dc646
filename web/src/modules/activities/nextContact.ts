import type { MessageKey } from '../../kit/i18n';

const DAY_MS = 86_400_000;
const WEEK = 7;

const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The Monday after this day; on a Monday the one a week later. */
export function nextMonday(day: string): string {
  const weekday = new Date(Date.parse(day)).getUTCDay() || WEEK;
  return later(day, WEEK + 1 - weekday);
}

/** The same day of the next month; where that is shorter, its last day. */
export function nextMonth(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The usual times of the next contact: a day of the company, at nine in its morning. */
export const USUAL: { label: MessageKey; day: (now: string) => string }[] = [
  { label: 'web.follow.next_tomorrow', day: (now) => later(now, 1) },
  { label: 'web.follow.next_in_3_days', day: (now) => later(now, 3) },
  { label: 'web.follow.next_monday', day: nextMonday },
  { label: 'web.follow.next_month', day: nextMonth },
];
