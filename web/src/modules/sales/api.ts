import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  keyed,
  onVersion,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import { newKey } from '../../kit/intent';

export type Order = Schemas['Order'];
export type OrderLine = Schemas['OrderLine'];
export type OrderDraft = PostBody<'/api/sales-orders'>;
export type Delivery = Schemas['Delivery'];
export type SalesReturn = Schemas['Return'];
export type GoodsLine = Schemas['GoodsLine'];

export type OrderPromise = Schemas['OrderPromise'];
export type Credit = Schemas['Credit'];
export type PromisedLine = Schemas['PromisedLine'];
export type PromiseWish = PostBody<'/api/sales-orders/promise'>['lines'][number];
export type PromiseAsking = PostBody<'/api/sales-orders/promise'>;

/** What an order that is being typed may promise; what was told last stands until the next answer. */
export const usePromise = (asking: PromiseAsking, enabled: boolean): OrderPromise | undefined =>
  useQuery<OrderPromise, Problem>({
    queryKey: ['promise', asking],
    queryFn: ({ signal }) =>
      body(api.POST('/api/sales-orders/promise', { body: asking, ...keyed(newKey()), signal })),
    enabled: enabled && asking.lines.length > 0,
    staleTime: 30_000,
    retry: false,
  }).data;

const key = (path: string, id: string): string[] => ['records', path, 'document', id];

const orderQuery = (id: string) =>
  queryOptions<Versioned<Order>, Problem>({
    queryKey: key('sales-orders', id),
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/sales-orders/{order_id}', { params: { path: { order_id: id } }, signal })),
    enabled: id !== '',
  });

export const useOrder = (id: string): UseQueryResult<Versioned<Order>, Problem> => useQuery(orderQuery(id));

export const useDelivery = (id: string): UseQueryResult<Versioned<Delivery>, Problem> =>
  useQuery<Versioned<Delivery>, Problem>({
    queryKey: key('deliveries', id),
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/deliveries/{delivery_id}', { params: { path: { delivery_id: id } }, signal })),
  });

export const useSalesReturn = (id: string): UseQueryResult<Versioned<SalesReturn>, Problem> =>
  useQuery<Versioned<SalesReturn>, Problem>({
    queryKey: key('sales-returns', id),
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/sales-returns/{return_id}', { params: { path: { return_id: id } }, signal })),
  });

export const useCreateOrder = (): Command<OrderDraft, Schemas['OrderStatus']> =>
  useCommand((draft, intent) => body(api.POST('/api/sales-orders', { body: draft, ...keyed(intent) })), {
    keepAs: 'heyi.intent.sales-orders',
  });

export interface OrderChange {
  draft: OrderDraft;
  etag: string;
}

export const useChangeOrder = (id: string): Command<OrderChange, Schemas['OrderStatus']> =>
  useCommand(({ draft, etag }) => {
    const place = { params: { path: { order_id: id } } };
    return body(api.PATCH('/api/sales-orders/{order_id}', { ...place, body: draft, ...onVersion(etag) }));
  });

export type DiscountLimit = Schemas['DiscountLimit'];

const LIMITS = ['discount-limits'];

/** Every role and the greatest discount that it may give. */
export const useDiscountLimits = (): UseQueryResult<DiscountLimit[], Problem> =>
  useQuery<DiscountLimit[], Problem>({
    queryKey: LIMITS,
    queryFn: ({ signal }) => body(api.GET('/api/discount-limits', { signal })),
  });

export const useSetDiscountLimits = (): Command<PostBody<'/api/discount-limits'>, DiscountLimit[]> =>
  useCommand((said, intent) => body(api.POST('/api/discount-limits', { body: said, ...keyed(intent) })));
