import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, versioned, type PostBody, type Schemas, type Versioned } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type Invoice = Schemas['Invoice'];
export type InvoiceLine = Schemas['InvoiceLine'];
export type OpenInvoice = Schemas['OpenInvoice'];

export const useInvoice = (id: string): UseQueryResult<Versioned<Invoice>, Problem> =>
  useQuery<Versioned<Invoice>, Problem>({
    queryKey: ['records', 'sales-invoices', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/sales-invoices/{invoice_id}', { params: { path: { invoice_id: id } }, signal }),
      ),
  });

/** Drafts the invoice of an order's delivered goods, or the credit note of a return. */
export const useDraftInvoice = (): Command<Schemas['InvoiceBody'], Schemas['InvoiceStatus']> =>
  useCommand((source, key) => body(api.POST('/api/sales-invoices', { body: source, ...keyed(key) })));

export type SupplierInvoice = Schemas['SupplierInvoice'];
export type SupplierInvoiceLine = Schemas['SupplierInvoiceLine'];
export type Deviation = Schemas['Deviation'];
export type SupplierInvoiceDraft = PostBody<'/api/supplier-invoices'>;

export const useSupplierInvoice = (id: string): UseQueryResult<Versioned<SupplierInvoice>, Problem> =>
  useQuery<Versioned<SupplierInvoice>, Problem>({
    queryKey: ['records', 'supplier-invoices', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/supplier-invoices/{invoice_id}', { params: { path: { invoice_id: id } }, signal }),
      ),
  });

/** Enters a supplier's invoice or credit note as a draft. */
export const useEnterSupplierInvoice = (): Command<SupplierInvoiceDraft, Schemas['SupplierInvoiceStatus']> =>
  useCommand((draft, key) => body(api.POST('/api/supplier-invoices', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.supplier-invoices',
  });

export type BillingRules = Schemas['BillingRules'];
export type Estimates = BillingRules['estimates'];
export type RevenuePoint = BillingRules['revenue_point'];

/** How the company books what leaves a choice. */
export const useBillingRules = (): UseQueryResult<BillingRules, Problem> =>
  useQuery<BillingRules, Problem>({
    queryKey: ['billing-rules'],
    queryFn: ({ signal }) => body(api.GET('/api/billing-rules', { signal })),
  });

export const useSetBillingRules = (): Command<Partial<BillingRules>, BillingRules> =>
  useCommand((chosen, key) => body(api.POST('/api/billing-rules', { body: chosen, ...keyed(key) })));
