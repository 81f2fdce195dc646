import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
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
import { add, isZero, subtract, type Decimal } from '../../kit/decimal';

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
      for (const row of await onHandOf(ids, warehouseId, signal)) {
        // Out of a named place goods may leave that are promised to nobody, though they are for sale to nobody.
        const free = warehouseId && row.kind !== 'usual' ? subtract(row.on_hand, row.blocked) : row.available;
        sums.set(row.product_id, add(sums.get(row.product_id) ?? '0', free));
      }
      return sums;
    },
    enabled: ids.length > 0,
    refetchInterval: LIVE_MS,
    placeholderData: keepPreviousData,
  });
  return result.data;
}

/** How many of these products lie in a warehouse; what never lay there is left out. */
export function useLyingHere(productIds: string[], warehouseId: string): Map<string, Decimal> | undefined {
  const ids = [...new Set(productIds)].sort();
  return useQuery<Map<string, Decimal>, Problem>({
    queryKey: ['stock', 'lying', warehouseId, ids],
    queryFn: async ({ signal }) =>
      new Map(
        (await onHandOf(ids, warehouseId, signal)).map((row): [string, Decimal] => [
          row.product_id,
          row.on_hand,
        ]),
      ),
    enabled: ids.length > 0,
  }).data;
}

/** Where a product lies, one row a warehouse. */
export const useLying = (productId: string): UseQueryResult<OnHand[], Problem> =>
  useQuery<OnHand[], Problem>({
    queryKey: ['stock', 'of-product', productId],
    queryFn: async ({ signal }) =>
      (await onHandOf([productId], undefined, signal)).filter((row) => !isZero(row.on_hand)),
  });

async function onHandOf(
  ids: string[],
  warehouseId: string | undefined,
  signal: AbortSignal,
): Promise<OnHand[]> {
  const rows: OnHand[] = [];
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
      rows.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
  }
  return rows;
}

