import { isNegative, isZero, negate, type Decimal } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';

/** On which side a balance stands (借, 贷 or 平), in words. */
export function sideOf(value: Decimal): string {
  if (isZero(value)) return t('web.general_ledger.even');
  return t(isNegative(value) ? 'web.general_ledger.credit' : 'web.general_ledger.debit');
}

/** How much stands on its side: never below zero, for the side is told beside it. */
export function OnItsSide({ value }: { value: Decimal }) {
  return <Money value={isNegative(value) ? negate(value) : value} />;
}
