import { isZero, type Decimal } from '../../kit/decimal';
import { t, type MessageKey } from '../../kit/i18n';
import {
  isBlank,
  missingCells as missingIn,
  numberIn,
  wrongNumber,
  type LineState,
} from '../catalog/lines/lines';
import type { Tracked } from './lots/lots';
import { fits, isNoDay, kindOf, readLots, withDays, type Kind, type LotPart } from './lots/typed';

/** Whether what was counted is not what was expected. */
export const isOff = (difference: Decimal | null): boolean => difference !== null && !isZero(difference);

const NEEDED: Record<Exclude<Kind, 'none'>, MessageKey> = {
  bin: 'web.bins.bins_needed',
  lot: 'web.lots.lots_needed',
  serial: 'web.lots.serials_needed',
};

/** What is wrong with the lots that are typed on lines of goods that are told apart. */
export function wrongLots(
  lines: LineState[],
  tracked: ReadonlyMap<string, Tracked>,
  incoming: boolean,
): Record<string, string> {
  const wrong: Record<string, string> = {};
  lines.forEach((line, place) => {
    const tracking = kindOf(line.product ? tracked.get(line.product.id) : undefined);
    const quantity = numberIn(line, 'quantity');
    if (tracking === 'none' || quantity === null) return;
    const parts = lotsIn(line, quantity, tracking);
    const needed = tracking === 'serial' || (incoming && tracking === 'lot');
    if (parts.length === 0 ? needed : !fits(parts, quantity)) wrong[`${place}.lots`] = t(NEEDED[tracking]);
    for (const cell of ['made_on', 'expires_on'])
      if (isNoDay(line.cells[cell])) wrong[`${place}.${cell}`] = t('web.lots.no_day');
  });
  return wrong;
}

/** The lots of a line as they are typed, with their days where they are said. */
export function lotsIn(line: LineState, quantity: Decimal, tracking: Kind): LotPart[] {
  if (tracking === 'none') return [];
  const parts = readLots(line.cells.lots ?? '', quantity, tracking);
  return withDays(parts, { made: line.cells.made_on, last: line.cells.expires_on });
}

/** Cells of lines of product and quantity that keep a document from being posted. */
export function missingCells(lines: LineState[], costs = false): Record<string, string> {
  const missing = missingIn(lines);
  if (!costs) return missing;
  lines.forEach((line, place) => {
    const cost = isBlank(line) ? undefined : wrongNumber(line, 'unit_cost', t('web.grid.price_needed'));
    if (cost) missing[`${place}.unit_cost`] = cost;
  });
  return missing;
}

/** Lines of goods that are given away and do not say what one would be sold for. */
export function missingPrices(lines: LineState[]): Record<string, string> {
  const missing: Record<string, string> = {};
  lines.forEach((line, place) => {
    const needed = t('web.issue.market_price_needed');
    const price = isBlank(line) ? undefined : wrongNumber(line, 'market_price', needed);
    if (price) missing[`${place}.market_price`] = price;
  });
  return missing;
}

/** The lines that say a product and a quantity, as the server takes them. */
export const sentLines = (lines: LineState[]): { product_id: string; quantity: string }[] =>
  lines.flatMap((line) => {
    const quantity = numberIn(line, 'quantity');
    return line.product && quantity ? [{ product_id: line.product.id, quantity }] : [];
  });

/** The same with the lots that are to leave, where any are named. */
export const sentLots = (
  lines: LineState[],
  tracked: ReadonlyMap<string, Tracked>,
): { product_id: string; quantity: string; lots: LotPart[] }[] =>
  lines.flatMap((line) => {
    const quantity = numberIn(line, 'quantity');
    if (!line.product || !quantity) return [];
    const lots = lotsIn(line, quantity, kindOf(tracked.get(line.product.id)));
    return [{ product_id: line.product.id, quantity, lots }];
  });
