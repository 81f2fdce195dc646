import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, keyed, versioned, type PostBody, type Schemas, type Versioned } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import { add, type Decimal } from '../../kit/decimal';

export type OnHand = Schemas['OnHand'];
export type OnHandPage = Schemas['OnHandPage'];

const LIVE_MS = 15_000;
const AT_ONCE = 200;

/** What is available of these products now, in one warehouse or in all; read again every 15 seconds. */
export function useAvailable(
  productIds: string[],
  warehouseId: string | undefined,
): Map<string, Decimal> | undefined {
  const ids = [...new Set(productIds)].sort();
  const result = useQuery<Map<string, Decimal>, Problem>({
    queryKey: ['stock', 'available', warehouseId, ids],
    queryFn: async ({ signal }) => {
      const sums = new Map<string, Decimal>(ids.map((id) => [id, '0']));
      for (let begin = 0; begin < ids.length; begin += AT_ONCE) {
        let cursor: string | null = null;
        do {
          const query = {
            product_id: ids.slice(begin, begin + AT_ONCE),
            limit: AT_ONCE,
            ...(warehouseId ? { warehouse_id: warehouseId } : {}),
            ...(cursor ? { cursor } : {}),
          };
          const page: OnHandPage = await body(api.GET('/api/stock/on-hand', { params: { query }, signal }));
          for (const row of page.items)
            sums.set(row.product_id, add(sums.get(row.product_id) ?? '0', row.available));
          cursor = page.next_cursor;
        } while (cursor);
      }
      return sums;
    },
    enabled: ids.length > 0,
    refetchInterval: LIVE_MS,
    placeholderData: keepPreviousData,
  });
  return result.data;
}

export interface OnHandQuery {
  search?: string;
  warehouse_id?: string;
}

export function useOnHand(query: OnHandQuery): UseInfiniteQueryResult<InfiniteData<OnHandPage>, Problem> {
  return useInfiniteQuery<OnHandPage, Problem, InfiniteData<OnHandPage>, unknown[], string | null>({
    queryKey: ['stock', 'on-hand', query],
    queryFn: ({ pageParam, signal }) => {
      const wanted = { ...query, limit: 100, ...(pageParam ? { cursor: pageParam } : {}) };
      return body(api.GET('/api/stock/on-hand', { params: { query: wanted }, signal }));
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export type StockReceipt = Schemas['StockReceipt'];
export type ReceiptLine = Schemas['ReceiptLine'];
export type StockReceiptDraft = PostBody<'/api/stock-receipts'>;

export const useStockReceipt = (id: string): UseQueryResult<Versioned<StockReceipt>, Problem> =>
  useQuery<Versioned<StockReceipt>, Problem>({
    queryKey: ['records', 'stock-receipts', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/stock-receipts/{receipt_id}', { params: { path: { receipt_id: id } }, signal }),
      ),
  });

export const usePostStockReceipt = (): Command<StockReceiptDraft, StockReceipt> =>
  useCommand((draft, key) => body(api.POST('/api/stock-receipts', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.stock-receipts',
  });

export type Costing = Schemas['Costing'];
export type CostMethod = PostBody<'/api/stock/costing'>['method'];
export type CostRun = Schemas['CostRun'];

export const useCosting = (): UseQueryResult<Costing, Problem> =>
  useQuery<Costing, Problem>({
    queryKey: ['stock', 'costing'],
    queryFn: ({ signal }) => body(api.GET('/api/stock/costing', { signal })),
  });

export const useSetCosting = (): Command<CostMethod, Costing> =>
  useCommand((method, key) => body(api.POST('/api/stock/costing', { body: { method }, ...keyed(key) })));

export const useReckonMonth = (): Command<string, CostRun> =>
  useCommand((period, key) => body(api.POST('/api/stock/cost-runs', { body: { period }, ...keyed(key) })));
