import { describe, expect, it } from 'vitest';
import { lotsScanned, lotsTyped } from './lotsScanned';
import type { Scanned } from './resolve';

const screws = { product_id: 'p', name: '螺丝' } as unknown as Scanned;

describe('the bins of a line', () => {
  it('hold what is scanned after them', () => {
    const first = lotsScanned(undefined, screws, 'A-01');
    const parts = lotsScanned(lotsScanned(first, screws, 'A-01'), screws, 'A-02');
    expect(Object.values(parts)).toEqual([
      { number: '', quantity: '2', bin: 'A-01' },
      { number: '', quantity: '1', bin: 'A-02' },
    ]);
  });

  it('hold a typed quantity: the last one takes what those before it leave', () => {
    const scanned = lotsScanned(undefined, screws, 'A-01');
    expect(Object.values(lotsTyped(scanned, '100', 'A-01'))).toEqual([
      { number: '', quantity: '100', bin: 'A-01' },
    ]);
    const two = lotsTyped(scanned, '10', 'A-02');
    expect(Object.values(two)).toEqual([
      { number: '', quantity: '1', bin: 'A-01' },
      { number: '', quantity: '9', bin: 'A-02' },
    ]);
    expect(Object.values(lotsTyped(two, '1', 'A-02'))).toEqual([{ number: '', quantity: '1', bin: 'A-02' }]);
  });

  it('change nothing of lots, which say their own quantities', () => {
    const lot = lotsScanned(undefined, { ...screws, lot: 'L1' }, 'A-01');
    expect(lotsTyped(lot, '5', 'A-01')).toEqual(lot);
    expect(lotsTyped(undefined, '5', null)).toEqual({});
  });
});
