import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, onVersion, type PostBody, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type ReceiptPlan = Schemas['ReceiptPlan'];
export type Instalment = Schemas['Instalment'];
export type InstalmentDraft = Schemas['InstalmentBody'];
export type Collection = Schemas['Collection'];
export type Due = Schemas['Due'];
export type Money = PostBody<'/api/sales-orders/{order_id}/collect'>;

/** By which instalments an order is paid, and what came. */
export const useReceiptPlan = (order: string, enabled: boolean): UseQueryResult<ReceiptPlan, Problem> =>
  useQuery<ReceiptPlan, Problem>({
    queryKey: ['balance', 'plan', order],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/sales-orders/{order_id}/receipt-plan', {
          params: { path: { order_id: order } },
          signal,
        }),
      ),
    enabled,
  });

export const useSetPlan = (
  order: string,
): Command<{ version: number; lines: InstalmentDraft[] }, ReceiptPlan> =>
  useCommand(({ version, lines }) =>
    body(
      api.PATCH('/api/sales-orders/{order_id}/receipt-plan', {
        params: { path: { order_id: order } },
        body: { lines },
        ...onVersion(`"${version}"`),
      }),
    ),
  );

export const useCollect = (order: string): Command<Money, Schemas['Collected']> =>
  useCommand((money, key) =>
    body(
      api.POST('/api/sales-orders/{order_id}/collect', {
        params: { path: { order_id: order } },
        body: money,
        ...keyed(key),
      }),
    ),
  );

/** All money that is to come, the most overdue first. */
export const useCollection = (mine: boolean): UseQueryResult<Collection, Problem> =>
  useQuery<Collection, Problem>({
    queryKey: ['balance', 'collection', mine],
    queryFn: ({ signal }) => body(api.GET('/api/collection', { params: { query: { mine } }, signal })),
  });
