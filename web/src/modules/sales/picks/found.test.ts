import { describe, expect, it } from 'vitest';
import { finished, foundOf, isFull, lineFor, withTick } from './found';
import type { PickLine } from './picks';

const line = (id: string, bin: string, lot: string, quantity: string): PickLine =>
  ({ id, bin, lot, quantity, open: quantity, found: '0', product_id: 'milk' }) as PickLine;
const lines = [line('a', 'A-01', 'L1', '2'), line('b', 'A-02', 'L1', '1'), line('c', 'A-02', 'L2', '5')];

describe('what is found for a pick list', () => {
  it('goes to the first line that is not full', () => {
    expect(lineFor(lines, {}, 'milk', { bin: null })?.id).toBe('a');
    expect(lineFor(lines, { a: '2' }, 'milk', { bin: null })?.id).toBe('b');
    expect(lineFor(lines, {}, 'screws', { bin: null })).toBeUndefined();
  });
  it('goes to the bin and the lot that were scanned', () => {
    expect(lineFor(lines, {}, 'milk', { bin: 'A-02' })?.id).toBe('b');
    expect(lineFor(lines, {}, 'milk', { bin: 'A-02', lot: 'L2' })?.id).toBe('c');
    expect(lineFor(lines, {}, 'milk', { bin: 'A-03' })).toBeUndefined();
  });
  it('is never more than the list says', () => {
    expect(withTick({}, lines, { line_id: 'a', quantity: '12', more: true })).toEqual({ a: '2' });
    expect(withTick({ a: '1' }, lines, { line_id: 'a', quantity: '1', more: true })).toEqual({ a: '2' });
    expect(withTick({ a: '2' }, lines, { line_id: 'a', quantity: '0', more: false })).toEqual({ a: '0' });
    expect(isFull(lines[0] as PickLine, { a: '2' })).toBe(true);
  });
  it('asks for nothing that its order does not wait for', () => {
    const gone = { ...(lines[2] as PickLine), open: '0', found: '4' };
    expect(foundOf([gone])).toEqual({ c: '0' });
    expect(lineFor([gone], {}, 'milk', { bin: null })).toBeUndefined();
    expect(finished([gone], { c: '0' }, '')).toEqual([{ line_id: 'c', quantity: '0' }]);
  });
  it('tells why it is short', () => {
    expect(finished(lines, { a: '2', b: '1', c: '4' }, '破损')).toEqual([
      { line_id: 'a', quantity: '2' },
      { line_id: 'b', quantity: '1' },
      { line_id: 'c', quantity: '4', reason: '破损' },
    ]);
  });
});
