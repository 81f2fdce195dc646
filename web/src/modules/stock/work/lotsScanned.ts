import { add } from '../../../kit/decimal';
import type { LotPart } from '../lots/typed';
import type { Scanned } from './resolve';

/** The lots of a line that were scanned so far, by number. */
export type LotsScanned = Record<string, LotPart>;

/** The lots with one scan more; a code that says no lot changes nothing. */
export function lotsScanned(before: LotsScanned | undefined, scanned: Scanned): LotsScanned {
  const number = scanned.serial ?? scanned.lot;
  const now = before ?? {};
  if (!number) return now;
  const quantity = add(now[number]?.quantity ?? '0', scanned.serial ? '1' : (scanned.quantity ?? '1'));
  const day = scanned.expires_on ?? now[number]?.expires_on;
  return { ...now, [number]: { number, quantity, ...(day ? { expires_on: day } : {}) } };
}
