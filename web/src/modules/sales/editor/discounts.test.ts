import { describe, expect, it } from 'vitest';
import { add } from '../../../kit/decimal';
import type { LineProduct, LineState } from '../../catalog/lines/lines';
import { shareOut } from '../totals';
import { lineShare, percentOff, readWhole, takenOff, wholeText } from './discounts';
import {
  emptyOrder,
  orderDraft,
  orderTotal,
  soldAt,
  stepOrder,
  wrongWhole,
  type OrderState,
} from './orderState';

const RATES = [
  { code: 'VAT13', rate: '0.13', name: '13%', kind: 'general', usual: true },
] as unknown as Parameters<typeof orderTotal>[1];

describe('a discount as it is typed', () => {
  it.each([
    ['5', '0.05'],
    ['5%', '0.05'],
    ['95\u6298', '0.05'],
    ['9.5\u6298', '0.05'],
    ['8\u6298', '0.2'],
    ['１２.５％', '0.125'],
    ['101', null],
    ['-1%', null],
    ['cheap', null],
  ])('%s of a line', (text, share) => expect(lineShare(text)).toBe(share));

  it.each([
    ['50', { amount: '50' }],
    ['50.005', null],
    ['-1', null],
    ['5%', { share: '0.05' }],
    ['95\u6298', { share: '0.05' }],
    ['200%', null],
  ])('%s of the whole', (text, said) => expect(readWhole(text)).toEqual(said));

  it('is shown again as it was typed', () => {
    expect(wholeText({ whole_discount_share: '0.05', whole_discount: '14' })).toBe('5%');
    expect(wholeText({ whole_discount_share: null, whole_discount: '20' })).toBe('20');
    expect(wholeText({ whole_discount_share: null, whole_discount: '0' })).toBe('');
    expect(percentOff('30', '20')).toBe('33.33');
    expect(percentOff('100', '120')).toBe('');
  });
});

describe('what is taken off the whole', () => {
  it('is shared as the server shares it', () => {
    expect(shareOut('10', ['33.33', '33.33', '33.33'])).toEqual(['3.34', '3.33', '3.33']);
    expect(takenOff(['285', '150', '33.33'], '10')).toEqual(['6.09', '3.20', '0.71']);
    expect(takenOff(['33.33', '33.33'], '10%')).toEqual(['3.34', '3.33']);
    expect(takenOff(['0', '0'], '')).toEqual(['0.00', '0.00']);
    for (let cents = 1; cents < 400; cents += 7) {
      const total = (cents / 100).toFixed(2);
      expect(Number(shareOut(total, ['1.11', '2.22', '0.67', '0']).reduce(add))).toBe(Number(total));
    }
  });
});

const product: LineProduct = {
  id: 'p',
  name: 'Screw',
  code: 'S',
  kind: 'goods',
  specification: '',
  unit: 'pc',
  unit_id: 'u',
  sale_price: '100',
  tax_code: null,
};
const start = (cells: Record<string, string>): OrderState =>
  stepOrder(
    { ...emptyOrder('2026-11-02'), party: { id: 'c', title: 'C' } },
    { lines: { do: 'all', lines: [{ key: 'a', words: 'Screw', product, cells }] } },
  );
const typed = (state: OrderState, cell: string, text: string): OrderState =>
  stepOrder(state, { lines: { do: 'cell', key: 'a', cell, text } });
const listed = (state: OrderState, price: string): OrderState =>
  ['list_price', 'unit_price'].reduce(
    (now, cell) => stepOrder(now, { lines: { do: 'proposed', cell, texts: { a: price } } }),
    state,
  );
const shown = (state: OrderState): (string | undefined)[] => {
  const { cells } = state.lines[0] as LineState;
  return [cells.list_price, cells.discount, cells.unit_price];
};

describe('list price, discount and price of a line', () => {
  const fresh = listed(start({ quantity: '1', tax_code: 'VAT13' }), '100');

  it('move together, and what was typed last leads', () => {
    expect(shown(fresh)).toEqual(['100', '', '100']);
    const off = typed(fresh, 'discount', '95\u6298');
    expect(shown(off)).toEqual(['100', '95\u6298', '95']);
    expect(shown(listed(off, '120'))).toEqual(['120', '95\u6298', '114']);
    const agreed = typed(off, 'unit_price', '90');
    expect(shown(agreed)).toEqual(['100', '10', '90']);
    expect(shown(listed(agreed, '120'))).toEqual(['120', '25', '90']);
    expect(shown(typed(agreed, 'discount', ''))).toEqual(['100', '', '100']);
    expect(shown(listed(typed(agreed, 'discount', ''), '120'))).toEqual(['120', '', '120']);
  });

  it('come out of a pasted line that brings a discount, or a price as well', () => {
    expect(shown(listed(start({ quantity: '1', discount: '5' }), '200'))).toEqual(['200', '5', '190']);
    const both = start({ quantity: '1', discount: '5', unit_price: '180' });
    expect(shown(listed(both, '200'))).toEqual(['200', '10', '180']);
  });
});

describe('an order with a discount on the whole', () => {
  const state = { ...start({ quantity: '3', unit_price: '95', tax_code: 'VAT13' }), whole: '10' };

  it('is added up as the server adds it, and sends what was typed', () => {
    expect(orderTotal(state, RATES)).toEqual({ net: '243.36', tax: '31.64', gross: '275.00', off: '10.00' });
    expect(orderDraft(state)).toMatchObject({ whole_discount: '10' });
    expect(orderDraft({ ...state, whole: '5%' })).toMatchObject({ whole_discount_share: '0.05' });
    expect(orderDraft({ ...state, whole: ' ' })).not.toHaveProperty('whole_discount');
  });

  it('leaves of each price what it leaves of all', () => {
    expect(soldAt(state, '95')).toBe('91.666667');
    expect(soldAt({ ...state, whole: '5%' }, '95')).toBe('90.250000');
    expect(soldAt({ ...state, whole: '' }, '95')).toBe('95');
    expect(soldAt({ ...state, whole: '285' }, '95')).toBe('0');
  });

  it('says what cannot be taken off', () => {
    expect(wrongWhole(state, RATES)).toBeUndefined();
    expect(wrongWhole({ ...state, whole: '285.01' }, RATES)).toBe('web.whole_discount.too_much');
    expect(wrongWhole({ ...state, whole: 'much' }, RATES)).toBe('web.whole_discount.unread');
  });
});
