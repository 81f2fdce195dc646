import { isPositive, isZero, subtract } from '../../kit/decimal';
import type { CountLine } from './api';

type Told = Pick<CountLine, 'product_id' | 'bin' | 'lot' | 'counted' | 'tracking'>;

/** Serial numbers that nobody found where others of their product were counted: posting the count misses them. */
export function missingSerials<Line extends Told>(lines: Line[]): Line[] {
  const placeOf = (line: Told): string => `${line.product_id} ${line.bin ?? ''}`;
  const serials = lines.filter((line) => line.tracking === 'serial');
  const begun = new Set(serials.filter((line) => line.counted !== null).map(placeOf));
  return serials.filter((line) => line.counted === null && line.lot && begun.has(placeOf(line)));
}

/** What a posted count did: how many lines it counted, were over, were missing, and stood elsewhere. */
export function outcome(lines: Pick<CountLine, 'counted' | 'difference' | 'moved'>[]) {
  const counted = lines.filter((line) => line.counted !== null);
  const off = counted.map((line) => subtract(line.difference ?? '0', line.moved ?? '0'));
  return {
    lines: counted.length,
    over: off.filter(isPositive).length,
    missing: off.filter((quantity) => !isPositive(quantity) && !isZero(quantity)).length,
    misplaced: counted.filter((line) => line.moved !== null && !isZero(line.moved)).length,
  };
}

/** The line that is meant by a product, a bin and a lot where they are said; null where several or none could be. */
export function lineMeant<Line extends Told>(
  lines: Line[],
  said: { product_id: string; bin: string | null; lot?: string | undefined },
): Line | null {
  const own = lines.filter(
    (line) =>
      line.product_id === said.product_id &&
      (said.bin === null || line.bin === said.bin) &&
      (said.lot === undefined || line.lot === said.lot),
  );
  const [line, another] = own;
  return line && !another ? line : null;
}
