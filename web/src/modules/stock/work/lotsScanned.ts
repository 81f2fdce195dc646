import { add } from '../../../kit/decimal';
import type { LotPart } from '../lots/typed';
import type { Scanned } from './resolve';

/** The lots of a line that were scanned so far, and in which bins, by both. */
export type LotsScanned = Record<string, LotPart>;

/** The lots with one scan more; a code that says no lot, where no bin was scanned before it, changes nothing. */
export function lotsScanned(
  before: LotsScanned | undefined,
  scanned: Scanned,
  bin: string | null = null,
): LotsScanned {
  const number = scanned.serial ?? scanned.lot;
  const now = before ?? {};
  if (!number && !bin) return now;
  const key = `${number ?? ''}@${bin ?? ''}`;
  const quantity = add(now[key]?.quantity ?? '0', scanned.serial ? '1' : (scanned.quantity ?? '1'));
  const day = scanned.expires_on ?? now[key]?.expires_on;
  const part = {
    number: number ?? '',
    quantity,
    ...(day ? { expires_on: day } : {}),
    ...(bin ? { bin } : {}),
  };
  return { ...now, [key]: part };
}

/** Whether a serial number was scanned already. */
export const hasSerial = (parts: LotsScanned | undefined, serial: string): boolean =>
  Object.values(parts ?? {}).some((part) => part.number === serial);
