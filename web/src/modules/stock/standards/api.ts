import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  keyed,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';

export type StandardCost = Schemas['StandardCost'];
export type StandardPage = Schemas['StandardPage'];
export type StandardChange = Schemas['StandardChange'];
export type StandardLine = Schemas['StandardLine'];
export type StandardsDraft = PostBody<'/api/standard-changes'>;
export type Variance = Schemas['Variance'];
export type VariancePage = Schemas['VariancePage'];
export type VarianceLine = Schemas['VarianceLine'];
export type VarianceSharing = Schemas['VarianceSharing'];
export type CategoryShare = Schemas['CategoryShare'];
export type Shared = Schemas['VoucherStatus'];

/** More than a screen shows; whoever has more products searches. */
export const MOST = 200;

export interface Days {
  first_day: string;
  last_day: string;
}

export const useStandards = (words: string): UseQueryResult<StandardPage, Problem> =>
  useQuery<StandardPage, Problem>({
    queryKey: ['stock', 'standards', words],
    queryFn: ({ signal }) => {
      const query = { limit: MOST, ...(words ? { search: words } : {}) };
      return body(api.GET('/api/stock/standards', { params: { query }, signal }));
    },
  });

export const useSetStandards = (): Command<StandardsDraft, StandardChange> =>
  useCommand((draft, key) => body(api.POST('/api/standard-changes', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.standard-changes',
  });

export const useStandardChange = (id: string): UseQueryResult<Versioned<StandardChange>, Problem> =>
  useQuery<Versioned<StandardChange>, Problem>({
    queryKey: ['records', 'standard-changes', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/standard-changes/{change_id}', { params: { path: { change_id: id } }, signal }),
      ),
  });

export const useVariances = (days: Days, words: string): UseQueryResult<VariancePage, Problem> =>
  useQuery<VariancePage, Problem>({
    queryKey: ['stock', 'variances', days, words],
    queryFn: ({ signal }) => {
      const query = { ...days, limit: MOST, ...(words ? { search: words } : {}) };
      return body(api.GET('/api/stock/variances', { params: { query }, signal }));
    },
  });

export const useVarianceLines = (productId: string, days: Days): UseQueryResult<VarianceLine[], Problem> =>
  useQuery<VarianceLine[], Problem>({
    queryKey: ['stock', 'variances', 'of', productId, days],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/stock/variances/{product_id}', {
          params: { path: { product_id: productId }, query: days },
          signal,
        }),
      ),
  });

export const useVarianceSharing = (period: string): UseQueryResult<VarianceSharing, Problem> =>
  useQuery<VarianceSharing, Problem>({
    queryKey: ['stock', 'variances', 'sharing', period],
    queryFn: ({ signal }) =>
      body(api.GET('/api/stock/variance-sharing', { params: { query: { period } }, signal })),
  });

export const useShareVariances = (): Command<string, Shared> =>
  useCommand((period, key) =>
    body(api.POST('/api/stock/variance-sharing', { body: { period }, ...keyed(key) })),
  );
