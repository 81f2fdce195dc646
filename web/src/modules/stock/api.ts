import { keepPreviousData, useInfiniteQuery, useQuery, type InfiniteData, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { call, type Versioned } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import { add, type Decimal } from '../../kit/decimal';

export interface OnHand {
  warehouse_id: string;
  warehouse: string;
  product_id: string;
  product_code: string;
  product: string;
  unit: string;
  on_hand: Decimal;
  held: Decimal;
  available: Decimal;
  value: Decimal;
  unit_cost: Decimal | null;
}

export interface OnHandPage {
  items: OnHand[];
  next_cursor: string | null;
}

const LIVE_MS = 15_000;
const AT_ONCE = 200;

/** What is available of these products now, in one warehouse or in all; read again every 15 seconds. */
export function useAvailable(productIds: string[], warehouseId: string | undefined): Map<string, Decimal> | undefined {
  const ids = [...new Set(productIds)].sort();
  const result = useQuery<Map<string, Decimal>, Problem>({
    queryKey: ['stock', 'available', warehouseId, ids],
    queryFn: async ({ signal }) => {
      const sums = new Map<string, Decimal>(ids.map((id) => [id, '0']));
      for (let begin = 0; begin < ids.length; begin += AT_ONCE) {
        let cursor: string | null = null;
        do {
          const page: OnHandPage = await call.get<OnHandPage>('/api/stock/on-hand', {
            query: {
              product_id: ids.slice(begin, begin + AT_ONCE),
              warehouse_id: warehouseId,
              cursor: cursor ?? undefined,
              limit: AT_ONCE,
            },
            signal,
          });
          for (const row of page.items) sums.set(row.product_id, add(sums.get(row.product_id) ?? '0', row.available));
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
  search?: string | undefined;
  warehouse_id?: string | undefined;
}

export function useOnHand(query: OnHandQuery): UseInfiniteQueryResult<InfiniteData<OnHandPage>, Problem> {
  return useInfiniteQuery<OnHandPage, Problem, InfiniteData<OnHandPage>, unknown[], string | null>({
    queryKey: ['stock', 'on-hand', query],
    queryFn: ({ pageParam, signal }) =>
      call.get<OnHandPage>('/api/stock/on-hand', {
        query: { ...query, search: query.search || undefined, cursor: pageParam ?? undefined, limit: 100 },
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export interface ReceiptLine {
  line_no: number;
  product_id: string;
  product: string;
  quantity: Decimal;
  unit_cost: Decimal;
  value: Decimal;
}

export interface StockReceipt {
  id: string;
  version: number;
  number: string;
  reason: string;
  warehouse_id: string;
  warehouse: string;
  received_on: string;
  total: Decimal;
  note: string | null;
  lines: ReceiptLine[];
}

export interface StockReceiptDraft {
  reason: string;
  warehouse_id?: string | null;
  received_on?: string | null;
  note?: string | null;
  lines: { product_id: string; quantity: Decimal; unit_cost: Decimal }[];
}

export const useStockReceipt = (id: string): UseQueryResult<Versioned<StockReceipt>, Problem> =>
  useQuery<Versioned<StockReceipt>, Problem>({
    queryKey: ['records', 'stock-receipts', 'document', id],
    queryFn: ({ signal }) => call.versioned<StockReceipt>('/api/stock-receipts/{id}', { path: { id }, signal }),
  });

export const usePostStockReceipt = (): Command<StockReceiptDraft, StockReceipt> =>
  useCommand((body, key) => call.post<StockReceipt>('/api/stock-receipts', { body, key }));
