import { expect, test } from 'vitest';
import type { DetailAccount, Opening } from '../booksApi';
import {
  keptBy,
  missingTags,
  openingBody,
  openingState,
  refusedRows,
  stepOpening,
  totals,
  wrongRows,
  type Pasted,
  type Wanted,
} from './openingState';

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
const NOTHING: Opening = {
  started_on: null,
  voucher_id: null,
  year_so_far: false,
  lines: [],
  flows: [],
  kept: [],
  by_documents: ['1405'],
};
const held = (code: string, debit: string, credit = '0', foreign: string | null = null): Pasted => ({
  code,
  tags: {},
  debit,
  credit,
  foreign,
  year: null,
});
const WANTED: Wanted = new Map([['1122', ['party']]]);
const NOTHING_WANTED: Wanted = new Map();
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
  expect(totals(state.rows)).toMatchObject({ debit: '1000', credit: '1000', difference: '0' });
  const customers = state.rows.find((row) => row.code === '1122');
  expect([...wrongRows(state, WANTED)]).toEqual([customers?.key]);
  const named = stepOpening(state, {
    at: customers?.key ?? '',
    row: { tags: { party: { id: 'p', title: '华信' } } },
  });
  expect(wrongRows(named, WANTED).size).toBe(0);
  expect(openingBody(named).lines[1]).toEqual({
    account: '1122',
    debit: '100',
    credit: '0',
    party_id: 'p',
    department_id: null,
    person_id: null,
    product_id: null,
    project_id: null,
    foreign_amount: null,
  });
});

test('an account that keeps a currency says what it held in it', () => {
  const chart = [{ ...account('100202'), currency: 'USD' }, account('3001', 'credit')];
  const paste = [held('100202', '710'), held('3001', '0', '710')];
  const state = stepOpening(openingState(chart, NOTHING, '2026-11-01'), { paste });
  const dollars = state.rows[0]?.key ?? '';
  expect([...wrongRows(state, NOTHING_WANTED)]).toEqual([dollars]);
  const said = stepOpening(state, { at: dollars, row: { foreign: '100' } });
  expect(wrongRows(said, NOTHING_WANTED).size).toBe(0);
  expect(openingBody(said).lines[0]?.foreign_amount).toBe('100');
});

const YEAR_CHART = [account('1002'), account('3001', 'credit'), { ...account('5602'), class: 'profit_loss' }];
const inJuly = () => stepOpening(openingState(YEAR_CHART, NOTHING, '2026-07-01'), { withYear: true });
const typed = (...changes: [number, Record<string, string>][]) =>
  changes.reduce((state, [at, row]) => stepOpening(state, { at: state.rows[at]?.key ?? '', row }), inJuly())
    .rows;

test('three of a year’s four figures tell the fourth, whichever they are', () => {
  const [begin] = typed([0, { debit: '140' }], [0, { yearDebit: '90' }], [0, { yearCredit: '50' }]);
  expect(begin?.begin).toBe('100');
  const [held] = typed([0, { begin: '100' }], [0, { yearDebit: '90' }], [0, { yearCredit: '250' }]);
  expect([held?.debit, held?.credit]).toEqual(['', '60']);
  const [credit] = typed([0, { begin: '100' }], [0, { yearDebit: '90' }], [0, { debit: '140' }]);
  expect(credit?.yearCredit).toBe('50');
  const [debit] = typed([0, { begin: '100' }], [0, { yearCredit: '50' }], [0, { debit: '140' }]);
  expect(debit?.yearDebit).toBe('90');
  const [, capital] = typed([1, { begin: '100' }], [1, { yearCredit: '5' }]);
  expect(capital?.credit).toBe('105');
  // What was typed longest ago follows from what was typed since.
  const [again] = typed(
    [0, { begin: '1' }],
    [0, { yearDebit: '90' }],
    [0, { yearCredit: '50' }],
    [0, { debit: '140' }],
  );
  expect(again?.begin).toBe('100');
});

