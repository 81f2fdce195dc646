import { add, isPositive, subtract, sum, type Decimal } from '../../../kit/decimal';
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
  const made = scanned.made_on ?? now[key]?.made_on;
  const last = scanned.expires_on ?? now[key]?.expires_on;
  const part = {
    number: number ?? '',
    quantity,
    ...(made ? { made_on: made } : {}),
    ...(last ? { expires_on: last } : {}),
    ...(bin ? { bin } : {}),
  };
  return { ...now, [key]: part };
}

/**
 * The parts of a line once its quantity is typed: the bin that was scanned last holds what the bins before it leave.
 * Lots and serial numbers say their own quantities, so a typed one changes nothing of them.
 */
export function lotsTyped(
  before: LotsScanned | undefined,
  quantity: Decimal,
  bin: string | null,
): LotsScanned {
  const now = before ?? {};
  if (!bin || Object.values(now).some((part) => part.number !== '')) return now;
  const others = Object.entries(now).filter(([, part]) => part.bin !== bin);
  const rest = subtract(quantity, sum(others.map(([, part]) => part.quantity)));
  const kept = isPositive(rest) ? Object.fromEntries(others) : {};
  return { ...kept, [`@${bin}`]: { number: '', quantity: isPositive(rest) ? rest : quantity, bin } };
}

/** Whether a serial number was scanned already. */
export const hasSerial = (parts: LotsScanned | undefined, serial: string): boolean =>
  Object.values(parts ?? {}).some((part) => part.number === serial);
