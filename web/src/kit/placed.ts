import type { FieldProblem } from '../api/problem';
import { t } from './i18n';

const LINE = /(?:^|\.)lines\.(\d+)\.(\w+)$/;

/** Sentences that say what is wrong with a value, and leave to the form where it stands. */
const BARE = new Set([
  'decimal_max_digits',
  'decimal_max_places',
  'decimal_parsing',
  'greater_than',
  'greater_than_equal',
  'less_than_equal',
  'missing',
  'no_such_record',
  'string_too_long',
]);

const COLUMNS: Record<string, () => string> = {
  product_id: () => t('web.product'),
  unit_id: () => t('web.unit'),
  quantity: () => t('web.quantity'),
  unit_price: () => t('web.price'),
  unit_cost: () => t('web.stock.unit_cost'),
  tax_rate: () => t('web.tax_rate'),
  debit: () => t('web.debit'),
  credit: () => t('web.credit'),
};

/** What is wrong, with its line and column where the sentence alone does not name them. */
export function placed({ field, code, detail }: FieldProblem): string {
  const [, at, name = ''] = LINE.exec(field) ?? [];
  if (at === undefined || !BARE.has(code)) return detail;
  const place = t('web.grid.cell', { line: Number(at) + 1, what: COLUMNS[name]?.() ?? '' }).trim();
  return t('web.problem.placed', { place, detail });
}
