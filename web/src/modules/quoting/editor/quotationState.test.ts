import { describe, expect, it } from 'vitest';
import type { LineProduct } from '../../catalog/lines/lines';
import { stepOrder } from '../../sales/editor/orderState';
import { emptyQuotation, quotationDraft } from './quotationState';

const product: LineProduct = {
  id: 'p',
  name: 'Screw',
  code: 'S',
  kind: 'goods',
  specification: '',
  unit: 'pc',
  unit_id: 'u',
  sale_price: null,
  tax_code: null,
};

describe('a quotation that is typed', () => {
  it('is valid for thirty days, whatever month ends between', () => {
    expect(emptyQuotation('2026-11-02').valid_until).toBe('2026-12-02');
    expect(emptyQuotation('2027-01-31').valid_until).toBe('2027-03-02');
  });

  it('keeps what only an offer has while its lines are typed', () => {
    const begun = {
      ...emptyQuotation('2026-11-02'),
      party: { id: 'c', title: 'C' },
      contact: { id: 'k', title: 'K' },
      payment_terms: ' 30 days ',
    };
    const cells = { quantity: '2', unit_price: '3', tax_code: '13', wanted_on: '' };
    const line = { key: 'a', words: 'Screw', product, cells };
    const typed = stepOrder(begun, { lines: { do: 'all', lines: [line] } });
    expect(quotationDraft(typed)).toEqual({
      party_id: 'c',
      quoted_on: '2026-11-02',
      valid_until: '2026-12-02',
      prices_include_tax: true,
      contact_id: 'k',
      opportunity_id: null,
      language: null,
      payment_terms: '30 days',
      delivery_terms: null,
      note: null,
      shows_discount: true,
      lines: [{ product_id: 'p', quantity: '2', unit_price: '3', tax_code: '13', unit_id: null }],
    });
  });
});
