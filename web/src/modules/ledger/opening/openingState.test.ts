import { expect, test } from 'vitest';
import type { DetailAccount, Opening } from '../booksApi';
import { openingBody, openingState, stepOpening, totals, wrongRows, type Pasted } from './openingState';

const account = (
  code: string,
  normal_balance = 'debit',
  dimensions: string | null = null,
): DetailAccount => ({
  id: code,
  code,
  name: code,
  name_en: null,
  dimensions,
  normal_balance,
  class: 'asset',
  currency: null,
});
const CHART = [account('1001'), account('1122', 'debit', 'customer'), account('3001', 'credit')];
const NOTHING: Opening = { started_on: null, voucher_id: null, lines: [], kept: [] };
const held = (code: string, debit: string, credit = '0', foreign: string | null = null): Pasted => ({
  code,
  party: null,
  debit,
  credit,
  foreign,
});
const begun = () => openingState(CHART, NOTHING, '2026-11-01');

test('every account has a row, and one kept by party as many as it needs', () => {
  const more = stepOpening(begun(), { addTo: '1122' });
  expect(more.rows.map((row) => row.code)).toEqual(['1001', '1122', '1122', '3001']);
  const [, first, second] = more.rows;
  const fewer = stepOpening(more, { remove: second?.key ?? '' });
  expect(fewer.rows).toHaveLength(3);
  expect(stepOpening(fewer, { remove: first?.key ?? '' }).rows).toHaveLength(3);
});

test('pasted amounts are added up, and those without their party are not sent', () => {
  const paste = [held('1001', '900'), held('1122', '100'), held('3001', '0', '1000')];
  const state = stepOpening(begun(), { paste });
  expect(totals(state.rows)).toEqual({ debit: '1000', credit: '1000', difference: '0' });
  const customers = state.rows.find((row) => row.code === '1122');
  expect([...wrongRows(state, new Set(['1122']))]).toEqual([customers?.key]);
  const named = stepOpening(state, { at: customers?.key ?? '', row: { party: { id: 'p', title: '华信' } } });
  expect(wrongRows(named, new Set(['1122'])).size).toBe(0);
  expect(openingBody(named).lines[1]).toEqual({
    account: '1122',
    debit: '100',
    credit: '0',
    party_id: 'p',
    foreign_amount: null,
  });
});

test('an account that keeps a currency says what it held in it', () => {
  const chart = [{ ...account('100202'), currency: 'USD' }, account('3001', 'credit')];
  const paste = [held('100202', '710'), held('3001', '0', '710')];
  const state = stepOpening(openingState(chart, NOTHING, '2026-11-01'), { paste });
  const dollars = state.rows[0]?.key ?? '';
  expect([...wrongRows(state, new Set())]).toEqual([dollars]);
  const said = stepOpening(state, { at: dollars, row: { foreign: '100' } });
  expect(wrongRows(said, new Set()).size).toBe(0);
  expect(openingBody(said).lines[0]?.foreign_amount).toBe('100');
});
