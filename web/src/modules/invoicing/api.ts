import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, versioned, type Schemas, type Versioned } from '../../api/client';
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
