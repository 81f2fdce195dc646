import { describe, expect, it } from 'vitest';
import type { Condition, FieldMeta, Leaf, RecordMeta } from '../../api/types';
import { chosenColumns, columnsWord } from './columnChoice';
import { conditionOf, groupOf, isWhole, operatorsFor, operatorWord, seenOnly } from './conditions';
import { nextSort, sortMark } from './nextSort';
import { queryOf, sameView, viewOf } from './viewQuery';

const draft: Leaf = { field: 'state', op: 'eq', value: 'draft' };
const recent: Leaf = { field: 'ordered_on', op: 'gte', value: '2026-11-01' };
const mine: Leaf = { field: 'owner_id', op: 'eq', value: '@me' };

describe('filters in the address', () => {
  it('are nothing, one condition, or all of several', () => {
    expect(conditionOf({ join: 'and', not: false, parts: [] })).toBeUndefined();
    expect(conditionOf({ join: 'and', not: false, parts: [draft] })).toEqual(draft);
    expect(conditionOf({ join: 'and', not: false, parts: [draft, recent] })).toEqual({
      and: [draft, recent],
    });
  });
  it('lose groups that say nothing', () => {
    const empty = { join: 'or', not: true, parts: [] } as const;
    expect(conditionOf({ join: 'and', not: false, parts: [draft, { ...empty, parts: [] }] })).toEqual(draft);
  });
  it.each<Condition>([
    draft,
    { and: [draft, recent] },
    { or: [draft, { and: [recent, { not: mine }] }] },
    { not: { or: [draft, recent] } },
    { not: { not: draft } },
  ])('come apart and together again: %j', (condition) =>
    expect(conditionOf(groupOf(condition))).toEqual(condition),
  );
  it('speak of days and amounts in their own words', () => {
    expect(operatorWord('gte', 'date')).toBe('web.op.from');
    expect(operatorWord('gte', 'money')).toBe('web.op.at_least');
    expect(operatorWord('within', 'date')).toBe('web.op.within');
  });
  it('ask an old server nothing it does not know', () => {
    const due = { kind: 'date' } as FieldMeta;
    expect(operatorsFor(due)[0]).toBe('within');
    expect(operatorsFor(due, false)[0]).toBe('gte');
  });
  it('are whole when they have what they need', () => {
    expect(isWhole({ field: 'state', op: 'in', value: [] })).toBe(false);
    expect(isWhole({ field: 'state', op: 'empty' })).toBe(true);
    expect(isWhole({ field: 'active', op: 'eq', value: false })).toBe(true);
  });
});

describe('sorting by a click', () => {
  it('goes up, down, and back to the usual order', () => {
    expect(nextSort(undefined, 'gross')).toBe('gross');
    expect(nextSort('gross', 'gross')).toBe('-gross');
    expect(nextSort('-gross', 'gross')).toBeUndefined();
    expect(nextSort('number', 'gross')).toBe('gross');
  });
  it('takes several, the first first', () => {
    expect(nextSort('gross', 'number', true)).toBe('gross,number');
    expect(nextSort('gross,number', 'gross', true)).toBe('-gross,number');
    expect(nextSort('-gross,number', 'gross', true)).toBe('number');
    expect(nextSort('gross,number', 'code')).toBe('code');
    expect(sortMark('gross,-number', 'number')).toEqual({ direction: 'descending', place: 2 });
    expect(sortMark('gross', 'gross')).toEqual({ direction: 'ascending', place: null });
  });
});

const field = (name: string, more: Partial<FieldMeta> = {}): FieldMeta =>
  ({ name, kind: 'text', label: name, in_list: true, ...more }) as FieldMeta;
const meta = {
  name: 'party',
  path: 'customers',
  title_field: 'name',
  allowed: ['list'],
  fields: [field('name'), field('code'), field('note', { in_list: false })],
} as unknown as RecordMeta;

describe('a link that somebody else made', () => {
  const seeing = { fields: [{ name: 'state', filterable: true }] } as unknown as RecordMeta;
  const since: Leaf = { field: 'created_at', op: 'gte', value: '2026-11-01' };
  it('says nothing of fields that the reader does not see', () => {
    expect(seenOnly(seeing, { and: [draft, mine] })).toEqual(draft);
    expect(seenOnly(seeing, { not: { or: [mine, recent] } })).toBeUndefined();
    expect(seenOnly(seeing, undefined)).toBeUndefined();
  });
  it('stays as it is where he sees all of them', () => {
    const whole = { and: [{ and: [draft] }, since] };
    expect(seenOnly(seeing, whole)).toBe(whole);
  });
});

describe('columns in the address', () => {
  it('have widths and marks, and the frozen ones stand first', () => {
    const columns = chosenColumns(meta, 'code:90,note,name:220!,gone,code');
    expect(columns.map(({ field: { name }, width, frozen }) => [name, width, frozen])).toEqual([
      ['name', 220, true],
      ['code', 90, false],
      ['note', undefined, false],
    ]);
    expect(columnsWord(columns)).toBe('name:220!,code:90,note');
  });
  it('are the usual ones when nobody chose', () =>
    expect(columnsWord(chosenColumns(meta, undefined))).toBe('name!,code'));
});

describe('saved views', () => {
  const view = { filter: draft, sort: '-code', cols: 'name:220!,code', group: 'code', totals: 'no' } as const;
  it('give back the address they were made of', () => {
    expect(sameView(meta, viewOf(queryOf(meta, view)), view)).toBe(true);
    expect(sameView(meta, viewOf(queryOf(meta, { view: 'board', board: 'code' })), view)).toBe(false);
  });
  it('are not changed by where one looks', () =>
    expect(sameView(meta, { ...view, peek: '1', on: '2026-11-25' }, view)).toBe(true));
});
