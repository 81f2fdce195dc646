import { describe, expect, it } from 'vitest';
import type { LineProduct } from '../../catalog/lines/lines';
import { emptyOrder, findMissing, orderDraft, refusedCells, stepOrder, type OrderState } from './orderState';

const UNITS = new Map() as Parameters<typeof findMissing>[1];

function order(wanted: string, head: string | null = null): OrderState {
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
  const cells = { quantity: '2', unit_price: '3', tax_code: 'VAT13', wanted_on: wanted };
  const begun = { ...emptyOrder('2026-11-02'), party: { id: 'c', title: 'C' }, wanted_on: head };
  return stepOrder(begun, { lines: { do: 'all', lines: [{ key: 'a', words: 'Screw', product, cells }] } });
}

const daysOf = (state: OrderState) => {
  const draft = orderDraft(state);
  return [draft?.deliver_on, ...(draft?.lines ?? []).map((line) => line.deliver_on)];
};

describe('by when an order is wanted', () => {
  it('is said of all of it, or of a line as people write days', () => {
    expect(daysOf(order(''))).toEqual([null, null]);
    expect(daysOf(order('', '2026-11-20'))).toEqual(['2026-11-20', null]);
    expect(daysOf(order('2026/11/5', '2026-11-20'))).toEqual(['2026-11-20', '2026-11-05']);
  });

  it('is asked for anew where it is no day', () => {
    expect(Object.keys(findMissing(order('soon'), UNITS))).toEqual(['0.wanted_on']);
    expect(findMissing(order('2026-11-05'), UNITS)).toEqual({});
  });

  it('stands under its column where the server refuses it', () => {
    const error = { field: 'lines.0.deliver_on', detail: 'before the order' };
    expect(refusedCells([error], order('2026-10-01'))).toEqual({ '0.wanted_on': 'before the order' });
  });
});
