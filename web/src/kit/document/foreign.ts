import { formatMoney, type Decimal } from '../decimal';

/** An amount in a foreign currency with its rate: USD 1,000.00 \u00d7 7.1. */
export const foreignText = (currency: string, amount: Decimal, rate: Decimal | null): string =>
  `${currency} ${formatMoney(amount)}${rate === null ? '' : ` \u00d7 ${rate}`}`;
