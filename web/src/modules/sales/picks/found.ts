import { add, compare, type Decimal } from '../../../kit/decimal';
import type { PickLine, Tick } from './picks';

const least = (one: Decimal, other: Decimal): Decimal => (compare(one, other) > 0 ? other : one);

/** How many were found of each line so far. */
export type Found = Record<string, Decimal>;

/** What is ticked off already, as far as the orders still wait for it. */
export const foundOf = (lines: PickLine[]): Found =>
  Object.fromEntries(lines.map((line) => [line.id, least(line.found, line.open)]));

/** The line that one more of a product is found for: the first that is not full, in the bin that was scanned if any was. */
export const lineFor = (
  lines: PickLine[],
  found: Found,
  product: string,
  where: { bin: string | null; lot?: string | undefined },
): PickLine | undefined =>
  lines.find(
    (line) =>
      line.product_id === product &&
      (where.bin === null || line.bin === where.bin) &&
      (!where.lot || !line.lot || line.lot === where.lot) &&
      compare(found[line.id] ?? '0', line.open) < 0,
  );

/** So many of a line, or so many more, and never more than its order still waits for: as the server counts. */
export const withTick = (found: Found, lines: PickLine[], tick: Tick): Found => {
  const line = lines.find((one) => one.id === tick.line_id);
  if (!line) return found;
  const said = String(tick.quantity);
  const now = tick.more ? add(found[line.id] ?? '0', said) : said;
  return { ...found, [line.id]: least(now, line.open) };
};

export const isFull = (line: PickLine, found: Found): boolean =>
  compare(found[line.id] ?? '0', line.open) === 0;

/** What the server is told: every line, and why those that are short are short. */
export const finished = (
  lines: PickLine[],
  found: Found,
  reason: string,
): { line_id: string; quantity: Decimal; reason?: string }[] =>
  lines.map((line) => ({
    line_id: line.id,
    quantity: found[line.id] ?? '0',
    ...(isFull(line, found) ? {} : { reason }),
  }));
