import { expect, test } from 'vitest';
import { beginning, isWhole, planOf } from './handOverPlan';

const li = { id: 'li', title: '李四' };
const wang = { id: 'wang', title: '王五' };
const east = { field: 'region', op: 'eq', value: '上海' } as const;

test('a plan is whole once everybody is named', () => {
  expect(isWhole(beginning)).toBe(false);
  expect(isWhole({ ...beginning, one: li })).toBe(true);
  expect(isWhole({ ...beginning, way: 'evenly', several: [li] })).toBe(false);
  expect(isWhole({ ...beginning, way: 'evenly', several: [li, wang] })).toBe(true);
  expect(isWhole({ ...beginning, one: li, teams: 'pass' })).toBe(false);
  expect(isWhole({ ...beginning, one: li, apart: { task: undefined } })).toBe(false);
  expect(isWhole({ ...beginning, one: li, apart: { task: null } })).toBe(true);
});

test('conditions need a person each, and somebody for the rest', () => {
  const rules = [{ key: 0, condition: east, user: wang }];
  expect(isWhole({ ...beginning, way: 'condition', rules })).toBe(false);
  expect(planOf({ ...beginning, way: 'condition', rules, one: li })).toMatchObject({
    way: 'condition',
    on: 'party',
    people: ['li'],
    rules: [{ filter: east, user_id: 'wang' }],
  });
});

test('what was chosen for another way is not sent', () => {
  const plan = planOf({ ...beginning, way: 'evenly', several: [li, wang], one: li, teamTo: li });
  expect(plan).toMatchObject({ people: ['li', 'wang'], rules: [], on: '', team_to: null });
});
