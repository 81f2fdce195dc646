import { describe, expect, it } from 'vitest';
import { isTooMuch, proposeOldestFirst } from './allocate';

const invoice = (id: string, invoiced_on: string, open: string) => ({
  id,
  number: id,
  paper_number: null,
  kind: 'invoice',
  invoiced_on,
  gross: open,
  open,
});
const open = [
  invoice('b', '2026-11-05', '50'),
  invoice('a', '2026-10-01', '30.5'),
  invoice('c', '2026-11-05', '9'),
];

describe('the proposal', () => {
  it('settles the oldest first and stops when the money is used up', () => {
    expect(proposeOldestFirst('60', open)).toEqual([
      { invoice_id: 'a', amount: '30.5' },
      { invoice_id: 'b', amount: '29.5' },
    ]);
  });
  it('leaves the rest as an advance', () => {
    const all = proposeOldestFirst('1000', open);
    expect(all.map((item) => item.amount)).toEqual(['30.5', '50', '9']);
  });
});

it('refuses more than is open, or more than was received', () => {
  expect(isTooMuch('100', [{ invoice_id: 'a', amount: '31' }], open)).toBe(true);
  expect(isTooMuch('10', [{ invoice_id: 'a', amount: '30.5' }], open)).toBe(true);
  expect(isTooMuch('30.5', [{ invoice_id: 'a', amount: '30.5' }], open)).toBe(false);
});
