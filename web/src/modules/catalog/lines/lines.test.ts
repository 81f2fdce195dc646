import { describe, expect, it, vi } from 'vitest';
import { isBlock, readBlock } from '../../../kit/blocks';
import type { Product, ProductUnit } from '../api';
import { inexactCells, settled } from './fractions';
import { blankLine, isBlank, misread, missingCells, shownLine, stepLines, type LineState } from './lines';
import { headedLayout, laidOut, plainLayout, untaken } from './paste';
import { pastedLine, spread, type PastingColumn } from './pasting';
import { inOwnUnits } from './units';

// What is said is not the matter here: where it is said is.
vi.mock('../../../kit/i18n', () => ({ t: (key: string) => key }));

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
});

const water: Product = { ...lamp, id: 'w', name: '水', code: 'WATER', unit: '包', unit_id: 'bag' };
const unit = (unit_id: string, name: string, numerator: number, decimals = 6): ProductUnit => ({
  unit_id,
  unit: name,
  numerator,
  denominator: 1,
  decimals,
  is_own: numerator === 1,
  sale_price: null,
  barcodes: [],
});
const KNOWN = {
  products: new Map([
    ['WATER', { product: water }],
    ['6901234567892', { product: water, unit_id: 'can' }],
    ['SP1', { product: lamp }],
  ]),
  units: new Map([
    ['w', [unit('bag', '包', 1), unit('box', '箱', 72), unit('can', '个', 3)]],
    ['p1', [unit('u1', '个', 1)]],
  ]),
};
const COLUMNS: PastingColumn[] = [
  { key: 'unit_id', kind: 'unit', heads: ['单位'], chosen: true },
  { key: 'quantity', kind: 'number', heads: ['数量'] },
  { key: 'unit_price', kind: 'number', heads: ['单价'] },
  { key: 'tax_code', kind: 'choice', heads: ['税率'], of: [{ value: 'V13', label: '13%' }] },
  { key: 'lots', kind: 'text', heads: ['批号'] },
];
const isUnit = (name: string, text: string): boolean =>
  KNOWN.units.get(KNOWN.products.get(name)?.product.id ?? '')?.some((one) => one.unit === text) ?? false;

function pasted(text: string, columns = COLUMNS): LineState[] {
  const block = readBlock(text);
  const layout =
    headedLayout(block, columns, [['编码'], ['条码'], ['商品']]) ?? plainLayout(block, columns, isUnit);
  const prefill = (product: Product): Record<string, string> => ({
    quantity: '1',
    unit_id: product.unit_id,
    unit_price: '9',
    'unit_price.proposed': '9',
  });
  return laidOut(block, layout).map((row) => pastedLine(row, columns, KNOWN, prefill));
}

/** What a line says: unit, quantity, price, and what could not be read. */
const told = (text: string, columns = COLUMNS): string[] =>
  pasted(text, columns).map((line) => {
    const { unit_id, quantity, unit_price } = line.cells;
    const wrong = Object.keys(misread(line)).map((cell) => `${cell}=${line.cells[`${cell}.said`]}`);
    return [line.words, unit_id, quantity, unit_price, ...wrong].join(' ');
  });

describe('a pasted row', () => {
  it.each([
    ['takes the unit the product has', 'WATER\t箱\t2\t144', '水 box 2 144'],
    ['may say no unit', 'WATER\t2\t144', '水 bag 2 144'],
    ['may leave the unit empty', 'WATER\t\t2\t144', '水 bag 2 144'],
    ['may say the number before the unit', 'WATER\t2\t箱\t144', '水 box 2 144'],
    ['may say what the product is called', 'WATER\t纯净水\t箱\t2\t144', '水 box 2 144'],
    ['keeps a unit that the product has not', 'WATER\t盒\t2\t144', '水  2 144 unit_id=盒'],
    ['keeps what is no number in its column', 'WATER\t箱\t1e3\t144', '水 box 1e3 144'],
    ['keeps a word where a number belongs', 'WATER\t箱\t两\t144', '水 box 两 144'],
    ['keeps a fraction in its column', 'WATER\t1/3\t144', '水 bag 1/3 144'],
    ['keeps an empty quantity empty', 'WATER\t箱\t\t144', '水 box  144'],
    ['keeps the proposal where no price is said', 'WATER\t箱\t2', '水 box 2 9'],
    ['knows a barcode with its unit', '6901234567892\t\t5', '水 can 5 9'],
    ['keeps what is no product', 'NOPE\t箱\t2', 'NOPE  2  unit_id=箱'],
  ])('%s', (_what, text, expected) => expect(told(text)).toEqual([expected]));

  it('goes by the headings where there are any, whatever their order', () =>
    expect(told('规格\t单价\t商品\t编码\t税率\t数量\t单位\n大\t144\t别的\tWATER\t13%\t2\t箱')).toEqual([
      '水 box 2 144',
    ]));
  it('marks a rate that nobody has, and keeps lots', () => {
    const [line] = pasted('编码\t数量\t税率\t批号\nWATER\t2\t12%\tLA');
    expect(line?.cells).toMatchObject({ 'tax_code.said': '12%', lots: 'LA' });
  });
  it('has the same columns in every row of a block', () =>
    expect(told('WATER\t箱\t2\t5\nSP1\t\t3\t7\nWATER\t4')).toEqual([
      '水 box 2 5',
      '挂灯 u1 3 7',
      '水   9 unit_id=4',
    ]));
  it('takes no other unit where the paper counts in the own one', () => {
    const own = COLUMNS.map((column) => ({ ...column, chosen: false }));
    expect(told('WATER\t箱\t2\nWATER\t包\t2', own)).toEqual(['水  2 9 unit_id=箱', '水 bag 2 9']);
  });
  it('is not proposed over', () => {
    const lines = pasted('WATER\t箱\t2\t9');
    const texts = { [keyOf(lines, 0)]: '7' };
    expect(stepLines(lines, { do: 'proposed', cell: 'unit_price', texts })[0]?.cells.unit_price).toBe('9');
  });
  it('is refused with each cell that says nothing', () =>
    expect(Object.keys(missingCells(pasted('NOPE\t箱\t1e3')))).toEqual([
      '0.product_id',
      '0.unit_id',
      '0.quantity',
    ]));
  it('fills to the right and down from another cell', () => {
    const lines = pasted('WATER\t箱\t2\t9\nSP1\t\t3\t7');
    const filled = spread(readBlock('4\t1/3\n5\t6'), COLUMNS, lines, { at: 0, cell: 'quantity' });
    expect(filled.map(({ cells }) => [cells.quantity, cells.unit_price])).toEqual([
      ['4', '1/3'],
      ['5', '6'],
    ]);
  });
});

