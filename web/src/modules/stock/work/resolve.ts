import { asProblem } from '../../../api/problem';
import { divide, multiply, type Decimal } from '../../../kit/decimal';
import { productByCode } from '../../catalog/api';
import { binByCode, type KnownBin } from '../bins/bins';

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

interface Known {
  product_id: string;
  name: string;
  code: string;
  barcode?: string | null | undefined;
}

/** Goods, or a bin. */
export type Seen = { product: Scanned } | { bin: KnownBin };

/** What a scanned code stands for where goods may stand in bins of these warehouses: goods of the lines, a bin, or goods. */
export async function resolveScan(code: string, lines: Known[], warehouses: string[]): Promise<Seen | null> {
  const own = among(code, lines);
  if (own) return { product: own };
  for (const warehouse of warehouses) {
    const bin = await binByCode(warehouse, code);
    if (bin) return { bin };
  }
  const product = await resolveCode(code, lines);
  return product && { product };
}

const among = (code: string, lines: Known[]): Scanned | null => {
  const own = lines.find((line) => line.barcode === code || line.code.toLowerCase() === code.toLowerCase());
  return own ? { product_id: own.product_id, name: own.name } : null;
};

/** What a scanned code stands for: among these lines first, else in the catalogue; null where nothing has it. */
export async function resolveCode(code: string, lines: Known[]): Promise<Scanned | null> {
  const own = among(code, lines);
  if (own) return own;
  try {
    const found = await productByCode(code);
    // Where several have the code, the one on this document is meant.
    const here = found.matches.filter((one) => lines.some((line) => line.product_id === one.product_id));
    const [product, another] = here.length > 0 ? here : found.matches;
    if (!product || another) return null;
    const units = multiply(String(found.count ?? 1), String(product.numerator));
    return {
      product_id: product.product_id,
      name: product.name,
      quantity: divide(units, String(product.denominator)),
      ...(found.lot ? { lot: found.lot } : {}),
      ...(found.made_on ? { made_on: found.made_on } : {}),
      ...(found.expires_on ? { expires_on: found.expires_on } : {}),
      ...(found.serial ? { serial: found.serial } : {}),
    };
  } catch (error) {
    if (asProblem(error).code === 'catalog.code_unknown') return null;
    throw error;
  }
}
