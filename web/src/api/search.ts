import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, type Schemas } from './client';
import type { Problem } from './problem';

export type HitGroup = Schemas['HitGroup'];

/** The first records of every kind that words find; a question that is no longer asked is given up. */
export function useFound(words: string, limit = 5): UseQueryResult<HitGroup[], Problem> {
  return useQuery<HitGroup[], Problem>({
    queryKey: ['search', words],
    queryFn: async ({ signal }) =>
      (await body(api.GET('/api/search', { params: { query: { q: words, limit } }, signal }))).groups,
    enabled: words !== '',
    placeholderData: words === '' ? undefined : keepPreviousData,
    staleTime: 10_000,
  });
}
