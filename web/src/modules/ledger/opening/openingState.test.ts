import { expect, test } from 'vitest';
import type { DetailAccount, Opening } from '../booksApi';
import { openingBody, openingState, readPaste, stepOpening, totals, wrongRows } from './openingState';

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
const begun = () => openingState(CHART, NOTHING, '2026-11-01');

test('every account has a row, and one kept by party as many as it needs', () => {
  const more = stepOpening(begun(), { addTo: '1122' });
  expect(more.rows.map((row) => row.code)).toEqual(['1001', '1122', '1122', '3001']);
  const [, first, second] = more.rows;
  const fewer = stepOpening(more, { remove: second?.key ?? '' });
  expect(fewer.rows).toHaveLength(3);
  expect(stepOpening(fewer, { remove: first?.key ?? '' }).rows).toHaveLength(3);
});

test('two columns are a balance on the usual side, three are debit and credit', () => {
  const read = readPaste('科目\t余额\n1001\t1,000.50\n3001\t-20\n9999\t5\n1122\t\t30\n1122\t10\t', CHART);
  expect(read.entries).toEqual([
    { code: '1001', debit: '1000.5', credit: '0' },
    { code: '3001', debit: '20', credit: '0' },
    { code: '1122', debit: '0', credit: '30' },
    { code: '1122', debit: '10', credit: '0' },
  ]);
  expect(read.unread).toEqual(['9999 5']);
});

test('pasted amounts are added up, and those without their party are not sent', () => {
  const read = readPaste('1001\t900\n1122\t100\n3001\t1000', CHART);
  const state = stepOpening(begun(), { paste: read.entries });
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
  const read = readPaste('100202\t710\n3001\t710', chart);
  const state = stepOpening(openingState(chart, NOTHING, '2026-11-01'), { paste: read.entries });
  const dollars = state.rows[0]?.key ?? '';
  expect([...wrongRows(state, new Set())]).toEqual([dollars]);
  const said = stepOpening(state, { at: dollars, row: { foreign: '100' } });
  expect(wrongRows(said, new Set()).size).toBe(0);
  expect(openingBody(said).lines[0]?.foreign_amount).toBe('100');
});
