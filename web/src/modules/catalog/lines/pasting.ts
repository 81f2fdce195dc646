import { parseDecimal } from '../../../kit/decimal';
import type { NamedProduct, ProductUnit } from '../api';
import { blankLine, type LineProduct, type LineState } from './lines';
import type { PasteColumn, PastedRow } from './paste';

interface Option {
  value: string;
  label: string;
}

export interface PastingColumn extends PasteColumn {
  /** What a choice offers, for every line or for one. */
  of?: Option[] | ((line: LineState) => Option[]) | undefined;
  /** Whether the unit of a line can be another than the product's own. */
  chosen?: boolean;
}

export interface Known {
  products: Map<string, NamedProduct>;
  units: Map<string, ProductUnit[]>;
}

export type Prefill = (product: LineProduct) => Record<string, string>;

const same = (a: string, b: string): boolean =>
  a.normalize('NFKC').trim().toLowerCase() === b.normalize('NFKC').trim().toLowerCase();

export function unitNamed({ products, units }: Known, name: string, word: string): ProductUnit | undefined {
  const found = products.get(name);
  return found ? units.get(found.product.id)?.find((unit) => same(unit.unit, word)) : undefined;
}

/** One pasted row: its product where one is named, and each cell as what it says. */
export function pastedLine(
  row: PastedRow,
  columns: PastingColumn[],
  known: Known,
  prefill: Prefill,
): LineState {
  const name = row.names.find((one) => known.products.has(one)) ?? row.names[0] ?? '';
  const found = known.products.get(name);
  // What only stands for others (variants, the parts of a kit) is asked for line by line.
  const product = found && !found.product.is_template && !found.product.is_kit ? found.product : null;
  const cells: Record<string, string> = product ? { ...prefill(product) } : {};
  if (product && found?.unit_id) cells.unit_id = found.unit_id;
  const made: LineState = { ...blankLine(), product, words: product?.name ?? name, cells };
  const units = product ? (known.units.get(product.id) ?? []) : [];
  for (const column of columns) {
    const text = row.said[column.key];
    if (text === undefined || (text === '' && column.key !== 'quantity')) continue;
    made.cells = written(made, column, text, units);
  }
  return made;
}

/** The cells of a line once a text stands in one of them: as what it says, or as it was written where it says nothing. */
function written(
  line: LineState,
  column: PastingColumn,
  text: string,
  units: ProductUnit[],
): Record<string, string> {
  const { key, kind } = column;
  const cells = Object.fromEntries(Object.entries(line.cells).filter(([name]) => name !== `${key}.said`));
  // What was pasted was typed: a price that a list proposes does not take its place.
  if (kind === 'number') return { ...cells, [`${key}.proposed`]: '', [key]: parseDecimal(text) ?? text };
  if (kind === 'text') return { ...cells, [key]: text };
  const options = typeof column.of === 'function' ? column.of(line) : (column.of ?? []);
  const value =
    kind === 'unit'
      ? units.find((unit) => same(unit.unit, text) && (column.chosen || unit.is_own))?.unit_id
      : options.find((one) => same(one.label, text) || same(one.value, text))?.value;
  return value === undefined ? { ...cells, [key]: '', [`${key}.said`]: text } : { ...cells, [key]: value };
}

/** A block pasted into a cell that is not the product's: it fills from there to the right and down. */
export function spread(
  block: string[][],
  columns: PastingColumn[],
  lines: LineState[],
  from: { at: number; cell: string },
): LineState[] {
  const places = columns.slice(columns.findIndex((column) => column.key === from.cell));
  const filled = [...lines];
  block.forEach((row, down) => {
    const at = from.at + down;
    const line = { ...(filled[at] ?? blankLine()) };
    places.forEach((column, right) => {
      const text = row[right];
      if (text !== undefined) line.cells = written(line, column, text, unitsAsOffered(column, line));
    });
    filled[at] = line;
  });
  return filled;
}

const unitsAsOffered = (column: PastingColumn, line: LineState): ProductUnit[] =>
  (typeof column.of === 'function' ? column.of(line) : []).map((one) => ({
    unit_id: one.value,
    unit: one.label,
    is_own: one.value === line.product?.unit_id,
    numerator: 1,
    denominator: 1,
    decimals: 6,
    sale_price: null,
    barcodes: [],
  }));
