import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, versioned, type PostBody, type Schemas, type Versioned } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type PartyBalance = Schemas['PartyBalance'];
export type Allocation = Schemas['AllocationBody'];
export type ReceiptDraft = PostBody<'/api/receipts'>;
export type ReceiptKind = ReceiptDraft['kind'];
export type Receipt = Schemas['Receipt'];

/** What a customer owes, what he paid in advance, and which invoices are open. */
export const usePartyBalance = (id: string | undefined): UseQueryResult<PartyBalance, Problem> =>
  useQuery<PartyBalance, Problem>({
    queryKey: ['balance', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/parties/{party_id}/balance', { params: { path: { party_id: id ?? '' } }, signal })),
    enabled: id !== undefined,
  });

export const useReceipt = (id: string): UseQueryResult<Versioned<Receipt>, Problem> =>
  useQuery<Versioned<Receipt>, Problem>({
    queryKey: ['records', 'receipts', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/receipts/{receipt_id}', { params: { path: { receipt_id: id } }, signal })),
  });

export const useCreateReceipt = (): Command<ReceiptDraft, Schemas['ReceiptStatus']> =>
  useCommand((draft, key) => body(api.POST('/api/receipts', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.receipts',
  });

export type SupplierBalance = Schemas['SupplierBalance'];
export type Payment = Schemas['Payment'];
export type PaymentDraft = PostBody<'/api/payments'>;
export type PaymentKind = PaymentDraft['kind'];

/** What is owed to a supplier, what is paid ahead, and which of his invoices are open. */
export const useSupplierBalance = (id: string | undefined): UseQueryResult<SupplierBalance, Problem> =>
  useQuery<SupplierBalance, Problem>({
    queryKey: ['balance', 'supplier', id],
    queryFn: ({ signal }) => {
      const place = { params: { path: { party_id: id ?? '' } }, signal };
      return body(api.GET('/api/parties/{party_id}/supplier-balance', place));
    },
    enabled: id !== undefined,
  });

export const usePayment = (id: string): UseQueryResult<Versioned<Payment>, Problem> =>
  useQuery<Versioned<Payment>, Problem>({
    queryKey: ['records', 'payments', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/payments/{payment_id}', { params: { path: { payment_id: id } }, signal })),
  });

export const useCreatePayment = (): Command<PaymentDraft, Schemas['PaymentStatus']> =>
  useCommand((draft, key) => body(api.POST('/api/payments', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.payments',
  });
