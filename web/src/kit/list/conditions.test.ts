import { describe, expect, it } from 'vitest';
import type { Leaf } from '../../api/types';
import { fromLeaves, leavesOf, operatorWord } from './conditions';
import { nextSort } from './nextSort';

const draft: Leaf = { field: 'state', op: 'eq', value: 'draft' };
const recent: Leaf = { field: 'ordered_on', op: 'gte', value: '2026-11-01' };

describe('filters in the address', () => {
  it('are nothing, one condition, or all of several', () => {
    expect(fromLeaves([])).toBeUndefined();
    expect(fromLeaves([draft])).toEqual(draft);
    expect(fromLeaves([draft, recent])).toEqual({ and: [draft, recent] });
  });
  it('come apart again', () => expect(leavesOf({ and: [draft, recent] })).toEqual([draft, recent]));
  it('that say more than "and" stay one chip', () => {
    expect(leavesOf({ or: [draft, recent] })).toBeNull();
    expect(leavesOf({ and: [draft, { not: recent }] })).toBeNull();
  });
  it('speak of days and amounts in their own words', () => {
    expect(operatorWord('gte', 'date')).toBe('web.op.from');
    expect(operatorWord('gte', 'money')).toBe('web.op.at_least');
  });
});

describe('sorting by a click', () => {
  it('goes up, down, and back to the usual order', () => {
    expect(nextSort(undefined, 'gross')).toBe('gross');
    expect(nextSort('gross', 'gross')).toBe('-gross');
    expect(nextSort('-gross', 'gross')).toBeUndefined();
    expect(nextSort('number', 'gross')).toBe('gross');
  });
});
