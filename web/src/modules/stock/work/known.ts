import type { Decimal } from '../../../kit/decimal';

export interface Scanned {
  product_id: string;
  name: string;
  /** How many of the product's own unit one scan is: a box of 24 is 24. */
  quantity?: Decimal;
  /** What a GS1 code says beside the article. */
  lot?: string;
  made_on?: string;
  expires_on?: string;
  serial?: string;
}

export interface KnownGoods {
  product_id: string;
  name: string;
  code: string;
  barcode?: string | null | undefined;
}

/** A lot or serial number of goods that are meant. */
export interface KnownLot {
  product_id: string;
  number: string;
  serial: boolean;
}

/** What a code is compared with: goods, their lots, and the warehouses whose bins may be scanned. */
export interface Known {
  lines: KnownGoods[];
  lots?: KnownLot[];
  warehouses?: string[];
  /** The goods in hand: of a number that several goods have, theirs is meant. */
  inHand?: string | undefined;
}

/** Goods that are meant, or a number that lots of several goods have. */
export type Meant = { product: Scanned } | { several: string[] };

/** Goods of the lines by their barcode or code. */
export const among = (code: string, lines: KnownGoods[]): Scanned | null => {
  const own = lines.find((line) => line.barcode === code || line.code.toLowerCase() === code.toLowerCase());
  return own ? { product_id: own.product_id, name: own.name } : null;
};

/** The goods whose lot or serial number a code is, as it is written or, where none is, but for capitals. */
export function lotOf(
  code: string,
  lines: KnownGoods[],
  lots: KnownLot[],
  inHand: string | undefined,
): Meant | null {
  const exact = lots.filter((lot) => lot.number !== '' && lot.number === code);
  const alike = lots.filter((lot) => lot.number !== '' && lot.number.toLowerCase() === code.toLowerCase());
  const found = new Map((exact.length > 0 ? exact : alike).map((lot) => [lot.product_id, lot]));
  const mine = inHand === undefined ? undefined : found.get(inHand);
  const [lot, another] = mine ? [mine] : found.values();
  if (!lot) return null;
  const name = (product: string): string => lines.find((line) => line.product_id === product)?.name ?? '';
  if (another) return { several: [...found.keys()].map(name) };
  const said = lot.serial ? { serial: lot.number } : { lot: lot.number };
  return { product: { product_id: lot.product_id, name: name(lot.product_id), ...said } };
}
