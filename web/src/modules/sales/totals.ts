import { add, divide, multiply, round, subtract, type Decimal } from '../../kit/decimal';

export interface TaxedAmount {
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
}

/**
 * What a line comes to, by the server's rules: quantity times price is rounded once, half-up. With tax in the
 * price the gross is what was agreed and the tax is what is left; otherwise the net is, and the tax goes on top.
 */
export function lineAmount(
  quantity: Decimal,
  price: Decimal,
  rate: Decimal,
  includesTax: boolean,
): TaxedAmount {
  return taxed(round(multiply(quantity, price)), rate, includesTax);
}

/** An amount that was agreed with its tax or without it, and what comes to it or out of it. */
export function taxed(amount: Decimal, rate: Decimal, includesTax: boolean): TaxedAmount {
  if (includesTax) {
    const net = round(divide(amount, add('1', rate)));
    return { net, tax: round(subtract(amount, net)), gross: amount };
  }
  const tax = round(multiply(amount, rate));
  return { net: amount, tax, gross: round(add(amount, tax)) };
}

/** An amount with the tax that stands on paper: with tax in the price the net follows, otherwise the gross. */
export function asPrinted(amount: TaxedAmount, tax: Decimal, includesTax: boolean): TaxedAmount {
  return includesTax
    ? { net: round(subtract(amount.gross, tax)), tax: round(tax), gross: amount.gross }
    : { net: amount.net, tax: round(tax), gross: round(add(amount.net, tax)) };
}

/** A document's totals are the sums of its lines, never computed anew. */
export function totalOf(lines: TaxedAmount[]): TaxedAmount {
  return lines.reduce(
    (total, line) => ({
      net: round(add(total.net, line.net)),
      tax: round(add(total.tax, line.tax)),
      gross: round(add(total.gross, line.gross)),
    }),
    { net: '0.00', tax: '0.00', gross: '0.00' },
  );
}

const cents = (amount: Decimal): bigint => BigInt(round(amount).replace('.', ''));

/**
 * Spreads an amount over lines in proportion to their amounts, so that the shares are the amount to the cent: cents
 * left over go to the largest remainders, the earlier line first, as the server does it.
 */
export function shareOut(total: Decimal, weights: Decimal[]): Decimal[] {
  const parts = weights.map(cents);
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  if (whole === 0n) return weights.map(() => '0.00');
  const steps = cents(total);
  const shares = parts.map((part) => (steps * part) / whole);
  const left = parts.map((part, at) => ({ at, rest: (steps * part) % whole }));
  left.sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest < b.rest ? 1 : -1));
  const odd = Number(steps - shares.reduce((sum, share) => sum + share, 0n));
  for (const { at } of left.slice(0, odd)) shares[at] = (shares[at] ?? 0n) + 1n;
  return shares.map((share) => round(divide(share.toString(), '100')));
}
