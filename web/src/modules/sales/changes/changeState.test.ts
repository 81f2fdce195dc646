import { describe, expect, it } from 'vitest';
import type { Order } from '../api';
import { stepOrder } from '../editor/orderState';
import { changeOfOrder, changeWish } from './changeState';

const line = (id: string, quantity: string) => ({
  id,
  product_id: `p.${id}`,
  product: id,
  product_code: id,
  unit: '个',
  is_goods: true,
  typed_quantity: quantity,
  typed_unit_id: 'u',
  unit_price: '113',
  tax_code: '13',
  deliver_on: null,
});

const ORDER = {
  party: { id: 'c', title: '客户' },
  warehouse: { id: 'w', title: '仓库' },
  ordered_on: '2026-11-02',
  deliver_on: '2026-11-20',
  prices_include_tax: true,
  note: null,
  lines: [line('a', '10'), line('b', '5')],
} as unknown as Order;

describe('a change of an order', () => {
  it('says of each line which of the order it stands for; what is typed anew stands for none', () => {
    const begun = changeOfOrder(ORDER);
    const [first, second] = begun.lines;
    const state = stepOrder(
      { ...begun, reason: ' 改需求 ' },
      {
        lines: {
          do: 'all',
          lines: [
            { ...second!, cells: { ...second!.cells, quantity: '7' } },
            { ...first!, key: 'typed' },
          ],
        },
      },
    );
    const wish = changeWish(state);
    expect(wish?.reason).toBe('改需求');
    expect(wish?.deliver_on).toBe('2026-11-20');
    expect(wish?.lines.map((one) => [one.order_line_id, one.quantity])).toEqual([
      ['b', '7'],
      [null, '10'],
    ]);
  });
});
