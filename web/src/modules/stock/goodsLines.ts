import { isPositive, isZero, type Decimal } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { isBlank, numberIn, type LineState } from '../catalog/lines/lines';
import type { Tracked } from './lots/lots';
import { fits, readDay, readLots, type LotPart } from './lots/typed';

/** Whether what was counted is not what was expected. */
export const isOff = (difference: Decimal | null): boolean => difference !== null && !isZero(difference);

/** What is wrong with the lots that are typed on lines of goods that are told apart. */
export function wrongLots(
  lines: LineState[],
  tracked: ReadonlyMap<string, Tracked>,
  incoming: boolean,
): Record<string, string> {
  const wrong: Record<string, string> = {};
  lines.forEach((line, place) => {
    const tracking = line.product ? tracked.get(line.product.id)?.tracking : undefined;
    const quantity = numberIn(line, 'quantity');
    if (!tracking || tracking === 'none' || quantity === null) return;
    const parts = lotsIn(line, quantity, tracking);
    if (parts.length === 0 ? incoming || tracking === 'serial' : !fits(parts, quantity))
      wrong[`${place}.lots`] = t(tracking === 'serial' ? 'web.lots.serials_needed' : 'web.lots.lots_needed');
    const day = line.cells.expires_on ?? '';
    if (day.trim() && readDay(day) === null) wrong[`${place}.expires_on`] = t('web.lots.no_day');
  });
  return wrong;
}

/** The lots of a line as they are typed, with the last day where one is said. */
export function lotsIn(line: LineState, quantity: Decimal, tracking: string | undefined): LotPart[] {
  if (!tracking || tracking === 'none') return [];
  const day = readDay(line.cells.expires_on ?? '');
  const parts = readLots(line.cells.lots ?? '', quantity, tracking);
  return day ? parts.map((part) => ({ ...part, expires_on: day })) : parts;
}

/** Cells of lines of product and quantity that keep a document from being posted. */
export function missingCells(lines: LineState[], costs = false): Record<string, string> {
  const missing: Record<string, string> = {};
  lines.forEach((line, place) => {
    if (isBlank(line)) return;
    if (line.product === null)
      missing[`${place}.product_id`] = t('web.grid.unknown_product', { words: line.words });
    const quantity = numberIn(line, 'quantity');
    if (quantity === null || !isPositive(quantity))
      missing[`${place}.quantity`] = t('web.grid.quantity_needed');
    if (costs && numberIn(line, 'unit_cost') === null)
      missing[`${place}.unit_cost`] = t('web.grid.price_needed');
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
    const lots = lotsIn(line, quantity, tracked.get(line.product.id)?.tracking);
    return [{ product_id: line.product.id, quantity, lots }];
  });
