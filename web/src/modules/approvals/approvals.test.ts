import { describe, expect, it } from 'vitest';
import type { FieldMeta } from '../../api/types';
import { concernsApproval, submittedBy, withSubmit } from './documents';
import { above, amountAbove, amountOf, freeKey, newStep } from './flowFields';
import { inOrder, isSaying, isState, nextOf, toned } from './words';

const items = ['a', 'b', 'c'].map((approval_id) => ({ approval_id }));
const field = (name: string, kind: string): FieldMeta => ({ name, kind }) as FieldMeta;

describe('what waits', () => {
  it('goes on with the next one, and begins anew after the last', () => {
    expect(nextOf(items, 'a')?.approval_id).toBe('b');
    expect(nextOf(items, 'c')?.approval_id).toBe('a');
    expect(nextOf(items, 'x')?.approval_id).toBe('a');
    expect(nextOf(items.slice(0, 1), 'a')).toBeUndefined();
  });
});

describe('the actions of a document', () => {
  it('offer submitting where a verb needs it, before everything else', () => {
    const looks = withSubmit(['confirm'], { confirm: { label: 'web.order.confirm' } });
    expect(Object.keys(looks)).toEqual(['submit_confirm', 'confirm']);
    expect([submittedBy('submit_confirm'), submittedBy('confirm')]).toEqual(['confirm', undefined]);
  });

  it.each([
    [['under_approval'], true],
    [['submit_confirm', 'update'], true],
    [['confirm'], true],
    [['deliver', 'close'], false],
    [[], false],
  ])('%j: something to say of an approval is %s', (allowed, expected) => {
    expect(concernsApproval(allowed, ['confirm'])).toBe(expected);
  });
});

describe('a ladder of amounts', () => {
  it('climbs by the total of a document, or the first amount there is', () => {
    expect(amountOf([field('net', 'money'), field('gross', 'money')])?.name).toBe('gross');
    expect(amountOf([field('name', 'text'), field('credit_limit', 'money')])?.name).toBe('credit_limit');
    expect(amountOf([field('name', 'text')])).toBeUndefined();
  });

  it('reads back exactly what it wrote, and leaves other conditions alone', () => {
    expect(above('gross', '50000')).toEqual({ field: 'gross', op: 'gt', value: '50000' });
    expect(amountAbove(above('gross', '50000'), 'gross')).toBe('50000');
    expect(amountAbove(null, 'gross')).toBeNull();
    expect(above('gross', null)).toBeNull();
    expect(amountAbove({ field: 'gross', op: 'lt', value: '1' }, 'gross')).toBeUndefined();
    expect(amountAbove({ and: [{ field: 'gross', op: 'gt', value: '1' }] }, 'gross')).toBeUndefined();
  });

  it('gives each step a key that no other has', () => {
    const steps = [newStep([], 'x')];
    expect(steps[0]?.key).toBe('s1');
    expect(freeKey([{ key: 's1' }, { key: 's3' }])).toBe('s4');
    expect(freeKey([{ key: 's2' }])).toBe('s3');
  });
});

describe('what was seen', () => {
  it('has its columns as documents have them, unknown ones last', () => {
    const told = ['gross', 'odd', 'product', 'unit_price', 'quantity'].map((name) => ({ name }));
    expect(inOrder(told).map((one) => one.name)).toEqual([
      'product',
      'quantity',
      'unit_price',
      'gross',
      'odd',
    ]);
  });

  it('leaves out what says nothing', () => {
    expect([true, '0', false, null].map(isSaying)).toEqual([true, true, false, false]);
    expect(['state', 'delivery_state', 'statement', 'gross'].map(isState)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('tells states by the tones of the house', () => {
    expect(['approved', 'waiting', 'refused'].map(toned)).toEqual(['done', 'pending', 'refused']);
  });
});
