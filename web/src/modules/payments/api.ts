import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call, type Versioned } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import type { Reference } from '../../api/types';
import type { Decimal } from '../../kit/decimal';
import type { OpenInvoice } from '../invoicing/api';

export interface PartyBalance {
  receivable: Decimal;
  advance: Decimal;
  open_invoices: OpenInvoice[];
}

/** What a customer owes, what he paid in advance, and which invoices are open. */
export const usePartyBalance = (id: string | undefined): UseQueryResult<PartyBalance, Problem> =>
  useQuery<PartyBalance, Problem>({
    queryKey: ['balance', id],
    queryFn: ({ signal }) => call.get<PartyBalance>('/api/parties/{id}/balance', { path: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  });

export interface Allocation {
  invoice_id: string;
  amount: Decimal;
}

export type ReceiptKind = 'receipt' | 'refund';

export interface ReceiptDraft {
  kind: ReceiptKind;
  party_id: string;
  amount: Decimal;
  received_on: string;
  account_code: string;
  note?: string | null;
  allocations: Allocation[];
}

export interface Receipt {
  id: string;
  version: number;
  number: string;
  kind: ReceiptKind;
  party: Reference;
  received_on: string;
  account_code: string;
  amount: Decimal;
  allocated: Decimal;
  advance: Decimal;
  state: string;
  note: string | null;
  allowed_actions: string[];
  allocations: { invoice_id: string; invoice: string; amount: Decimal }[];
}

export const useReceipt = (id: string): UseQueryResult<Versioned<Receipt>, Problem> =>
  useQuery<Versioned<Receipt>, Problem>({
    queryKey: ['records', 'receipts', 'document', id],
    queryFn: ({ signal }) => call.versioned<Receipt>('/api/receipts/{id}', { path: { id }, signal }),
  });

export const useCreateReceipt = (): Command<ReceiptDraft, { id: string; number: string }> =>
  useCommand((body, key) => call.post('/api/receipts', { body, key }));
