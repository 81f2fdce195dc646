import { describe, expect, it } from 'vitest';
import {
  formatMoney,
  formatPercent,
  formatPrice,
  formatQuantity,
  formatShort,
  isNegative,
  isPositive,
  isZero,
  negate,
  parseDecimal,
  round,
  sumOfKnown,
} from './decimal';

describe('parseDecimal', () => {
  it.each([
    ['1,234.50', '1234.5'],
    ['１２．５', '12.5'],
    ['¥ 3', '3'],
    ['(12.30)', '-12.3'],
    ['.5', '0.5'],
    ['0.1', '0.1'],
  ])('reads %s', (typed, value) => expect(parseDecimal(typed)).toBe(value));
  it.each(['', 'abc', '1.2.3', '1e5', '--1'])('refuses %s', (typed) =>
    expect(parseDecimal(typed)).toBeNull(),
  );
});

describe('an amount that is hidden from the reader', () => {
  const hidden = null as unknown as string;
  it.each([isZero, isPositive, isNegative, negate])('is nothing to reckon with: %o', (reckon) =>
    expect(() => reckon(hidden)).toThrow('Invalid number'),
  );
  it('is no part of a sum: the sum would be wrong, or tell it', () => {
    expect(sumOfKnown(['1', hidden])).toBeNull();
    expect(sumOfKnown(['1', '2.5'])).toBe('3.5');
    expect(sumOfKnown([])).toBe('0');
  });
});

describe('round', () => {
  it.each([
    ['0.005', '0.01'],
    ['-0.005', '-0.01'],
    ['1.004999', '1.00'],
    ['2.675', '2.68'],
  ])('rounds %s half up, away from zero', (value, rounded) => expect(round(value)).toBe(rounded));
});

describe('format', () => {
  it('groups money and keeps two places', () => {
    expect(formatMoney('1234567.5')).toBe('1,234,567.50');
    expect(formatMoney('-0.5')).toBe('-0.50');
    expect(formatMoney('99999999999999.99')).toBe('99,999,999,999,999.99');
  });
  it('drops idle zeros of quantities', () => {
    expect(['781.7', '6.666667', '12'].map(formatPrice)).toEqual(['781.70', '6.666667', '12.00']);
    expect(formatQuantity('1200.000000')).toBe('1,200');
    expect(formatQuantity('-0.250')).toBe('-0.25');
  });
  it('says rates as percent', () => expect(formatPercent('0.13')).toBe('13%'));
  it('shortens large amounts in the way of the language', () => {
    expect(formatShort('12345.6', true)).toBe('1.23 万');
    expect(formatShort('-234567890', true)).toBe('-2.35 亿');
    expect(formatShort('12345.6', false)).toBe('12.35K');
    expect(formatShort('999.5', true)).toBe('999.50');
  });
});
