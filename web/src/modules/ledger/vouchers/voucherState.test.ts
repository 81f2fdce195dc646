import { expect, test } from 'vitest';
import {
  emptyVoucher,
  filledLines,
  findWrong,
  isEven,
  refusedLines,
  shownTags,
  stepVoucher,
  totals,
  voucherBody,
  type VoucherState,
} from './voucherState';

const DOLLARS = { code: '100202', name: '美元户', dimensions: [], currency: 'USD' };
const RENT = { code: '560209', name: '租赁费', dimensions: ['department'] };
const CASH = { code: '1001', name: '库存现金', dimensions: [] };

function typed(...lines: [typeof RENT, string, string][]): VoucherState {
  let state = emptyVoucher('2026-11-02');
  lines.forEach(([account, debit, credit], at) => {
    const key = state.lines[at]?.key ?? '';
    state = stepVoucher(state, { at: key, line: { account, words: account.code, debit, credit } });
  });
  return state;
}

const key = (state: VoucherState, at: number): string => state.lines[at]?.key ?? '';

test('a voucher begins with four lines and always has an empty one to go on with', () => {
  expect(emptyVoucher('2026-11-02').lines).toHaveLength(4);
  const full = typed([RENT, '1', ''], [RENT, '1', ''], [RENT, '1', ''], [CASH, '', '3']);
  expect(full.lines).toHaveLength(5);
  expect(filledLines(full)).toHaveLength(4);
  expect(stepVoucher(full, { remove: key(full, 0) }).lines).toHaveLength(4);
});

test('an amount on one side takes the other away', () => {
  const state = typed([RENT, '300', '']);
  const moved = stepVoucher(state, { at: key(state, 0), line: { credit: '5' } });
  expect([moved.lines[0]?.debit, moved.lines[0]?.credit]).toEqual(['', '5']);
});

test('the equals sign fills in what is missing, on the side where it is missing', () => {
  const state = typed([RENT, '300', ''], [RENT, '1,200.50', ''], [CASH, '', '']);
  const filled = stepVoucher(state, { balance: key(state, 2), side: 'credit' });
  expect(filled.lines[2]?.credit).toBe('1500.5');
  expect(isEven(filled)).toBe(true);
  const other = stepVoucher(state, { balance: key(state, 2), side: 'debit' });
  expect([other.lines[2]?.debit, other.lines[2]?.credit]).toEqual(['', '1500.5']);
  expect(totals(other)).toEqual({ debit: '1500.5', credit: '1500.5' });
});

test('what an account wants named is shown and asked for', () => {
  const state = typed([RENT, '300', ''], [CASH, '', '']);
  const [rent, cash] = state.lines;
  expect(rent && shownTags(rent)).toEqual(['department']);
  expect(cash && shownTags({ ...cash, open: true })).toHaveLength(5);
  expect(findWrong(state)).toEqual({ [key(state, 0)]: ['department'], [key(state, 1)]: ['amount'] });
});

test('only filled lines are sent, and a refusal finds its way back to its line', () => {
  const state = typed([CASH, '-3', ''], [RENT, '', '-3']);
  const gap = stepVoucher(state, { at: key(state, 0), line: { summary: '冲回' } });
  expect(voucherBody(gap).lines.map((line) => [line.account, line.debit, line.credit])).toEqual([
    ['1001', '-3', '0'],
    ['560209', '0', '-3'],
  ]);
  const refused = refusedLines([{ field: 'lines.1.department_id', detail: '必填' }], gap);
  expect(refused).toEqual({ [key(gap, 1)]: { department: '必填' } });
});

test('an amount in a foreign currency makes the amount of its line, on the side where it stands', () => {
  let state = typed([DOLLARS, '', '']);
  const at = key(state, 0);
  expect(findWrong(state)[at]).toEqual(['amount', 'foreign']);
  state = stepVoucher(state, { at, foreign: { foreign: '1,000' } });
  expect(findWrong(state)[at]).toEqual(['amount', 'rate']);
  state = stepVoucher(state, { at, foreign: { rate: '7.12345' } });
  expect(state.lines[0]?.debit).toBe('7123.45');
  state = stepVoucher(state, { at, line: { debit: '', credit: '7123.45' } });
  state = stepVoucher(state, { at, foreign: { rate: '7' } });
  expect([state.lines[0]?.debit, state.lines[0]?.credit]).toEqual(['', '7000.00']);
  expect(voucherBody(state).lines[0]).toMatchObject({ foreign_amount: '1000', rate: '7' });
});

