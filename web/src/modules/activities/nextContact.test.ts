import { expect, test } from 'vitest';
import { nextMonday, nextMonth, USUAL } from './nextContact';

test('next Monday is after the day, also on a Monday and a Sunday', () => {
  expect(nextMonday('2026-11-23')).toBe('2026-11-30');
  expect(nextMonday('2026-11-28')).toBe('2026-11-30');
  expect(nextMonday('2026-11-29')).toBe('2026-11-30');
});

test('next month is the same day, or the last one where the month is shorter', () => {
  expect(nextMonth('2026-11-15')).toBe('2026-12-15');
  expect(nextMonth('2026-12-31')).toBe('2027-01-31');
  expect(nextMonth('2027-01-31')).toBe('2027-02-28');
  expect(nextMonth('2028-01-30')).toBe('2028-02-29');
});

test('tomorrow and in three days cross the end of a month', () => {
  expect(USUAL.map((one) => one.day('2026-11-29'))).toEqual([
    '2026-11-30',
    '2026-12-02',
    '2026-11-30',
    '2026-12-29',
  ]);
});
