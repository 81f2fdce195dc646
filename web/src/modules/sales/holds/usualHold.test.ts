import { expect, test } from 'vitest';
import { usualHold, type KeptGoods } from './usualHold';

const kept = (id: string, deal?: string): KeptGoods => ({
  id,
  number: id,
  expires_on: '2026-11-09',
  opportunity_id: deal ? { id: deal, title: deal } : null,
});

test.each([
  ['nothing is kept', [], undefined, undefined],
  ['the only one', [kept('a')], undefined, 'a'],
  ['the only one, for a deal', [kept('a', 'x')], undefined, 'a'],
  ['one of two: somebody has to choose', [kept('a'), kept('b')], undefined, undefined],
  ['that of the deal', [kept('a'), kept('b', 'x')], 'x', 'b'],
  ['none of another deal', [kept('a', 'y')], 'x', undefined],
])('%s', (_, holds, deal, expected) => {
  expect(usualHold(holds, deal)?.id).toBe(expected);
});