describe('lines in other units', () => {
  it('are said exactly in the own one, with the price of one of it', () => {
    const { lines, wrong } = inOwnUnits(pasted('WATER\t箱\t2\t144'), KNOWN.units, ['unit_price']);
    expect(lines[0]?.cells).toMatchObject({ quantity: '144', unit_price: '2', unit_id: 'bag' });
    expect(wrong).toEqual({});
  });
  it('are refused where they do not come out', () =>
    expect(Object.keys(inOwnUnits(pasted('WATER\t箱\t2\t100'), KNOWN.units, ['unit_price']).wrong)).toEqual([
      '0.unit_price',
    ]));
  it('wait until their units are known', () =>
    expect(inOwnUnits(pasted('WATER\t箱\t2\t144'), new Map()).ready).toBe(false));
});

describe('a fraction of a unit', () => {
  const become = (text: string): unknown => {
    const [line] = pasted(text);
    return line ? settled(line, KNOWN.units) : undefined;
  };
  it('is said in the own unit where it is exact there, with the price of one', () => {
    expect(become('WATER\t箱\t1/3\t144')).toMatchObject({ quantity: '24', unit_id: 'bag', unit_price: '2' });
    expect(become('WATER\t箱\t２／３\t144')).toMatchObject({ quantity: '48', unit_id: 'bag' });
  });
  it('stays in its unit where six decimals hold it', () =>
    expect(become('WATER\t箱\t1/4\t144')).toMatchObject({ quantity: '0.25', unit_id: 'box' }));
  it('is none in any unit, or not at that price', () => {
    expect(become('WATER\t箱\t1/7\t144')).toBeNull();
    expect(become('WATER\t箱\t1/3\t100')).toBeNull();
    expect(become('WATER\t箱\t1/0\t144')).toBeNull();
  });
  it.each([
    ['1/7', true],
    ['0.333333', true],
    ['0.667', true],
    ['0.333', true],
    ['0.25', false],
    ['0.375', false],
    ['0.125', false],
    ['2', false],
  ])('%s of a box of 72 is refused: %s', (text, refused) =>
    expect(Object.keys(inexactCells(pasted(`WATER\t箱\t${text}\t144`), KNOWN.units))).toEqual(
      refused ? ['0.quantity'] : [],
    ),
  );
});

it.each(['0.121', '1.499', '0.041', '0.999'])('%s of a roll of 100 is as many pieces as it says', (text) => {
  const units = new Map([['w', [unit('bag', '包', 1), unit('box', '箱', 100)]]]);
  expect(inexactCells(pasted(`WATER\t箱\t${text}\t144`), units)).toEqual({});
});

describe('a unit that is counted whole', () => {
  const units = new Map([['w', [unit('bag', '包', 1, 0), unit('box', '箱', 72, 0)]]]);
  it('is no part of: a quarter of a box is eighteen bags', () => {
    const [line] = pasted('WATER\t箱\t1/4\t144');
    expect(line && settled(line, units)).toMatchObject({ quantity: '18', unit_id: 'bag', unit_price: '2' });
  });
  it.each([
    ['0.25', ['0.quantity']],
    ['2', []],
    ['2.0', []],
  ])('takes %s or not', (text, wrong) =>
    expect(Object.keys(inexactCells(pasted(`WATER\t箱\t${text}\t144`), units))).toEqual(wrong),
  );
});

describe('a heading', () => {
  const priced = COLUMNS.map((one) =>
    one.key === 'quantity' ? { ...one, heads: ['数量', '件数'] } : { ...one, heads: one.heads },
  );
  it.each([
    ['is the surest word, wherever it stands', '编码\t件数\t数量\nWATER\t5\t360', '水 bag 360 9'],
    ['may have its measure in brackets', '编码\t数量\t单价（元）\nWATER\t2\t144', '水 bag 2 144'],
  ])('%s', (_, text, said) => expect(told(text, priced)).toEqual([said]));
  it('that no column has is named', () => {
    const block = readBlock('编码\t数量\t不含税单价\nWATER\t2\t100');
    expect(untaken(block, headedLayout(block, COLUMNS, [['编码']]))).toEqual(['不含税单价']);
  });
});

it('the parts of a kit keep the shares that were shown', () => {
  // The share stands as the part's own price, so that the dialog can show it.
  const cells = { quantity: '1', unit_price: '1224.68', 'unit_price.proposed': '1224.68' };
  const line = shownLine(lamp, cells);
  const texts = { [line.key]: '1580' };
  expect(stepLines([line], { do: 'proposed', cell: 'unit_price', texts })[0]?.cells.unit_price).toBe(
    '1224.68',
  );
});
