import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, keyed, type PostBody, type Schemas } from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';
import { t } from '../../../kit/i18n';

export type Tracked = Schemas['Tracked'];
export type LyingLot = Schemas['LyingLot'];
export type LineLot = Schemas['LineLot'];
export type LotPlace = Schemas['LotPlace'];
export type LotTrace = Schemas['LotTrace'];
export type LotMove = Schemas['LotMove'];
export type StockVerdict = Schemas['StockVerdict'];
export type VerdictDraft = PostBody<'/api/stock-verdicts'>;

const AT_ONCE = 200;

/** How these products are told apart, and what of their lots lies in a warehouse, first what goes first. */
export function useTracked(
  productIds: string[],
  warehouseId?: string,
): { of: ReadonlyMap<string, Tracked>; ready: boolean } {
  const ids = [...new Set(productIds)].sort();
  const result = useQuery<Map<string, Tracked>, Problem>({
    queryKey: ['stock', 'tracked', warehouseId, ids],
    queryFn: async ({ signal }) => {
      const found = new Map<string, Tracked>();
      for (let begin = 0; begin < ids.length; begin += AT_ONCE) {
        const query = {
          product_id: ids.slice(begin, begin + AT_ONCE),
          ...(warehouseId ? { warehouse_id: warehouseId } : {}),
        };
        for (const one of await body(api.GET('/api/stock/tracked', { params: { query }, signal })))
          found.set(one.product_id, one);
      }
      return found;
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });
  return {
    of: result.data ?? NOTHING,
    ready: ids.length === 0 || (!result.isPending && !result.isPlaceholderData),
  };
}

/** A lot that lies somewhere as it is typed: its number, with the bin it stands in, or the bin alone. */
export const partName = (lot: { number: string; bin?: string | null }): string => {
  if (!lot.bin) return lot.number;
  return lot.number ? `${lot.number}@${lot.bin}` : lot.bin;
};

/** What the column of lots is called: where goods stand in bins, they are said there too. */
export function partsTitle(tracked: ReadonlyMap<string, Tracked>): string {
  const all = [...tracked.values()];
  if (!all.some((one) => one.binned)) return t('web.lots.lots');
  return t(all.some((one) => one.tracking !== 'none') ? 'web.bins.lots_and_bins' : 'web.bins.bin');
}

const NOTHING: ReadonlyMap<string, Tracked> = new Map();

export interface PlacesQuery {
  search?: string;
  warehouse_id?: string;
}

type Places = UseInfiniteQueryResult<InfiniteData<Schemas['LotPlacePage']>, Problem>;

export function useExpiring(query: PlacesQuery & { days: number }): Places {
  return useInfiniteQuery<
    Schemas['LotPlacePage'],
    Problem,
    InfiniteData<Schemas['LotPlacePage']>,
    unknown[],
    string | null
  >({
    queryKey: ['stock', 'expiring', query],
    queryFn: ({ pageParam, signal }) => {
      const wanted = { ...query, ...(pageParam ? { cursor: pageParam } : {}) };
      return body(api.GET('/api/stock/expiring', { params: { query: wanted }, signal }));
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export function useUnfree(query: PlacesQuery): Places {
  return useInfiniteQuery<
    Schemas['LotPlacePage'],
    Problem,
    InfiniteData<Schemas['LotPlacePage']>,
    unknown[],
    string | null
  >({
    queryKey: ['stock', 'unfree', query],
    queryFn: ({ pageParam, signal }) => {
      const wanted = { ...query, ...(pageParam ? { cursor: pageParam } : {}) };
      return body(api.GET('/api/stock/unfree', { params: { query: wanted }, signal }));
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export const useTrace = (id: string): UseQueryResult<LotTrace, Problem> =>
  useQuery<LotTrace, Problem>({
    queryKey: ['records', 'stock-lots', 'trace', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/stock-lots/{lot_id}/trace', { params: { path: { lot_id: id } }, signal })),
  });

export const useVerdict = (id: string): UseQueryResult<StockVerdict, Problem> =>
  useQuery<StockVerdict, Problem>({
    queryKey: ['records', 'stock-verdicts', 'document', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/stock-verdicts/{verdict_id}', { params: { path: { verdict_id: id } }, signal })),
  });

export const usePostVerdict = (): Command<VerdictDraft, StockVerdict> =>
  useCommand((draft, key) => body(api.POST('/api/stock-verdicts', { body: draft, ...keyed(key) })));
