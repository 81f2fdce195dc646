import { expect, test } from 'vitest';
import { readBlock } from '../../../kit/blocks';
import type { DetailAccount } from '../booksApi';
import { accountMeant, readLines } from './readLines';

test('a block without headings fills one column after the other, from the cell it was pasted into', () => {
  const block = readBlock('付房租\t560209\t3,000.00\t0.00\n付房租\t1001\t-\t3,000.00');
  expect(readLines(block, 'summary')).toEqual([
    { summary: '付房租', account: '560209', debit: '3,000.00', credit: '' },
    { summary: '付房租', account: '1001', debit: '', credit: '3,000.00' },
  ]);
  expect(readLines(readBlock('12\t\n\t12'), 'debit')).toEqual([
    { debit: '12', credit: '' },
    { debit: '', credit: '12' },
  ]);
});

test('headings say where cells belong; what is written twice is taken by its code', () => {
  const block = readBlock(
    '科目编码\t科目名称\t摘要\t贷方金额（元）\t借方金额（元）\n560209\t租赁费\t房租\t\t3000\n\t库存现金\t\t3000\t\n合 计\t\t\t3000\t3000',
  );
  expect(readLines(block, 'debit')).toEqual([
    { summary: '房租', account: '560209', debit: '3000', credit: '' },
    { summary: '', account: '库存现金', debit: '', credit: '3000' },
  ]);
});

test.each([
  ['1001', '1001'],
  ['1001 库存现金', '1001'],
  ['库存现金', '1001'],
  ['Cash', '1001'],
  ['10', null],
  ['其他', null],
  ['现金', null],
])('%s means account %s', (words, code) => {
  const among = [
    { code: '1001', name: '库存现金', name_en: 'Cash' },
    { code: '560299', name: '其他', name_en: null },
    { code: '560399', name: '其他', name_en: null },
  ] as DetailAccount[];
  expect(accountMeant(words, among)?.code ?? null).toBe(code);
});
