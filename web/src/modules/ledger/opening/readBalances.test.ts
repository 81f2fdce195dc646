import { expect, test } from 'vitest';
import type { DetailAccount } from '../booksApi';
import { namesIn, withNamed, type Found } from './namedThings';
import { readBalances, rowsOf } from './readBalances';

const account = (code: string, name: string, normal_balance = 'debit', more = {}): DetailAccount => ({
  id: code,
  code,
  name,
  name_en: null,
  dimensions: null,
  normal_balance,
  class: 'asset',
  currency: null,
  ...more,
});
const CHART = [
  account('1001', '库存现金'),
  account('1122', '应收账款', 'debit', { dimensions: 'customer' }),
  account('100202', '美元户', 'debit', { currency: 'USD' }),
  account('3001', '实收资本', 'credit'),
  account('122101', '备用金', 'debit', { dimensions: 'department,person' }),
  account('1604', '在建工程', 'debit', { dimensions: 'project' }),
];
const read = (text: string) => readBalances(rowsOf(text), CHART);
const held = (
  code: string,
  debit: string,
  credit = '0',
  party: string | null = null,
  foreign: string | null = null,
) => ({
  code,
  names: party === null ? {} : { party },
  debit,
  credit,
  foreign,
  year: null,
});

test('without headings two columns are a balance on the usual side, three are debit and credit', () => {
  const { entries, unread } = read('科目\t余额\n1001\t1,000.50\n3001\t-20\n9999\t5');
  expect(entries).toEqual([held('1001', '1000.5'), held('3001', '20')]);
  expect(unread).toEqual(['9999 5']);
  expect(read('1122\t\t30\n1122\t10\t').entries).toEqual([held('1122', '0', '30'), held('1122', '10')]);
});

test('without headings a name of the account is passed over, and another is whom it is kept by', () => {
  const { entries } = read('1001\t库存现金\t借\t5\n1122\t应收账款\t华信\t30\n3001\t实收资本\t贷\t35');
  expect(entries).toEqual([held('1001', '5'), held('1122', '30', '0', '华信'), held('3001', '0', '35')]);
});

test('the table of another system is read by its headings, under its title, as of its end', () => {
  const { entries, unread, left } = read(
    [
      '科目余额表',
      '华信贸易\t2026-10',
      '科目编码\t科目名称\t客户\t方向\t期初余额\t期末余额（元）\t原币金额',
      '1122\t应收账款\t华信\t借\t1\t30\t',
      '100202\t美元户\t\t借\t1\t710\t100',
      '3001\t实收资本\t\t贷\t1\t740\t',
      '合计\t\t\t\t\t0\t',
    ].join('\n'),
  );
  expect(entries).toEqual([
    held('1122', '30', '0', '华信', '0'),
    held('100202', '710', '0', null, '100'),
    held('3001', '0', '740', null, '0'),
  ]);
  expect(unread).toEqual([]);
  expect(left).toEqual({ sums: 1, parents: 0, doubled: 0 });
});

test('our own trial balance is read too', () => {
  const { entries } = read(
    'Code\tAccount\tOpening debit\tOpening credit\tDebit\tCredit\tClosing debit\tClosing credit\n1001\tCash\t5\t\t2\t\t7\t',
  );
  expect(entries).toEqual([held('1001', '7')]);
});

test('what moved is no balance, and each balance stands behind its own side', () => {
  const { entries } = read(
    '科目编码\t科目名称\t方向\t期初余额\t借方\t贷方\t方向\t期末余额\n1001\t库存现金\t借\t20\t7\t3\t借\t24\n3001\t实收资本\t借\t1\t7\t3\t贷\t23',
  );
  expect(entries).toEqual([held('1001', '24'), held('3001', '0', '23')]);
  const moved = read('科目编码\t期初余额\t借方\t贷方\n1001\t20\t7\t3');
  expect(moved.entries).toEqual([held('1001', '20')]);
});

test('headings in two rows are one heading, and what only adds up what lies below it is passed over', () => {
  const { entries, unread, left } = read(
    [
      '科目编码\t科目名称\t期初余额\t\t本期发生额\t\t期末余额\t',
      '\t\t借方\t贷方\t借方\t贷方\t借方\t贷方',
      '1001\t库存现金\t5\t\t2\t\t7\t',
      '1002\t银行存款\t9\t\t\t\t9\t',
      '100202\t美元户\t9\t\t\t\t9\t',
      '3001\t实收资本\t\t14\t\t2\t\t16',
    ].join('\n'),
  );
  expect(entries).toEqual([held('1001', '7'), held('100202', '9'), held('3001', '0', '16')]);
  expect(unread).toEqual([]);
  expect(left).toEqual({ sums: 0, parents: 1, doubled: 0 });
});

