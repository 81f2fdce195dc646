import { describe, expect, it } from 'vitest';
import { add, compare } from '../../kit/decimal';
import { asPrinted, lineAmount, totalOf } from './totals';

describe('a line', () => {
  it.each([
    ['14', '54.7', '0.13', true, { net: '677.70', tax: '88.10', gross: '765.80' }],
    ['24', '173.19', '0.13', true, { net: '3678.37', tax: '478.19', gross: '4156.56' }],
    ['3', '33.33', '0.13', false, { net: '99.99', tax: '13.00', gross: '112.99' }],
    ['1', '0.01', '0.13', true, { net: '0.01', tax: '0.00', gross: '0.01' }],
    ['1', '100', '0', true, { net: '100.00', tax: '0.00', gross: '100.00' }],
  ])('%s x %s at %s', (quantity, price, rate, includesTax, amount) => {
    expect(lineAmount(quantity, price, rate, includesTax)).toEqual(amount);
  });
  it('always has net + tax = gross', () => {
    for (let cents = 1; cents < 2000; cents += 7) {
      const { net, tax, gross } = lineAmount('3', (cents / 100).toFixed(2), '0.13', true);
      expect(compare(add(net, tax), gross)).toBe(0);
    }
  });
});

it('adds lines up, never computing the total anew', () => {
  const line = lineAmount('1', '0.05', '0.13', false);
  expect(totalOf([line, line, line])).toEqual({ net: '0.15', tax: '0.03', gross: '0.18' });
});

it('keeps what was agreed when the printed tax is another', () => {
  const amount = lineAmount('10', '46.15', '0.13', false);
  expect(asPrinted(amount, '59.99', false)).toEqual({ net: '461.50', tax: '59.99', gross: '521.49' });
  expect(asPrinted(amount, '59.99', true)).toEqual({ net: '461.51', tax: '59.99', gross: '521.50' });
});
