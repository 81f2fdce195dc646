import { compare, isPositive, smaller, subtract, sum, type Decimal } from '../../kit/decimal';
import type { OpenInvoice } from '../invoicing/api';
import type { Allocation } from './api';

/** What a document asks for: money (`invoice`), as one of before does, or money back. */
export const asksFor = (kind: string): string => (kind === 'credit_note' ? kind : 'invoice');

/** The proposal: oldest document first, until the money is used up. What is left is an advance. */
export function proposeOldestFirst(amount: Decimal, invoices: OpenInvoice[]): Allocation[] {
  const oldest = [...invoices].sort(
    (a, b) => a.invoiced_on.localeCompare(b.invoiced_on) || a.number.localeCompare(b.number),
  );
  const allocations: Allocation[] = [];
  let left = amount;
  for (const invoice of oldest) {
    if (!isPositive(left)) break;
    const part = smaller(left, invoice.open);
    allocations.push({ invoice_id: invoice.id, amount: part });
    left = subtract(left, part);
  }
  return allocations;
}

export const allocated = (allocations: Allocation[]): Decimal => sum(allocations.map((item) => item.amount));

/** What is wrong with an allocation, if anything. */
export function isTooMuch(amount: Decimal, allocations: Allocation[], invoices: OpenInvoice[]): boolean {
  const beyond = allocations.some((item) => {
    const invoice = invoices.find((other) => other.id === item.invoice_id);
    return invoice === undefined || compare(item.amount, invoice.open) > 0;
  });
  return beyond || compare(allocated(allocations), amount) > 0;
}
