import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, type PostBody, type Schemas } from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';
import { fetchPage } from '../../../api/records';

export type BinHouse = Schemas['BinHouse'];
export type BinMove = Schemas['BinMove'];
export type InBin = Schemas['LotPlace'];
type InBinPage = Schemas['LotPlacePage'];
export type BinMoveDraft = PostBody<'/api/bin-moves'>;

/** The warehouses, and which of them have bins. */
export const useBinHouses = (): UseQueryResult<BinHouse[], Problem> =>
  useQuery<BinHouse[], Problem>({
    queryKey: ['stock', 'bin-houses'],
    queryFn: ({ signal }) => body(api.GET('/api/stock/bin-houses', { signal })),
  });

/** Whether goods of a warehouse stand in bins; undefined until it is known. */
export function useIsBinned(warehouse: string | undefined): boolean | undefined {
  const houses = useBinHouses();
  if (houses.isPending) return undefined;
  return houses.data?.some((house) => house.warehouse_id === warehouse && house.binned) ?? false;
}

export interface InBinsQuery {
  warehouse_id?: string;
  bin_id?: string;
  product_id?: string;
  search?: string;
}

/** What stands in which bin, in the order in which one walks past them. */
export function useInBins(
  query: InBinsQuery,
  enabled = true,
): UseInfiniteQueryResult<InfiniteData<InBinPage>, Problem> {
  return useInfiniteQuery<InBinPage, Problem, InfiniteData<InBinPage>, unknown[], string | null>({
    queryKey: ['stock', 'in-bins', query],
    queryFn: ({ pageParam, signal }) => {
      const wanted = { ...query, ...(pageParam ? { cursor: pageParam } : {}) };
      return body(api.GET('/api/stock/in-bins', { params: { query: wanted }, signal }));
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export interface KnownBin {
  id: string;
  code: string;
}

/** The bin of a warehouse that a code stands on; null where none does. */
export async function binByCode(warehouse: string, code: string): Promise<KnownBin | null> {
  const filter = {
    and: [
      { field: 'warehouse_id', op: 'eq' as const, value: warehouse },
      { field: 'code', op: 'eq' as const, value: code.trim().toUpperCase() },
      { field: 'active', op: 'eq' as const, value: true },
    ],
  };
  const found = await fetchPage<KnownBin>('warehouse-bins', { filter, fields: ['code'], limit: 1 }, null);
  return found.items[0] ?? null;
}

export const useMakeBins = (): Command<PostBody<'/api/warehouse-bins'>, Schemas['BinsMade']> =>
  useCommand((draft, key) => body(api.POST('/api/warehouse-bins', { body: draft, ...keyed(key) })));

export const useMoveBins = (): Command<BinMoveDraft, BinMove> =>
  useCommand((draft, key) => body(api.POST('/api/bin-moves', { body: draft, ...keyed(key) })));

export const useSwitchBins = (warehouse: string): Command<{ receiving: string } | null, BinMove> =>
  useCommand((draft, key) => {
    const place = { params: { path: { warehouse_id: warehouse } } };
    if (draft === null)
      return body(api.POST('/api/warehouses/{warehouse_id}/bins-off', { ...place, ...keyed(key) }));
    return body(api.POST('/api/warehouses/{warehouse_id}/bins-on', { ...place, body: draft, ...keyed(key) }));
  });

export const useBinMove = (id: string): UseQueryResult<BinMove, Problem> =>
  useQuery<BinMove, Problem>({
    queryKey: ['records', 'bin-moves', 'document', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/bin-moves/{move_id}', { params: { path: { move_id: id } }, signal })),
  });
