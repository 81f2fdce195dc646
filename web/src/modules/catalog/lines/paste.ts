import { parseDecimal } from '../../../kit/decimal';

/** A column of the grid that a block can fill. */
export interface PasteColumn {
  key: string;
  kind: 'unit' | 'number' | 'choice' | 'text';
  /** The headings by which it is known, whatever their case. */
  heads: string[];
}

/** Where the cells of a block belong, by their place in a row. */
export interface Layout {
  /** Where a product is named, the surest first. */
  product: number[];
  cells: Record<string, number>;
  /** Whether the first row is headings. */
  headed: boolean;
}

export interface PastedRow {
  /** What may name the product, the surest first. */
  names: string[];
  /** What stands under each column, as it was written. */
  said: Record<string, string>;
}

/** A heading as it is compared: without what stands behind it in brackets, as 单价（元）. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/\s*\([^()]*\)$/, '')
    .toLowerCase();

/** A cell that wants to be a number, whether it is one or not: 12, 1/3, 1e3, ¥5. */
const numberish = (text: string): boolean =>
  parseDecimal(text) !== null || /^[\d(+-][\d.,/()eE+\-\s]*$/.test(text.normalize('NFKC').trim());

const filled = (block: string[][], at: number): string[] => block.flatMap((row) => row[at] || []);
const mostly = (cells: string[], is: (text: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(is).length * 2 > cells.length;

/** Where headings say that cells belong; null where the first row is no headings. */
export function headedLayout(block: string[][], columns: PasteColumn[], product: string[][]): Layout | null {
  const heads = (block[0] ?? []).map(plain);
  // The surest word first, wherever it stands: 数量 before 件数.
  const find = (words: string[]): number =>
    words.map((word) => heads.indexOf(plain(word))).find((at) => at >= 0) ?? -1;
  const named = product.map(find).filter((at) => at >= 0);
  const cells: Record<string, number> = {};
  for (const column of columns) {
    const at = find(column.heads);
    if (at >= 0 && !named.includes(at)) cells[column.key] = at;
  }
  return named.length > 0 && (heads.length === 1 || Object.keys(cells).length > 0)
    ? { product: named, cells, headed: true }
    : null;
}

/** What stands above columns that a layout by headings does not take. */
export const untaken = (block: string[][], layout: Layout | null): string[] =>
  layout?.headed
    ? (block[0] ?? []).filter(
        (head, at) => head && !layout.product.includes(at) && !Object.values(layout.cells).includes(at),
      )
    : [];

/**
 * Where cells belong that have no headings: the first names the product, then come the unit, the numbers and the rest in
 * the order of the grid. A unit is known by the product having it, wherever it stands; without one the numbers may
 * follow the product at once.
 */
export function plainLayout(
  block: string[][],
  columns: PasteColumn[],
  isUnit: (name: string, text: string) => boolean,
): Layout {
  const cells: Record<string, number> = {};
  const width = Math.max(...block.map((row) => row.length));
  const places = Array.from({ length: width - 1 }, (_, place) => place + 1);
  const unit = columns.find((column) => column.kind === 'unit')?.key;
  const numbers = columns.filter((column) => column.kind === 'number').map((column) => column.key);
  const rest = columns.filter((column) => column.kind === 'text');
  const known = places.find((at) => block.some((row) => row[at] && isUnit(row[0] ?? '', row[at])));
  const counts = (at: number): boolean => mostly(filled(block, at), numberish);
  const said = known ?? (counts(1) ? undefined : 1);
  if (unit && said !== undefined) cells[unit] = said;
  const behind = (said ?? 0) + 1;
  const before = places.find((at) => at < (said ?? 0) && counts(at));
  const after = places.filter((at) => at >= behind && counts(at)).length;
  const waiting = [...numbers];
  // "2 boxes at 144" is written as often with the number before its unit.
  if (before !== undefined && after < numbers.length) cells[waiting.shift() ?? ''] = before;
  let at = behind;
  for (const key of waiting) cells[key] = at++;
  for (const { key } of rest) cells[key] = at++;
  return { product: [0], cells, headed: false };
}

/** The rows of a block, each cell under the column it belongs to; rows that name no product and say nothing are left out. */
export function laidOut(block: string[][], layout: Layout): PastedRow[] {
  const width = Math.max(...block.map((row) => row.length));
  return block.slice(layout.headed ? 1 : 0).flatMap((row) => {
    const said: Record<string, string> = {};
    for (const [key, at] of Object.entries(layout.cells)) {
      if (at < width) said[key] = row[at] ?? '';
    }
    const names = layout.product.flatMap((at) => row[at] || []);
    return names.length > 0 || Object.values(said).some(Boolean) ? [{ names, said }] : [];
  });
}
