import type { Decimal } from '../../../kit/decimal';
import type { InBin } from '../bins/bins';

/** Goods in hand on their way from one bin into another, and how many of them. */
export interface Carried {
  row: InBin;
  quantity: Decimal | null;
}

interface Wanted {
  product_id: string;
  number?: string | undefined;
  serial: boolean;
}

const NEVER = '9999-12-31';
const inOrder = (one: InBin, other: InBin): number =>
  Number(one.quality !== 'free') - Number(other.quality !== 'free') ||
  (one.expires_on ?? NEVER).localeCompare(other.expires_on ?? NEVER) ||
  one.number.localeCompare(other.number);

/**
 * What of a bin is meant by a scan: the lot or serial number itself, else of several lots the first to expire, which is
 * `chosen` then and may be changed; of several serial numbers none. Null where nothing of it stands there.
 */
export function choose(
  here: InBin[],
  carried: Carried[],
  { product_id, number, serial }: Wanted,
): { row: InBin; chosen: boolean } | 'which' | null {
  const all = here.filter((row) => row.product_id === product_id && (!number || row.number === number));
  const free = all.filter((row) => !carried.some((one) => one.row.id === row.id));
  const open = (free.length > 0 ? free : all).sort(inOrder);
  const [row] = open;
  if (!row) return null;
  const choice = !number && new Set(open.map((one) => one.number)).size > 1;
  return choice && serial ? 'which' : { row, chosen: choice };
}

/** The goods in hand with one row more, all of it; what is in hand already stays as it is. */
export const withRow = (carried: Carried[], row: InBin): Carried[] =>
  carried.some((one) => one.row.id === row.id) ? carried : [...carried, { row, quantity: row.quantity }];
