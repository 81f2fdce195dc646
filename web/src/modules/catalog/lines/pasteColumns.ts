import { t } from '../../../kit/i18n';
import type { GridColumn } from './LineGrid';
import type { PasteColumn } from './paste';
import type { PastingColumn } from './pasting';

/** What other systems write above these columns, with bars between. */
const words = (said: string): string[] => said.split('|');

/** The headings above what names a product, the surest first. */
export const productHeads = (): string[][] => [
  words(t('web.grid.heads.code')),
  words(t('web.grid.heads.barcode')),
  [...words(t('web.grid.heads.name')), t('web.product')],
];

function headsOf(column: GridColumn): string[] {
  const own = typeof column.title === 'string' ? [column.title] : [];
  if (column.key === 'quantity') return [...own, ...words(t('web.grid.heads.quantity'))];
  if (column.key === 'unit_price' || column.key === 'unit_cost') {
    // A price with tax is no price without: only words of the column's own kind are its headings.
    const withTax = column.title === t('web.price.with_tax');
    const kind = words(t(withTax ? 'web.grid.heads.price_with_tax' : 'web.grid.heads.price_without_tax'));
    return [...own, ...kind, ...words(t('web.grid.heads.price'))];
  }
  if (column.key === 'discount') return [...own, ...words(t('web.grid.heads.discount'))];
  if (column.key === 'wanted_on') return [...own, ...words(t('web.grid.heads.deliver_on'))];
  if (column.key === 'lots') return [...own, ...words(t('web.grid.heads.lot'))];
  if (column.key === 'made_on') return [...own, ...words(t('web.grid.heads.made_on'))];
  if (column.key === 'expires_on') return [...own, ...words(t('web.grid.heads.expires_on'))];
  return own;
}

const isUnit = (column: GridColumn): boolean => column.key === 'unit_id' || column.key === 'unit';

/** The columns that a pasted block fills: the unit first, whether or not it can be chosen here, then what is typed. */
export function pasteColumns(columns: GridColumn[]): PastingColumn[] {
  const choosing = columns.find((column) => column.key === 'unit_id');
  const unit: PastingColumn = {
    key: 'unit_id',
    kind: 'unit',
    heads: [t('web.unit'), ...words(t('web.grid.heads.unit'))],
    chosen: choosing !== undefined,
    of: choosing?.options,
  };
  const typed = columns.flatMap((column): PastingColumn[] => {
    if (!column.input || isUnit(column)) return [];
    const kind: PasteColumn['kind'] = column.input;
    const options = column.input === 'choice' ? { of: column.options } : {};
    return [{ key: column.key, kind, heads: headsOf(column), ...options }];
  });
  return [unit, ...typed];
}