export interface OnHandQuery {
  search?: string;
  kind?: string;
  warehouse_id?: string;
  below_zero?: boolean;
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

export type TakeInDraft = PostBody<'/api/entrusted-receipts'>;

/** 代管入库: another's goods come into our keeping. */
export const useTakeIn = (): Command<TakeInDraft, StockReceipt> =>
  useCommand((draft, key) => body(api.POST('/api/entrusted-receipts', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.entrusted-receipts',
  });

export type StockIssue = Schemas['StockIssue'];
export type IssueLine = Schemas['IssueLine'];
export type StockIssueDraft = PostBody<'/api/stock-issues'>;

export const useStockIssue = (id: string): UseQueryResult<Versioned<StockIssue>, Problem> =>
  useQuery<Versioned<StockIssue>, Problem>({
    queryKey: ['records', 'stock-issues', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/stock-issues/{issue_id}', { params: { path: { issue_id: id } }, signal })),
  });

export const usePostStockIssue = (): Command<StockIssueDraft, StockIssue> =>
  useCommand((draft, key) => body(api.POST('/api/stock-issues', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.stock-issues',
  });

export type GiveBackDraft = PostBody<'/api/entrusted-issues'>;

/** 代管出库: another's goods go back to him. */
export const useGiveBack = (): Command<GiveBackDraft, StockIssue> =>
  useCommand((draft, key) => body(api.POST('/api/entrusted-issues', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.entrusted-issues',
  });

export type StockTransfer = Schemas['StockTransfer'];
export type TransferLine = Schemas['TransferLine'];
export type StockArrival = Schemas['StockArrival'];
export type ArrivalLine = Schemas['ArrivalLine'];
export type TransferDraft = PostBody<'/api/stock-transfers'>;

export const useStockTransfer = (id: string): UseQueryResult<Versioned<StockTransfer>, Problem> =>
  useQuery<Versioned<StockTransfer>, Problem>({
    queryKey: ['records', 'stock-transfers', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/stock-transfers/{transfer_id}', { params: { path: { transfer_id: id } }, signal }),
      ),
    enabled: id !== '',
  });

export const useStockArrival = (id: string): UseQueryResult<Versioned<StockArrival>, Problem> =>
  useQuery<Versioned<StockArrival>, Problem>({
    queryKey: ['records', 'stock-arrivals', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/stock-arrivals/{arrival_id}', { params: { path: { arrival_id: id } }, signal }),
      ),
  });

export const useCreateTransfer = (): Command<TransferDraft, StockTransfer> =>
  useCommand((draft, key) => body(api.POST('/api/stock-transfers', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.stock-transfers',
  });

export interface TransferChange {
  draft: TransferDraft;
  etag: string;
}

export const useChangeTransfer = (id: string): Command<TransferChange, StockTransfer> =>
  useCommand(({ draft, etag }) => {
    const place = { params: { path: { transfer_id: id } } };
    return body(
      api.PATCH('/api/stock-transfers/{transfer_id}', { ...place, body: draft, ...onVersion(etag) }),
    );
  });

export type StockCount = Schemas['StockCount'];
export type CountLine = Schemas['CountLine'];
export type CountDraft = PostBody<'/api/stock-counts'>;
export type Accuracy = Schemas['Accuracy'];
export type Counted = { product_id: string; quantity: Decimal; bin?: string; lot?: string };

const COUNTING_MS = 10_000;

/** A count; while it goes on it is read again every ten seconds, for several people count at once. */
export const useStockCount = (id: string): UseQueryResult<Versioned<StockCount>, Problem> =>
  useQuery<Versioned<StockCount>, Problem>({
    queryKey: ['records', 'stock-counts', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/stock-counts/{count_id}', { params: { path: { count_id: id } }, signal })),
    refetchInterval: (query) => (query.state.data?.value.state === 'counting' ? COUNTING_MS : false),
  });

export const useBeginCount = (): Command<CountDraft, StockCount> =>
  useCommand((draft, key) => body(api.POST('/api/stock-counts', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.stock-counts',
  });

export const useNoteCounted = (id: string): Command<Counted[], StockCount> =>
  useCommand((lines, key) =>
    body(
      api.POST('/api/stock-counts/{count_id}/count', {
        params: { path: { count_id: id } },
        body: { lines },
        ...keyed(key),
      }),
    ),
  );

export const useAccuracy = (): UseQueryResult<Accuracy[], Problem> =>
  useQuery<Accuracy[], Problem>({
    queryKey: ['stock', 'count-accuracy'],
    queryFn: ({ signal }) => body(api.GET('/api/stock/count-accuracy', { signal })),
  });

export type LyingThen = Schemas['LyingThen'];
export type Age = Schemas['Age'];
type LyingThenPage = Schemas['LyingThenPage'];
type AgePage = Schemas['AgePage'];

export interface AsOfQuery {
  day: string;
  known_at?: string;
  warehouse_id?: string;
  search?: string;
}

export function useAsOf(query: AsOfQuery): UseInfiniteQueryResult<InfiniteData<LyingThenPage>, Problem> {
  return useInfiniteQuery<LyingThenPage, Problem, InfiniteData<LyingThenPage>, unknown[], string | null>({
    queryKey: ['stock', 'as-of', query],
    queryFn: ({ pageParam, signal }) => {
      const wanted = { ...query, ...(pageParam ? { cursor: pageParam } : {}) };
      return body(api.GET('/api/stock/as-of', { params: { query: wanted }, signal }));
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export interface AgesQuery {
  day: string;
  idle_days?: number;
  search?: string;
}

export function useAges(query: AgesQuery): UseInfiniteQueryResult<InfiniteData<AgePage>, Problem> {
  return useInfiniteQuery<AgePage, Problem, InfiniteData<AgePage>, unknown[], string | null>({
    queryKey: ['stock', 'ages', query],
    queryFn: ({ pageParam, signal }) => {
      const wanted = { ...query, ...(pageParam ? { cursor: pageParam } : {}) };
      return body(api.GET('/api/stock/ages', { params: { query: wanted }, signal }));
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export type Costing = Schemas['Costing'];
export type CostMethod = NonNullable<PostBody<'/api/stock/costing'>['method']>;
export type CategoryCosting = Schemas['CategoryCosting'];
export type CostRun = Schemas['CostRun'];

export const useCosting = (): UseQueryResult<Costing, Problem> =>
  useQuery<Costing, Problem>({
    queryKey: ['stock', 'costing'],
    queryFn: ({ signal }) => body(api.GET('/api/stock/costing', { signal })),
  });

/** How a category's goods are valued; without a method as those above it, without a category all of the company. */
export interface CostingChange {
  method: CostMethod | null;
  category_id?: string;
}

export const useSetCosting = (): Command<CostingChange, Costing> =>
  useCommand((change, key) => body(api.POST('/api/stock/costing', { body: change, ...keyed(key) })));

export const useCategoryCosting = (enabled = true): UseQueryResult<CategoryCosting[], Problem> =>
  useQuery<CategoryCosting[], Problem>({
    queryKey: ['stock', 'costing', 'categories'],
    queryFn: ({ signal }) => body(api.GET('/api/stock/costing/categories', { signal })),
    enabled,
  });

export const useReckonMonth = (): Command<string, CostRun> =>
  useCommand((period, key) => body(api.POST('/api/stock/cost-runs', { body: { period }, ...keyed(key) })));