test('a standard template offers lines that count once they have an amount', () => {
  const of = (account_code: string, side: string, amount: string | null = null) => ({
    amount,
    account_code,
    account_name: '科目',
    account_name_en: 'Account',
    dimensions: [],
    currency: null,
    side,
    summary: '计提折旧',
    summary_en: 'Depreciation',
  });
  const taxes = {
    of: of('540302', 'debit', '7'),
    head: { key: 't', group: 'taxes', name: 't', name_en: 't' },
  };
  const proposed = { ...taxes.head, hint: null, hint_en: null, lines: [taxes.of] };
  expect(
    stepVoucher(emptyVoucher('2026-11-02'), { standard: proposed, english: false }).lines[0]?.debit,
  ).toBe('7');
  const head = { key: 'x', group: 'assets', name: '折旧', name_en: 'x', hint: null, hint_en: null };
  const standard = { ...head, lines: [of('410102', 'debit'), of('560205', 'debit'), of('1602', 'credit')] };
  const typedBefore = typed([CASH, '7', '']);
  let state = stepVoucher(typedBefore, { standard, english: false });
  expect(state.lines.map((line) => line.account?.code)).toEqual([
    '1001',
    '410102',
    '560205',
    '1602',
    undefined,
  ]);
  expect(state.lines.map((line) => line.side)).toEqual([undefined, 'debit', 'debit', 'credit', undefined]);
  expect(filledLines(state)).toHaveLength(1);
  expect(findWrong(state)).toEqual({});
  state = stepVoucher(state, { remove: key(state, 0) });
  state = stepVoucher(state, { at: key(state, 0), line: { debit: '950' } });
  state = stepVoucher(state, { balance: key(state, 2), side: 'credit' });
  expect(voucherBody(state).lines.map(({ account, debit, credit }) => [account, debit, credit])).toEqual([
    ['410102', '950', '0'],
    ['1602', '0', '950'],
  ]);
});

test('pasted over a line, the other side and what the old account named are gone; without the line they go below', () => {
  const state = typed([RENT, '300', ''], [CASH, '', '300']);
  const tags = { department: { id: 'd', title: '行政部' } };
  const named = stepVoucher(state, { at: key(state, 0), line: { tags } });
  const over = stepVoucher(named, {
    at: key(named, 0),
    pasted: [{ words: '1002', account: null, credit: '5' }],
  });
  expect(over.lines[0]).toMatchObject({ debit: '', credit: '5', tags: {}, words: '1002' });
  const gone = stepVoucher(named, { at: 'gone', pasted: [{ summary: '新' }] });
  expect(gone.lines.map((line) => line.summary)).toEqual(['', '', '新', '']);
});

test('a line without words is about the same as the one above it', () => {
  let state = typed([RENT, '300', ''], [CASH, '', '300']);
  state = stepVoucher(state, { at: key(state, 0), line: { summary: '付房租' } });
  expect(voucherBody(state).lines.map((line) => line.summary)).toEqual(['付房租', '付房租']);
});

test('pasted rows go over the lines from the cell on, and what they do not name stays', () => {
  const state = typed([RENT, '300', ''], [CASH, '', '300']);
  const pasted = stepVoucher(state, {
    at: key(state, 1),
    pasted: [
      { debit: '', credit: '100' },
      { words: '1002', account: null, credit: '200' },
    ],
  });
  expect(pasted.lines.map((line) => [line.account?.code ?? line.words, line.debit, line.credit])).toEqual([
    ['560209', '300', ''],
    ['1001', '', '100'],
    ['1002', '', '200'],
    ['', '', ''],
  ]);
});
