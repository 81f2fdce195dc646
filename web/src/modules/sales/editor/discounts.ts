import {
  add,
  compare,
  divide,
  isDecimal,
  isPositive,
  multiply,
  parseDecimal,
  round,
  subtract,
  type Decimal,
} from '../../../kit/decimal';
import { numberIn, type LineState } from '../../catalog/lines/lines';
import { shareOut } from '../totals';

// 95折: what is left of the price, in hundredths or, up to ten, in tenths.
const LEFT = '\u6298';
export const PRICE_PLACES = 6;

const within = (share: Decimal): Decimal | null =>
  compare(share, '0') >= 0 && compare(share, '1') <= 0 ? share : null;

/** A share that somebody typed as a percentage, or as what is left of the price; null where it is neither. */
function sharpened(text: string): Decimal | null {
  const plain = text.normalize('NFKC').trim();
  const said = parseDecimal(plain.slice(0, -1));
  if (said === null) return null;
  if (plain.endsWith('%')) return within(divide(said, '100'));
  if (!plain.endsWith(LEFT)) return null;
  return within(subtract('1', divide(said, compare(said, '10') > 0 ? '100' : '10')));
}

/** The discount of a line as a share: "5", "5%" and "95折" are the same. */
export function lineShare(text: string): Decimal | null {
  const bare = parseDecimal(text);
  return bare === null ? sharpened(text) : within(divide(bare, '100'));
}

/** A discount on the whole: an amount, or a share of all lines. */
export type Whole = { share: Decimal } | { amount: Decimal };

/** What was typed as a discount on the whole: "50" is an amount, "5%" and "95折" are shares; null where it is neither. */
export function readWhole(text: string): Whole | null {
  const bare = parseDecimal(text);
  if (bare !== null)
    return compare(bare, '0') < 0 || compare(round(bare), bare) !== 0 ? null : { amount: bare };
  const share = sharpened(text);
  return share === null ? null : { share };
}

/** What is taken off each of these amounts; nothing where it cannot be read, or is more than there is. */
export function takenOff(before: Decimal[], text: string): Decimal[] {
  const whole = before.reduce((total, one) => round(add(total, one)), '0.00');
  const said = text.trim() === '' ? null : readWhole(text);
  const taken = said === null ? '0' : 'share' in said ? round(multiply(whole, said.share)) : said.amount;
  return shareOut(compare(taken, whole) > 0 ? '0' : taken, before);
}

/** How a discount on the whole that the server keeps is typed. */
export const wholeText = (kept: {
  whole_discount_share: Decimal | null;
  whole_discount: Decimal;
}): string => {
  if (kept.whole_discount_share !== null) return `${shown(multiply(kept.whole_discount_share, '100'))}%`;
  return isDecimal(kept.whole_discount) && isPositive(kept.whole_discount) ? shown(kept.whole_discount) : '';
};

/** How far a price lies below the lists, as a percentage is typed; empty where it does not. */
export function percentOff(listed: Decimal, price: Decimal): string {
  if (!isPositive(listed) || compare(price, listed) >= 0) return '';
  return shown(round(divide(multiply(subtract(listed, price), '100'), listed), 2));
}

/**
 * List price, discount and price of a line move together: what was typed last leads, and stays when the lists say
 * another price. Where nothing is typed the price is that of the lists.
 */
export function keepDiscount(line: LineState, was: LineState | undefined): LineState {
  const listed = numberIn(line, 'list_price');
  const cell = (name: string): string => (line.cells[name] ?? '').trim();
  const changed = (name: string): boolean => cell(name) !== (was?.cells[name] ?? '').trim();
  const priced = (price: Decimal | null, more: Record<string, string>): LineState => ({
    ...line,
    cells: { ...line.cells, ...(price === null ? {} : { unit_price: price }), ...more },
  });
  // A pasted line may bring both: its price is what was agreed.
  const agreed = !was && cell('unit_price') !== '' && cell('unit_price') !== cell('unit_price.proposed');
  if (changed('discount') && !agreed) {
    if (cell('discount') === '')
      return priced(listed, { 'discount.leads': '', ...(listed ? { 'unit_price.proposed': listed } : {}) });
    return priced(discounted(listed, cell('discount')), { 'discount.leads': 'yes' });
  }
  if (listed === null) return line;
  if (cell('discount.leads') && !changed('unit_price'))
    return changed('list_price') ? priced(discounted(listed, cell('discount')), {}) : line;
  if (!changed('unit_price') && !changed('list_price')) return line;
  const price = numberIn(line, 'unit_price');
  return priced(null, { discount: price === null ? '' : percentOff(listed, price), 'discount.leads': '' });
}

function discounted(listed: Decimal | null, text: string): Decimal | null {
  const share = lineShare(text);
  if (listed === null || share === null) return null;
  return shown(round(multiply(listed, subtract('1', share)), PRICE_PLACES));
}

/** A number without the noughts that mean nothing. */
const shown = (value: Decimal): Decimal => add(value, '0');
