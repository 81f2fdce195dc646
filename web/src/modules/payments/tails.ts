import { compare, isPositive, subtract, type Decimal } from '../../kit/decimal';
import type { OpenInvoice } from '../invoicing/api';
import type { Allocation } from './api';

/** What of an invoice would stay open after this money, where it is so little that it may be let go (抹零). */
export function tailOf(
  invoice: OpenInvoice,
  paid: Decimal | null | undefined,
  limit: Decimal | undefined,
): Decimal | null {
  if (!paid || !limit || !isPositive(paid)) return null;
  const rest = subtract(invoice.open, paid);
  return isPositive(rest) && compare(rest, limit) <= 0 ? rest : null;
}

/** The remainders that are let go with the money: of the invoices that were chosen and still have so small a one. */
export const tailsOf = (
  invoices: OpenInvoice[],
  allocations: Allocation[],
  chosen: ReadonlySet<string>,
  limit: Decimal | undefined,
): Allocation[] =>
  invoices.flatMap((invoice) => {
    const paid = allocations.find((item) => item.invoice_id === invoice.id)?.amount;
    const rest = chosen.has(invoice.id) ? tailOf(invoice, paid, limit) : null;
    return rest === null ? [] : [{ invoice_id: invoice.id, amount: rest }];
  });
