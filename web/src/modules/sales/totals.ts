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
  const amount = round(multiply(quantity, price));
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
