import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call, type Versioned } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import type { Reference } from '../../api/types';
import type { Decimal } from '../../kit/decimal';

export interface OrderLine {
  id: string;
  line_no: number;
  product_id: string;
  product: string;
  product_code: string;
  unit: string;
  is_goods: boolean;
  quantity: Decimal;
  unit_price: Decimal;
  tax_code: string;
  tax_rate: Decimal;
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
  delivered: Decimal;
  returned: Decimal;
  settled: Decimal;
}

export interface Order {
  id: string;
  version: number;
  number: string;
  party: Reference;
  warehouse: Reference;
  owner: Reference | null;
  ordered_on: string;
  state: string;
  delivery_state: string;
  invoice_state: string;
  prices_include_tax: boolean;
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
  note: string | null;
  allowed_actions: string[];
  lines: OrderLine[];
}

export interface GoodsLine {
  id: string;
  line_no: number;
  product_id: string;
  product: string;
  product_code: string;
  quantity: Decimal;
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
  cost: Decimal;
  returned: Decimal;
}

export interface Delivery {
  id: string;
  version: number;
  number: string;
  order: Reference;
  party: Reference;
  warehouse: Reference;
  delivered_on: string;
  gross: Decimal;
  cost: Decimal;
  allowed_actions: string[];
  lines: GoodsLine[];
}

export interface SalesReturn extends Omit<Delivery, 'order' | 'delivered_on'> {
  delivery: Reference;
  returned_on: string;
  credit_state: string;
  reason: string | null;
}

/** An order as it is sent. */
export interface OrderDraft {
  party_id: string;
  warehouse_id?: string | null;
  ordered_on?: string | null;
  prices_include_tax: boolean;
  note?: string | null;
  lines: { product_id: string; quantity: Decimal; unit_price: Decimal; tax_code: string | null }[];
}

const documentQuery = <T>(path: string, id: string) =>
  queryOptions<Versioned<T>, Problem>({
    queryKey: ['records', path, 'document', id],
    queryFn: ({ signal }) => call.versioned<T>('/api/{path}/{id}', { path: { path, id }, signal }),
  });

export const useOrder = (id: string): UseQueryResult<Versioned<Order>, Problem> =>
  useQuery({ ...documentQuery<Order>('sales-orders', id), enabled: id !== '' });

export const useDelivery = (id: string): UseQueryResult<Versioned<Delivery>, Problem> =>
  useQuery(documentQuery<Delivery>('deliveries', id));

export const useSalesReturn = (id: string): UseQueryResult<Versioned<SalesReturn>, Problem> =>
  useQuery(documentQuery<SalesReturn>('sales-returns', id));

export const useCreateOrder = (): Command<OrderDraft, { id: string; number: string }> =>
  useCommand((body, key) => call.post('/api/sales-orders', { body, key }));

export const useChangeOrder = (
  id: string,
): Command<{ draft: OrderDraft; etag: string }, { id: string; number: string }> =>
  useCommand(({ draft, etag }) => call.patch('/api/sales-orders/{id}', { path: { id }, etag, body: draft }));
