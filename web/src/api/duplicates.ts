import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { newKey } from '../kit/intent';
import { api, body, keyed, onVersion, recordApi, type Schemas } from './client';
import { useCommand, type Command } from './commands';
import type { MergeRequest } from './duplicatePaths';
import type { Problem } from './problem';
import { readAgain } from './readAgain';

export type Match = Schemas['Match'];
export type Merge = Schemas['MergeView'];
export type DuplicateRules = Schemas['RulesView'];
export type DuplicateRule = DuplicateRules['rules'][number];

/** Records that may be the same as what is typed so far. */
export function useMatches(
  path: string,
  values: Record<string, string>,
  except: string | undefined,
): UseQueryResult<Match[], Problem> {
  return useQuery<Match[], Problem>({
    queryKey: ['duplicates', path, values, except],
    queryFn: async ({ signal }) => {
      const asked = { values, except_id: except ?? null };
      const found = await body(
        recordApi.POST('/api/{path}/duplicates', {
          params: { path: { path } },
          body: asked,
          signal,
          ...keyed(newKey()),
        }),
      );
      return found.matches;
    },
    placeholderData: keepPreviousData,
    enabled: Object.keys(values).length > 0,
    staleTime: 30_000,
    retry: false,
  });
}

/** Groups of records that are probably one. */
export function useDuplicateGroups(
  path: string,
  enabled: boolean,
): UseQueryResult<Schemas['DuplicateGroups'], Problem> {
  return useQuery<Schemas['DuplicateGroups'], Problem>({
    queryKey: ['duplicate-groups', path],
    queryFn: ({ signal }) =>
      body(recordApi.GET('/api/{path}/duplicates', { params: { path: { path } }, signal })),
    enabled,
  });
}

/** Makes two records one. All is read again but what is about the one that is gone. */
export function useMerge(path: string): Command<MergeRequest, Merge> {
  const queries = useQueryClient();
  return useCommand(
    (wanted, key) =>
      body(recordApi.POST('/api/{path}/merge', { params: { path: { path } }, body: wanted, ...keyed(key) })),
    {
      keepFresh: false,
      onSuccess: (_, wanted) =>
        void readAgain(queries, {
          predicate: ({ queryKey }) => !queryKey.includes(wanted.loser_id),
        }),
    },
  );
}

export function useMerges(): UseQueryResult<Merge[], Problem> {
  return useQuery<Merge[], Problem>({
    queryKey: ['merges'],
    queryFn: ({ signal }) => body(api.GET('/api/merges', { signal })),
  });
}

export const useUndoMerge = (): Command<string, Merge> =>
  useCommand((id, key) =>
    body(api.POST('/api/merges/{merge_id}/undo', { params: { path: { merge_id: id } }, ...keyed(key) })),
  );

export function useDuplicateRules(record: string): UseQueryResult<DuplicateRules, Problem> {
  return useQuery<DuplicateRules, Problem>({
    queryKey: ['duplicate-rules', record],
    queryFn: ({ signal }) =>
      body(api.GET('/api/record-types/{record}/duplicate-rules', { params: { path: { record } }, signal })),
  });
}

export const useSaveDuplicateRules = (record: string): Command<DuplicateRules, DuplicateRules> =>
  useCommand(({ version, rules }) =>
    body(
      api.PATCH('/api/record-types/{record}/duplicate-rules', {
        params: { path: { record } },
        body: { rules },
        ...onVersion(`"${version}"`),
      }),
    ),
  );
