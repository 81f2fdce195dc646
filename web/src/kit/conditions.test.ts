import { describe, expect, it } from 'vitest';
import type { Condition, Operator } from '../api/types';
import { ConditionError, evaluate, type FieldType, type Surroundings } from './conditions';
import { spanOfDays } from './spans';

const TYPES: Record<string, FieldType> = {
  name: 'text',
  gross: 'number',
  due: 'date',
  seen: 'datetime',
  at: 'time',
  state: 'choice',
  active: 'boolean',
  owner: 'reference',
  tags: 'set',
};
const ME = '0190aaaa-0000-7000-8000-000000000001';
const HERE: Surroundings = { today: '2026-11-25', startOfDay: (day) => `${day}T00:00:00+08:00`, me: ME };
const holds = (condition: Condition, row: Record<string, unknown>): boolean =>
  evaluate(condition, row, (name) => TYPES[name], HERE);
const leaf = (field: string, op: Operator, value?: unknown): Condition => ({ field, op, value });

describe('comparing', () => {
  it.each([
    ['name', 'eq', 'Huaxin', 'Huaxin', true],
    ['name', 'eq', 'huaxin', 'Huaxin', false],
    ['name', 'contains', 'AXI', 'huaxin', true],
    ['name', 'contains', 'É', 'é', false],
    ['name', 'starts', '华', '华信', true],
    ['gross', 'eq', '1.50', '1.5', true],
    ['gross', 'gt', '9', '10', true],
    ['gross', 'lte', '10', '10.00', true],
    ['due', 'lt', '2026-11-25', '2026-11-24', true],
    ['seen', 'gte', '2026-11-25T00:00:00+08:00', '2026-11-24T16:00:00Z', true],
    ['at', 'lt', '09:00', '08:59', true],
    ['state', 'in', ['draft', 'open'], 'open', true],
    ['active', 'eq', true, false, false],
    ['owner', 'eq', '@me', ME, true],
    ['owner', 'in', ['@me'], ME, true],
    ['tags', 'has', 'vip', ['vip', 'old'], true],
    ['tags', 'has_any', ['new', 'old'], ['vip', 'old'], true],
    ['tags', 'has', 'vip', [], false],
  ] as [string, Operator, unknown, unknown, boolean][])('%s %s %j on %j', (field, op, value, actual, said) =>
    expect(holds(leaf(field, op, value), { [field]: actual })).toBe(said),
  );

  it('refuses what it does not know', () => {
    expect(() => holds(leaf('nothing', 'eq', 1), {})).toThrow(ConditionError);
    expect(() => holds(leaf('state', 'gt', 'a'), { state: 'b' })).toThrow(ConditionError);
    expect(() => holds(leaf('due', 'within', 'some_day'), { due: '2026-11-25' })).toThrow(ConditionError);
  });
});

describe('empty values', () => {
  it.each(['eq', 'in', 'contains'] as Operator[])('are unknown to %s, and so is the opposite', (op) => {
    const one = leaf('name', op, op === 'in' ? ['a'] : 'a');
    expect(holds(one, { name: null })).toBe(false);
    expect(holds({ not: one }, { name: null })).toBe(false);
  });
  it('differ from every value', () => expect(holds(leaf('name', 'ne', 'a'), {})).toBe(true));
  it('are null, the empty text and the empty set', () => {
    expect(holds(leaf('name', 'empty'), { name: '' })).toBe(true);
    expect(holds(leaf('tags', 'empty'), { tags: [] })).toBe(true);
    expect(holds(leaf('state', 'empty'), { state: '' })).toBe(false);
    expect(holds(leaf('gross', 'not_empty'), { gross: '0' })).toBe(true);
  });
  it('keep "and" and "or" undecided only while nothing else decides', () => {
    const unknown = leaf('name', 'eq', 'a');
    const yes = leaf('gross', 'eq', '1');
    const row = { name: null, gross: '1' };
    expect(holds({ and: [unknown, yes] }, row)).toBe(false);
    expect(holds({ not: { and: [unknown, { not: yes }] } }, row)).toBe(true);
    expect(holds({ or: [unknown, yes] }, row)).toBe(true);
    expect(holds({ not: { or: [unknown, { not: yes }] } }, row)).toBe(false);
  });
});

describe('spans', () => {
  it.each([
    ['today', '2026-11-25', '2026-11-26'],
    ['tomorrow', '2026-11-26', '2026-11-27'],
    ['this_week', '2026-11-23', '2026-11-30'],
    ['last_week', '2026-11-16', '2026-11-23'],
    ['this_month', '2026-11-01', '2026-12-01'],
    ['next_month', '2026-12-01', '2027-01-01'],
    ['last_quarter', '2026-07-01', '2026-10-01'],
    ['this_year', '2026-01-01', '2027-01-01'],
    ['last_7_days', '2026-11-19', '2026-11-26'],
    ['next_30_days', '2026-11-25', '2026-12-25'],
  ] as const)('%s', (span, first, end) => expect(spanOfDays(span, '2026-11-25')).toEqual([first, end]));

  it('end before the day after the last', () => {
    expect(holds(leaf('due', 'within', 'this_week'), { due: '2026-11-29' })).toBe(true);
    expect(holds(leaf('due', 'within', 'this_week'), { due: '2026-11-30' })).toBe(false);
    expect(holds(leaf('seen', 'within', 'today'), { seen: '2026-11-24T16:00:00Z' })).toBe(true);
    expect(holds(leaf('seen', 'within', 'today'), { seen: '2026-11-25T16:00:00Z' })).toBe(false);
    expect(holds({ not: leaf('due', 'within', 'today') }, { due: null })).toBe(false);
  });
});
