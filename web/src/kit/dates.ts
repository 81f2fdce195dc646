import { language } from './i18n';

const DAY = 86_400_000;

/** The company's time zone; set once the company is known. */
let zone = 'Asia/Shanghai';
export const setTimeZone = (name: string | undefined): void => {
  zone = name || zone;
};

function parts(instant: Date): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** Today as the company counts days: 2026-11-23. */
export function today(): string {
  const { year, month, day } = parts(new Date());
  return `${year}-${month}-${day}`;
}

export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

export function lastOfMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** 2026-11-23 14:05, in the company's time zone. */
export function formatInstant(text: string): string {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return text;
  const { year, month, day, hour, minute } = parts(instant);
  return `${year}-${month}-${day} ${hour}:${minute}`;
}

/** The moment a business day begins in the company's time zone, in ISO 8601 with its offset. */
export const startOfDay = (day: string): string => atTime(day, '00:00');

/** A day and a time as the company's clock shows them, in ISO 8601 with the offset of that day. */
export function atTime(day: string, time: string): string {
  const named = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = named
    .formatToParts(new Date(`${day}T12:00:00Z`))
    .find((part) => part.type === 'timeZoneName')
    ?.value.replace('GMT', '');
  return `${day}T${time}:00${offset || '+00:00'}`;
}

/** 3 天前. Older than a month, the date itself says more. */
export function formatRelative(text: string): string {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) return text;
  const seconds = (instant - Date.now()) / 1000;
  const size = Math.abs(seconds);
  const words = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  if (size < 60) return words.format(0, 'minute');
  if (size < 3600) return words.format(Math.trunc(seconds / 60), 'minute');
  if (size < 86_400) return words.format(Math.trunc(seconds / 3600), 'hour');
  if (size < 30 * 86_400) return words.format(Math.trunc(seconds / 86_400), 'day');
  return formatInstant(text).slice(0, 10);
}
