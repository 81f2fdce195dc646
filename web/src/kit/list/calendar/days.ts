import type { FieldMeta, RecordRow } from '../../../api/types';
import { atTime, formatInstant } from '../../dates';
import { valueKind } from '../../kinds';
import { addDays, addMonths, mondayOf } from '../../spans';

export type CalendarSpan = 'month' | 'week';

/** The days a calendar shows: whole weeks, from Monday. */
export function daysShown(on: string, span: CalendarSpan): string[] {
  const first = mondayOf(span === 'week' ? on : `${on.slice(0, 7)}-01`);
  if (span === 'week') return Array.from({ length: 7 }, (_, at) => addDays(first, at));
  const end = addMonths(on, 1);
  const days: string[] = [];
  for (let day = first; day < end || days.length % 7 !== 0; day = addDays(day, 1)) days.push(day);
  return days;
}

export const step = (on: string, span: CalendarSpan, by: number): string =>
  span === 'week' ? addDays(on, by * 7) : addMonths(on, by);

/** On which day a value lies, by the company's clock. */
export function dayOf(field: FieldMeta, value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return valueKind(field) === 'datetime' ? formatInstant(value).slice(0, 10) : value.slice(0, 10);
}

export const timeOf = (field: FieldMeta, row: RecordRow): string =>
  valueKind(field) === 'datetime' ? formatInstant(String(row[field.name] ?? '')).slice(11) : '';

/** The value moved to another day; a moment keeps its time. */
export function onDay(field: FieldMeta, row: RecordRow, day: string): string {
  return valueKind(field) === 'datetime' ? atTime(day, timeOf(field, row) || '09:00') : day;
}

/** What a new record on that day begins with. */
export const newOn = (field: FieldMeta, day: string): string =>
  valueKind(field) === 'datetime' ? atTime(day, '09:00') : day;
