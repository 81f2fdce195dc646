import { describe, expect, it } from 'vitest';
import { divided, isWhole, leftOf, monthsAfter } from './plan';

describe('an order divided into instalments', () => {
  it('comes to its total, to the cent', () => {
    expect(divided('1000.01', 'three_six_one', '2026-11-30').map((one) => one.amount)).toEqual([
      '300.00',
      '600.01',
      '100',
    ]);
    expect(divided('0.05', 'quarters', '2026-11-30').map((one) => one.amount)).toEqual([
      '0.01',
      '0.01',
      '0.01',
      '0.02',
    ]);
  });

  it('falls due month by month, on the last day of short ones', () => {
    expect(divided('100', 'quarters', '2026-11-30').map((one) => one.due_on)).toEqual([
      '2026-11-30',
      '2026-12-30',
      '2027-01-30',
      '2027-02-28',
    ]);
    expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsAfter('2026-12-15', 1)).toBe('2027-01-15');
  });

  it('is whole when nothing is left, and every line has a day', () => {
    const lines = divided('100', 'half', '2026-11-30');
    expect(isWhole('100', lines)).toBe(true);
    expect(leftOf('110', lines)).toBe('10');
    expect(isWhole('110', lines)).toBe(false);
    expect(isWhole('100', [{ ...lines[0]!, due_on: null }, lines[1]!])).toBe(false);
    expect(isWhole('100', [])).toBe(true);
  });
});