test('the year is sent where the books begin inside one, with what was really spent where it is said', () => {
  const rows = typed(
    [2, { yearDebit: '80' }],
    [2, { yearCredit: '80' }],
    [2, { actual: '75' }],
    [0, { debit: '5' }],
  );
  const body = openingBody({ startedOn: '2026-07-01', withYear: true, rows, flows: { 1: '5', 3: '' } });
  expect(body.flows).toEqual([{ row: 1, amount: '5' }]);
  expect(body.lines.map((line) => [line.account, line.year_debit, line.year_actual])).toEqual([
    ['1002', '0', null],
    ['5602', '80', '75'],
  ]);
  const january = openingBody({ startedOn: '2026-01-01', withYear: true, rows, flows: { 1: '5' } });
  expect(january.flows).toEqual([]);
  expect(january.lines.map((line) => [line.account, line.year_debit])).toEqual([['1002', undefined]]);
});

test.each([
  ['60', null],
  ['55', '55'],
])('what was usual (%s) is not said when the page is opened again', (year_actual, said) => {
  const line = { account_code: '5602', debit: '0', credit: '0', year_debit: '60', year_credit: '60' };
  const opening = { ...NOTHING, year_so_far: true, started_on: '2026-07-01' };
  const lines = [{ ...line, year_actual }] as unknown as Opening['lines'];
  const again = openingState(YEAR_CHART, { ...opening, lines }, '2026-07-01');
  const mended = { yearDebit: '80', yearCredit: '80' };
  const key = again.rows.find((row) => row.code === '5602')?.key ?? '';
  const body = openingBody(stepOpening(again, { at: key, row: mended }));
  expect(body.lines.find((one) => one.account === '5602')?.year_actual).toBe(said);
});

test('profit and loss held nothing when the year began', () => {
  const rows = typed([2, { yearDebit: '80' }], [2, { yearCredit: '70' }]);
  const state = { startedOn: '2026-07-01', withYear: true, rows, flows: {} };
  expect(wrongRows(state, NOTHING_WANTED).size).toBe(1);
  expect(totals(rows)).toMatchObject({ yearDebit: '80', yearCredit: '70', yearDifference: '10', cash: '0' });
});

test('a pasted table that tells the year has it entered', () => {
  const year = { begin: null, debit: '90', credit: '50', actual: null };
  const state = stepOpening(begun(), { paste: [{ ...held('1001', '140'), year }] });
  expect([state.withYear, state.rows[0]?.begin]).toEqual([true, '100']);
  const told = { ...held('1001', '0'), debit: null, credit: null, year: { ...year, begin: '100' } };
  expect(stepOpening(begun(), { paste: [told] }).rows[0]?.debit).toBe('140');
});

test('an account asks for all it is kept apart by, but for what documents tell; the year’s profit for nothing', () => {
  expect(keptBy(account('1221', 'debit', 'person,department'), [])).toEqual(['department', 'person']);
  expect(keptBy(account('1406', 'debit', 'customer,item'), ['1406'])).toEqual(['party']);
  const wanted: Wanted = new Map([['1221', ['department', 'person']]]);
  const chart = [account('1221', 'debit', 'person,department'), account('3001', 'credit')];
  const paste = [
    { ...held('1221', '5'), tags: { person: { id: 'p', title: '王' } } },
    held('3001', '0', '5'),
  ];
  const state = stepOpening(openingState(chart, NOTHING, '2026-11-01'), { paste });
  const [petty] = state.rows;
  if (!petty) throw new Error('no row');
  expect(missingTags(petty, false, wanted)).toEqual(['department']);
  expect(missingTags({ ...petty, isProfit: true }, true, wanted)).toEqual([]);
  expect(openingBody(state).lines[0]).toMatchObject({ person_id: 'p', department_id: null });
  const errors = [
    { field: 'lines.0.department_id' },
    { field: 'lines.0.person_id' },
    { field: 'started_on' },
  ];
  expect([...refusedRows(errors, state)]).toEqual([[petty.key, ['department', 'person']]]);
});
