import { describe, expect, it } from 'vitest';
import type { OpenInvoice } from '../invoicing/api';
import { tailOf, tailsOf } from './tails';

const invoice = (id: string, open: string): OpenInvoice => ({
  id,
  number: id,
  paper_number: null,
  kind: 'invoice',
  invoiced_on: '2026-11-02',
  gross: open,
  open,
});

describe('a remainder that may be let go', () => {
  it.each([
    ['1130', '10', '0.5'],
    ['1120.5', '10', '10'],
    ['1120.49', '10', null],
    ['1130.5', '10', null],
    ['1131', '10', null],
    ['0', '2000', null],
    ['1130', '0', null],
    ['1130', undefined, null],
  ])('%s paid, up to %s: %s', (paid, limit, rest) => {
    expect(tailOf(invoice('a', '1130.5'), paid, limit)).toBe(rest);
  });

  it('is let go only where it was chosen and still is small', () => {
    const invoices = [invoice('a', '1130.5'), invoice('b', '100'), invoice('c', '50.2')];
    const allocations = [
      { invoice_id: 'a', amount: '1130' },
      { invoice_id: 'b', amount: '20' },
      { invoice_id: 'c', amount: '50' },
    ];
    expect(tailsOf(invoices, allocations, new Set(['a', 'b']), '10')).toEqual([
      { invoice_id: 'a', amount: '0.5' },
    ]);
  });
});
