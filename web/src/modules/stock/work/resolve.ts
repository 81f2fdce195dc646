import { asProblem } from '../../../api/problem';
import { divide, multiply } from '../../../kit/decimal';
import { productByCode } from '../../catalog/api';
import { binByCode, type KnownBin } from '../bins/bins';
import { among, lotOf, type Known, type KnownGoods, type Meant, type Scanned } from './known';

/** Goods, a bin, or a number that lots of several goods have. */
export type Seen = Meant | { bin: KnownBin };

/**
 * What a scanned code stands for, on every work screen alike: goods of the lines, a bin, a lot or serial number of what is
 * meant, or any goods of the catalogue; null where nothing has it.
 */
export async function resolveScan(
  code: string,
  { lines, lots = [], warehouses = [], inHand }: Known,
): Promise<Seen | null> {
  const own = among(code, lines);
  if (own) return { product: own };
  for (const warehouse of warehouses) {
    const bin = await binByCode(warehouse, code);
    if (bin) return { bin };
  }
  return lotOf(code, lines, lots, inHand) ?? (await goodsOf(code, lines));
}

const goodsOf = async (code: string, lines: KnownGoods[]): Promise<Seen | null> => {
  const product = await resolveCode(code, lines);
  return product && { product };
};

/** What a scanned code stands for: among these lines first, else in the catalogue; null where nothing has it. */
export async function resolveCode(code: string, lines: KnownGoods[]): Promise<Scanned | null> {
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
