import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Decimal } from '../kit/decimal';
import { call } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import type { Chain, Timeline } from './types';

export type TimelineResult = UseInfiniteQueryResult<InfiniteData<Timeline>, Problem>;

function useTimelinePages(key: unknown[], url: string, path: Record<string, string>): TimelineResult {
  return useInfiniteQuery<Timeline, Problem, InfiniteData<Timeline>, unknown[], string | null>({
    queryKey: ['timeline', ...key],
    queryFn: ({ pageParam, signal }) =>
      call.get<Timeline>(url, { path, query: { before: pageParam ?? undefined }, signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.before,
  });
}

/** What happened with a party. */
export const usePartyTimeline = (id: string): TimelineResult =>
  useTimelinePages(['party', id], '/api/parties/{id}/timeline', { id });

/** What happened to one record. */
export const useHistory = (record: string, id: string): TimelineResult =>
  useTimelinePages([record, id], '/api/history/{record}/{id}', { record, id });

/** The documents before and after this one. */
export function useChain(type: string, id: string): UseQueryResult<Chain, Problem> {
  return useQuery<Chain, Problem>({
    queryKey: ['chain', type, id],
    queryFn: ({ signal }) => call.get<Chain>('/api/documents/{type}/{id}/chain', { path: { type, id }, signal }),
  });
}

export interface EntryLine {
  line_no: number;
  account_code: string;
  account_name: string;
  account_name_en: string;
  summary: string;
  debit: Decimal;
  credit: Decimal;
  party: string | null;
}

export interface Entry {
  id: string;
  period: string;
  number: string;
  occurred_on: string;
  summary: string;
  total: Decimal;
  source_type: string;
  source_id: string;
  source_number: string | null;
  reverses_id: string | null;
  lines: EntryLine[];
}

/** The journal entries a document caused. */
export function useDocumentEntries(type: string, id: string, enabled = true): UseQueryResult<Entry[], Problem> {
  return useQuery<Entry[], Problem>({
    queryKey: ['entries', type, id],
    queryFn: async ({ signal }) => {
      const answer = await call.get<Entry[] | { items: Entry[] }>('/api/documents/{type}/{id}/entries', {
        path: { type, id },
        signal,
      });
      return Array.isArray(answer) ? answer : answer.items;
    },
    enabled,
  });
}

export interface Verb {
  path: string;
  id: string;
  verb: string;
  body?: Record<string, unknown>;
}

/** A verb of a document: confirm, deliver, post ... */
export const useVerb = <T>(): Command<Verb, T> =>
  useCommand(({ path, id, verb, body }, key) =>
    call.post<T>('/api/{path}/{id}/{verb}', { path: { path, id, verb }, body: body ?? {}, key }),
  );
