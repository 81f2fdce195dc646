import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call, type Versioned } from '../../api/client';
import type { Problem } from '../../api/problem';
import type { Reference } from '../../api/types';
import type { Decimal } from '../../kit/decimal';

export interface InvoiceLine {
  id: string;
  line_no: number;
  product_id: string;
  product: string;
  quantity: Decimal;
  unit_price: Decimal;
  tax_code: string;
  tax_rate: Decimal;
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
}

export interface Invoice {
  id: string;
  version: number;
  number: string | null;
  kind: string;
  party: Reference;
  order: Reference;
  invoiced_on: string;
  state: string;
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
  settled: Decimal;
  open: Decimal;
  allowed_actions: string[];
  lines: InvoiceLine[];
}

export interface OpenInvoice {
  id: string;
  number: string;
  kind: string;
  invoiced_on: string;
  gross: Decimal;
  open: Decimal;
}

export const useInvoice = (id: string): UseQueryResult<Versioned<Invoice>, Problem> =>
  useQuery<Versioned<Invoice>, Problem>({
    queryKey: ['records', 'sales-invoices', 'document', id],
    queryFn: ({ signal }) => call.versioned<Invoice>('/api/sales-invoices/{id}', { path: { id }, signal }),
  });
