import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  keyed,
  onVersion,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';

export type OrderChange = Schemas['OrderChange'];
export type LineDifference = Schemas['LineDifference'];
export type ChangeEffects = Schemas['ChangeEffects'];
export type MovedInstalment = Schemas['MovedInstalment'];
export type ChangeWish = PostBody<'/api/sales-orders/{order_id}/changes'>;

const CHANGES = ['records', 'sales-order-changes', 'document'];
const at = (id: string) => ({ params: { path: { change_id: id } } });

export const useOrderChange = (id: string): UseQueryResult<Versioned<OrderChange>, Problem> =>
  useQuery<Versioned<OrderChange>, Problem>({
    queryKey: [...CHANGES, id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/sales-order-changes/{change_id}', { ...at(id), signal })),
    enabled: id !== '',
  });

/** What would follow if a change took effect now. */
export const useChangeEffects = (id: string): UseQueryResult<ChangeEffects, Problem> =>
  useQuery<ChangeEffects, Problem>({
    queryKey: [...CHANGES, id, 'effects'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/sales-order-changes/{change_id}/effects', { ...at(id), signal })),
  });

/** The instalments of the order before and after; none where none move. */
export const useMovedPlan = (id: string, enabled: boolean): UseQueryResult<MovedInstalment[], Problem> =>
  useQuery<MovedInstalment[], Problem>({
    queryKey: [...CHANGES, id, 'plan'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/sales-order-changes/{change_id}/receipt-plan', { ...at(id), signal })),
    enabled,
  });

export const useBeginChange = (order: string): Command<ChangeWish, Schemas['ChangeStatus']> =>
  useCommand((wish, intent) =>
    body(
      api.POST('/api/sales-orders/{order_id}/changes', {
        params: { path: { order_id: order } },
        body: wish,
        ...keyed(intent),
      }),
    ),
  );

export const useUpdateChange = (
  id: string,
): Command<{ wish: ChangeWish; etag: string }, Schemas['ChangeStatus']> =>
  useCommand(({ wish, etag }) =>
    body(api.PATCH('/api/sales-order-changes/{change_id}', { ...at(id), body: wish, ...onVersion(etag) })),
  );
