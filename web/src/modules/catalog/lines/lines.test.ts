import { describe, expect, it } from 'vitest';
import type { Product } from '../api';
import { blankLine, isBlank, stepLines, type LineState } from './lines';
import { isBlock, readBlock, readRows } from './paste';

const lamp: Product = {
  id: 'p1',
  name: '挂灯',
  code: 'SP1',
  kind: 'goods',
  specification: '',
  unit: '个',
  unit_id: 'u1',
  sale_price: '12',
  tax_code: '13',
};
const keyOf = (lines: LineState[], place: number): string => lines[place]?.key ?? '';

describe('rows of the grid', () => {
  it('always end in one blank row', () => {
    const begun = stepLines([], { do: 'all', lines: [] });
    expect(begun).toHaveLength(1);
    const picked = stepLines(begun, {
      do: 'pick',
      key: keyOf(begun, 0),
      product: lamp,
      cells: { quantity: '1' },
    });
    expect(picked).toHaveLength(2);
    expect(picked[0]).toMatchObject({ words: '挂灯', cells: { quantity: '1' } });
    expect(isBlank(picked[1] ?? blankLine())).toBe(true);
    expect(stepLines(picked, { do: 'remove', key: keyOf(picked, 0) })).toHaveLength(1);
  });
  it('forget the product when its words change', () => {
    const picked = stepLines([blankLine()], {
      do: 'all',
      lines: [{ ...blankLine(), product: lamp, words: '挂灯' }],
    });
    expect(stepLines(picked, { do: 'words', key: keyOf(picked, 0), words: '挂' })[0]?.product).toBeNull();
  });
  it('copy a cell from above', () => {
    const two = [
      { ...blankLine(), words: 'a', cells: { quantity: '7' } },
      { ...blankLine(), words: 'b' },
    ];
    const copied = stepLines(two, { do: 'copy-above', key: keyOf(two, 1), cell: 'quantity' });
    expect(copied[1]?.cells.quantity).toBe('7');
  });
});

describe('a block from Excel', () => {
  it('is told from a word', () => {
    expect(isBlock('SP1')).toBe(false);
    expect(isBlock('SP1\t3')).toBe(true);
    expect(isBlock('a\nb')).toBe(true);
  });
  it('keeps line ends inside quotes', () =>
    expect(readBlock('"a\n""b"""\t2\r\nc\t3\r\n')).toEqual([
      ['a\n"b"', '2'],
      ['c', '3'],
    ]));
  it('becomes rows: words, then numbers in their order; head and units are passed over', () => {
    expect(
      readRows('商品\t单位\t数量\t单价\n圆点雨伞\t个\t1,200\t58.5\nSP2\t\t3', ['quantity', 'unit_price']),
    ).toEqual([
      { words: '圆点雨伞', cells: { quantity: '1200', unit_price: '58.5' } },
      { words: 'SP2', cells: { quantity: '3' } },
    ]);
  });
});
