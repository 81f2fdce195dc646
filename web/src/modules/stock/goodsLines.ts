import { isPositive } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { isBlank, numberIn, type LineState } from '../catalog/lines/lines';

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
