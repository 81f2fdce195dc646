import { compare, divide, multiply, round, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import type { ProductUnit } from '../api';
import { isBlank, numberIn, type LineState } from './lines';
import { unitOf, type Units } from './units';

const PLACES = 6;
const PRICES = ['unit_price', 'unit_cost', 'market_price'];

interface Fraction {
  over: string;
  under: string;
}

/** "1/3" as it is typed; null where it is none. */
export function readFraction(text: string): Fraction | null {
  const found = /^(\d{1,9})\s*\/\s*(\d{1,9})$/.exec(text.normalize('NFKC').trim());
  const [over, under] = [found?.[1], found?.[2]];
  return over && under && Number(over) > 0 && Number(under) > 0 ? { over, under } : null;
}

/** over / under, where six decimals hold it exactly. */
export function exactly(over: Decimal, under: Decimal): Decimal | null {
  const said = round(divide(over, under), PLACES);
  if (compare(multiply(said, under), over) !== 0) return null;
  return said.includes('.') ? said.replace(/\.?0+$/, '') : said;
}

/** Whether a quantity has no more decimals than its unit. */
const fits = (quantity: Decimal, { decimals }: ProductUnit): boolean =>
  compare(round(quantity, decimals), quantity) === 0;

/** So many of one unit, said in another. */
const turned = ({ over, under }: Fraction, from: ProductUnit, to: ProductUnit): Decimal | null =>
  exactly(
    multiply(multiply(over, String(from.numerator)), String(to.denominator)),
    multiply(multiply(under, String(from.denominator)), String(to.numerator)),
  );

/**
 * The cells of a line whose quantity is a fraction, once it is left: a third of a box of 72 is 24 of its pieces, with
 * the price of one of them. Null where no unit of the product holds it exactly.
 */
export function settled(line: LineState, units: Units): Record<string, string> | null {
  const fraction = readFraction(line.cells.quantity ?? '');
  const unit = unitOf(line, units);
  if (!fraction || !unit || !line.product) return null;
  const known = units.get(line.product.id) ?? [];
  for (const other of [unit, ...known]) {
    const quantity = turned(fraction, unit, other);
    const prices = quantity === null ? null : pricesIn(line, unit, other);
    if (quantity !== null && prices !== null && fits(quantity, other))
      return { quantity, unit_id: other.unit_id, ...prices };
  }
  return null;
}

/** What one of the other unit costs where one of this one costs what is typed; null where that is not exact. */
function pricesIn(line: LineState, from: ProductUnit, to: ProductUnit): Record<string, string> | null {
  const cells: Record<string, string> = {};
  for (const cell of PRICES) {
    const price = numberIn(line, cell);
    if (price === null || from.unit_id === to.unit_id) continue;
    const isProposed = line.cells[cell] === line.cells[`${cell}.proposed`];
    const said = turned({ over: price, under: '1' }, to, from);
    // What was only proposed is proposed anew for the other unit.
    if (said === null && !isProposed) return null;
    cells[cell] = said ?? '';
    if (isProposed) cells[`${cell}.proposed`] = said ?? '';
  }
  return cells;
}

/** Whether a decimal is a fraction of the unit cut off: 0.333333 of a box of 72 is no number of its pieces. */
function isCutOff(quantity: Decimal, unit: ProductUnit): boolean {
  const places = quantity.split('.')[1]?.length ?? 0;
  if (unit.is_own || places < 3) return false;
  const own = divide(multiply(quantity, String(unit.numerator)), String(unit.denominator));
  const whole = round(own, 0);
  if (compare(own, whole) === 0) return false;
  // What the pieces next to it are in this unit, cut or rounded to the places that were typed.
  const exact = divide(multiply(whole, String(unit.denominator)), String(unit.numerator));
  const isExact = compare(round(exact, places), exact) === 0;
  const cut = exact.slice(0, exact.indexOf('.') + 1 + places);
  return !isExact && [round(exact, places), cut].some((said) => compare(said, quantity) === 0);
}

/** Quantities that are no exact number in any unit of their product, or none of the unit typed: a sentence by cell. */
export function inexactCells(lines: LineState[], units: Units): Record<string, string> {
  const wrong: Record<string, string> = {};
  lines.forEach((line, place) => {
    const unit = unitOf(line, units);
    if (isBlank(line) || !unit || !line.product) return;
    const text = (line.cells.quantity ?? '').trim();
    const quantity = numberIn(line, 'quantity');
    const all = (units.get(line.product.id) ?? []).map((one) => one.unit);
    const names = all.join(t('web.grid.or'));
    if (readFraction(text))
      wrong[`${place}.quantity`] = t('web.grid.no_fraction', { said: text, unit: unit.unit, units: names });
    else if (quantity !== null && isCutOff(quantity, unit)) {
      const own = divide(multiply(quantity, String(unit.numerator)), String(unit.denominator));
      wrong[`${place}.quantity`] = t('web.grid.cut_off', {
        said: `${text} ${unit.unit}`,
        own: `${exactly(own, '1') ?? own} ${line.product.unit}`,
        whole: `${round(own, 0)} ${line.product.unit}`,
      });
    } else if (quantity !== null && !fits(quantity, unit))
      wrong[`${place}.quantity`] = t('web.grid.too_many_decimals', {
        said: text,
        unit: unit.unit,
        decimals: unit.decimals,
      });
  });
  return wrong;
}