test('a table whose headings say no amount is read by its order', () => {
  expect(read('科目编码\t甲\t乙\n1001\t5\t0\n3001\t0\t5').entries).toEqual([
    held('1001', '5'),
    held('3001', '0', '5'),
  ]);
});

const NOBODY: Found = {
  party: new Map(),
  department: new Map(),
  person: new Map(),
  product: new Map(),
  project: new Map(),
};

test('people, departments, projects and goods are read where the headings name them, or by what the account wants', () => {
  const { entries } = read('科目编码\t职员\t部门\t余额\n122101\t王五\t销售部\t5\n1122\t\t\t3');
  expect(entries.map((entry) => entry.names)).toEqual([{ person: '王五', department: '销售部' }, {}]);
  const apart = read('科目编码\t辅助核算\t余额\n1604\t新仓库\t5\n1122\t华信\t3\n1001\t无\t1').entries;
  expect(apart.map((entry) => entry.names)).toEqual([{ project: '新仓库' }, { party: '华信' }, {}]);
  const inOrder = read('1604\t在建工程\t新仓库\t5\n122101\t备用金\t销售部\t王五\t3').entries;
  expect(inOrder.map((entry) => entry.names)).toEqual([
    { project: '新仓库' },
    { department: '销售部', person: '王五' },
  ]);
  // A name that two bear is no name.
  const two = withNamed(apart, { ...NOBODY, project: new Map([['新仓库', null]]) });
  expect(two.missing).toEqual([
    ['party', ['华信']],
    ['project', ['新仓库']],
  ]);
});

test('parties are found by their names, and names that nobody bears are told', () => {
  const { entries } = read('1122\t华信\t30\n1122\t无此人\t5\n1122\t华信\t1');
  expect(namesIn(entries).party).toEqual(['华信', '无此人']);
  const found = { ...NOBODY, party: new Map([['华信', { id: 'p', title: '华信' }]]) };
  const told = withNamed(entries, found);
  expect(told.entries.map((entry) => entry.tags.party?.id ?? null)).toEqual(['p', null, 'p']);
  expect(told.missing).toEqual([['party', ['无此人']]]);
});

test('what moved in the year and what stood at its start are read where the headings say them', () => {
  const { entries } = read(
    [
      '科目编码\t年初余额\t\t本年累计发生额\t\t期末余额\t\t实际损益发生额',
      '\t借方\t贷方\t借方\t贷方\t借方\t贷方\t',
      '1001\t5\t\t4\t2\t7\t\t',
      '3001\t\t14\t\t2\t\t16\t3',
    ].join('\n'),
  );
  expect(entries).toEqual([
    { ...held('1001', '7'), year: { begin: '5', debit: '4', credit: '2', actual: null } },
    { ...held('3001', '0', '16'), year: { begin: '14', debit: '0', credit: '2', actual: '3' } },
  ]);
  const [begun] = read('科目编码\t年初余额\t本年累计借方\t本年累计贷方\n1001\t5\t4\t2').entries;
  expect(begun).toEqual({
    ...held('1001', '0'),
    debit: null,
    credit: null,
    year: { begin: '5', debit: '4', credit: '2', actual: null },
  });
});

test('an account in total above its customers is told once, and sums are no accounts', () => {
  const head = '科目编码\t客户\t期末借方\t期末贷方';
  const { entries, unread } = read(
    [
      head,
      '1001\t\t50\t',
      '1122\t\t300\t20',
      '1122\t华信\t300\t',
      '1122\t云栖\t\t20',
      '合 计\t\t350\t20',
    ].join('\n'),
  );
  expect(entries).toEqual([
    held('1001', '50'),
    held('1122', '300', '0', '华信'),
    held('1122', '0', '20', '云栖'),
  ]);
  expect(unread).toEqual([]);
  // What does not come to the total is no part of it.
  expect(read([head, '1122\t\t300\t', '1122\t华信\t200\t'].join('\n')).entries).toHaveLength(2);
});
