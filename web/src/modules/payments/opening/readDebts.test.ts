import { expect, test } from 'vitest';
import type { Opening } from '../../ledger/booksApi';
import { rowsOf } from '../../ledger/opening/readBalances';
import {
  debtsBody,
  debtsState,
  fromBalances,
  refusedPlaces,
  stepDebts,
  typedOf,
  wrongPlaces,
} from './debtsState';
import { readDay } from '../../../kit/readDay';
import { readDebts, withKnown } from './readDebts';

const read = (text: string) => readDebts(rowsOf(text));
const usual = { number: '期初', day: '2026-09-30' };

test('the headings of the page itself are read', () => {
  const { debts, unread } = read(
    ['类型\t往来单位\t原单号\t原日期\t金额\t备注', '应收\t华信\tXS-0801\t2026年8月1日\t7000\t'].join('\n'),
  );
  expect(unread).toEqual([]);
  expect(debts).toEqual([
    { side: 'receivable', party: '华信', number: 'XS-0801', day: '2026-08-01', amount: '7000', note: '' },
  ]);
});

test('a kind that is said and not known is not taken for another', () => {
  const { debts, unread } = read('科目\t往来单位\t金额\n其他应收款\t华信\t500\n应收账款\t华信\t700');
  expect(unread).toEqual([{ line: 2, why: 'side' }]);
  expect(debts.map((debt) => debt.amount)).toEqual(['700']);
});

test('a table is read by its headings, and what cannot be read says why', () => {
  const { debts, unread } = read(
    [
      '应收明细表',
      '客户名称\t单据编号\t单据日期\t未收金额（元）\t备注',
      '华信\tINV-7\t2025/3/1\t1,200.00\t货款',
      '华信\tINV-9\t20251231\t-800\t',
      '\tINV-1\t2025-01-01\t5\t',
      '云栖\tINV-2\t元旦\t5\t',
      '云栖\tINV-3\t2025-01-01\t不详\t',
      '合计\t\t\t400\t',
    ].join('\n'),
  );
  expect(debts).toEqual([
    { side: 'receivable', party: '华信', number: 'INV-7', day: '2025-03-01', amount: '1200', note: '货款' },
    { side: 'receivable', party: '华信', number: 'INV-9', day: '2025-12-31', amount: '-800', note: '' },
  ]);
  expect(unread).toEqual([
    { line: 5, why: 'party' },
    { line: 6, why: 'day' },
    { line: 7, why: 'amount' },
  ]);
});

test('without headings the order counts, with or without the kind, or only whom and how much', () => {
  const { debts } = read('预付\t上海\tYF-1\t2026.9.2\t300\n华信\tINV-7\t2025-03-01\t12\t旧账\n云栖\t5');
  expect(debts).toEqual([
    { side: 'advance_paid', party: '上海', number: 'YF-1', day: '2026-09-02', amount: '300', note: '' },
    { side: null, party: '华信', number: 'INV-7', day: '2025-03-01', amount: '12', note: '旧账' },
    { side: null, party: '云栖', number: null, day: null, amount: '5', note: '' },
  ]);
});

test('parties are found by name, say what they owe, and what is owed the other way round is an advance', () => {
  const known = new Map([
    ['华信', { id: 'c', title: '华信', onlySupplies: false }],
    ['上海', { id: 's', title: '上海', onlySupplies: true }],
  ]);
  const { rows, missing } = withKnown(read('华信\t-5\n上海\t7\n上海\t-1\n无此人\t1').debts, known, usual);
  expect(rows.map((row) => [row.side, row.party?.id ?? null, row.number, row.day, row.amount])).toEqual([
    ['advance_received', 'c', '期初', '2026-09-30', '5'],
    ['payable', 's', '期初', '2026-09-30', '7'],
    ['advance_paid', 's', '期初', '2026-09-30', '1'],
    ['receivable', null, '期初', '2026-09-30', '1'],
  ]);
  expect(missing).toEqual(['无此人']);
});

test('days are read as people write them, and only days that there are', () => {
  expect(['2025-3-1', '2025年3月1日', '2025/03/01 00:00:00', '20250301'].map(readDay)).toEqual(
    Array.from({ length: 4 }, () => '2025-03-01'),
  );
  expect(['2025-02-30', '1.5', '', '二月'].map(readDay)).toEqual([null, null, null, null]);
});

test('filled lines are sent, what is wrong with them is told, and the last line brings another', () => {
  const first = debtsState();
  const key = first.rows[2]?.key ?? '';
  const typed = stepDebts(first, { at: key, row: { number: 'A', amount: '12', side: 'payable' } });
  expect(typed.rows.length).toBe(4);
  expect(wrongPlaces(typed)).toEqual(new Map([[key, new Set(['party', 'day'])]]));
  expect(typedOf(typed, 'payable')).toBe('12');
  const party = { id: 'p', title: '上海' };
  const whole = stepDebts(typed, { at: key, row: { party, day: '2025/1/2' } });
  expect(debtsBody(whole).rows).toEqual([
    { side: 'payable', party_id: 'p', number: 'A', invoiced_on: '2025-01-02', amount: '12', note: null },
  ]);
  const problem = { field: 'rows.0.number', code: 'opening_number_taken', detail: '重复' };
  expect(refusedPlaces(whole, [problem])).toEqual([{ key, place: 'number', line: 3, detail: '重复' }]);
});

test('what the opening balances hold by party is carried over once', () => {
  const line = (account_code: string, id: string, debit: string, credit: string) => ({
    account_code,
    party: { id, title: id },
    debit,
    credit,
  });
  const opening = {
    lines: [
      line('1122', 'a', '20', '0'),
      line('1122', 'a', '10', '0'),
      line('1122', 'b', '0', '4'),
      line('220201', 's', '0', '7'),
      line('1002', 'x', '9', '0'),
    ],
  } as unknown as Opening;
  const total = (side: 'receivable' | 'payable', account: string) => ({
    side,
    account,
    entered: '0',
    brought_in: '0',
    left: '0',
    debts: '0',
    count: 0,
  });
  const entered = {
    id: '1',
    side: 'receivable' as const,
    number: 'X',
    party: { id: 'a', title: 'a' },
    paper_number: 'A',
    invoiced_on: '2025-01-01',
    amount: '12',
    open: '12',
    note: null,
  };
  const totals = [total('receivable', '1122'), total('payable', '220201')];
  expect(
    fromBalances(opening, totals, [entered], usual).map((row) => [row.side, row.party?.id, row.amount]),
  ).toEqual([
    ['receivable', 'a', '18'],
    ['advance_received', 'b', '4'],
    ['payable', 's', '7'],
  ]);
});
