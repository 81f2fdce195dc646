import { readBlock } from '../../../kit/blocks';
import { settled } from './fractions';
import { productsNamed, unitsOf } from '../api';
import type { LineState } from './lines';
import { headedLayout, laidOut, plainLayout, untaken } from './paste';
import { pastedLine, unitNamed, type PastingColumn, type Prefill } from './pasting';

/**
 * A block copied from Excel as rows of the grid. Every cell stays in its column: what is no number, no unit of the
 * product and no product is kept as it was written, for the person to see and mend. Columns under a heading that the
 * grid has not are left out, and named.
 */
export async function pastedLines(
  text: string,
  columns: PastingColumn[],
  product: string[][],
  prefill: Prefill,
): Promise<{ lines: LineState[]; leftOut: string[] }> {
  const block = readBlock(text);
  const headed = headedLayout(block, columns, product);
  const rows = headed ? block.slice(1) : block;
  const names = rows.flatMap((row) => (headed?.product ?? [0]).flatMap((at) => row[at] || []));
  const products = await productsNamed(names);
  const units = await unitsOf([...products.values()].map((found) => found.product.id));
  const known = { products, units };
  const layout =
    headed ?? plainLayout(block, columns, (name, word) => unitNamed(known, name, word) !== undefined);
  const lines = laidOut(block, layout).map((row) => {
    const line = pastedLine(row, columns, known, prefill);
    return { ...line, cells: { ...line.cells, ...settled(line, units) } };
  });
  return { lines, leftOut: untaken(block, layout) };
}
