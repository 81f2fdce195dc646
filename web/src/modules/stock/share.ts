import { divide, type Decimal } from '../../kit/decimal';

/** A part of a whole as a rate; null where there is no whole, or the part is not known. */
export const share = (part: number | null, whole: number): Decimal | null =>
  part === null || whole === 0 ? null : divide(String(part), String(whole));
