import { formatPercent } from '../../kit/decimal';
import { titleWord } from '../../kit/titles';
import type { TaxRate } from './api';

/** What a VAT rate is called: by its word, else by its figure. */
export function rateName(rate: TaxRate): string {
  const title = titleWord('tax-rates', rate.code);
  return title !== rate.code || rate.code.includes('%') ? title : formatPercent(rate.rate);
}
