import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, keyed, onVersion, recordApi, type Schemas } from './client';
import { newKey } from '../kit/intent';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import type { Chain, Timeline } from './types';

export type TimelineResult = UseInfiniteQueryResult<InfiniteData<Timeline>, Problem>;

type FetchTimeline = (before: string | undefined, signal: AbortSignal) => Promise<Timeline>;

function useTimelinePages(key: unknown[], fetchPage: FetchTimeline): TimelineResult {
  return useInfiniteQuery<Timeline, Problem, InfiniteData<Timeline>, unknown[], string | null>({
    queryKey: ['timeline', ...key],
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam ?? undefined, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.before,
  });
}

/** What happened with a party. */
export const usePartyTimeline = (id: string): TimelineResult =>
  useTimelinePages(['party', id], (before, signal) => {
    const params = { path: { party_id: id }, query: before ? { before } : {} };
    return body(api.GET('/api/parties/{party_id}/timeline', { params, signal }));
  });

/** What happened to one record. */
export const useHistory = (record: string, id: string): TimelineResult =>
  useTimelinePages([record, id], (before, signal) => {
    const params = { path: { record, record_id: id }, query: before ? { before } : {} };
    return body(api.GET('/api/history/{record}/{record_id}', { params, signal }));
  });

/** The documents before and after this one. */
export function useChain(type: string, id: string): UseQueryResult<Chain, Problem> {
  return useQuery<Chain, Problem>({
    queryKey: ['chain', type, id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/documents/{document_type}/{document_id}/chain', {
          params: { path: { document_type: type, document_id: id } },
          signal,
        }),
      ),
  });
}

export type Entry = Schemas['Entry'];
export type EntryLine = Schemas['EntryLine'];

/** The journal entries a document caused. */
export function useDocumentEntries(
  type: string,
  id: string,
  enabled = true,
): UseQueryResult<Entry[], Problem> {
  return useQuery<Entry[], Problem>({
    queryKey: ['entries', type, id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/documents/{document_type}/{document_id}/entries', {
          params: { path: { document_type: type, document_id: id } },
          signal,
        }),
      ),
    enabled,
  });
}

export interface Verb {
  path: string;
  id: string;
  verb: string;
  body?: Record<string, unknown>;
  /** Of what was read before, where the verb changes it. */
  etag?: string | undefined;
}

export interface Made {
  id: string;
  number?: string | null;
}

/** A verb of a document: confirm, deliver, post ... Gives the document it made or changed. */
export const useVerb = (): Command<Verb, Made> =>
  useCommand(({ path, id, verb, body: said, etag }, key) =>
    body(
      recordApi.POST('/api/{path}/{id}/{verb}', {
        params: { path: { path, id, verb } },
        body: said ?? {},
        headers: { ...keyed(key).headers, ...(etag ? onVersion(etag).headers : {}) },
      }),
    ),
  );

export type PreviewedEntry = Schemas['PreviewedEntry'];

/** A verb whose entries can be shown before: of one document, or the making of a new one. */
export interface Previewed {
  path: string;
  of?: { id: string; verb: string };
  body: Record<string, unknown>;
}

/** The entries that a verb would post with this body; asked anew each time, for anything may have changed. */
export function usePreview({ path, of, body: said }: Previewed): UseQueryResult<PreviewedEntry[], Problem> {
  return useQuery<PreviewedEntry[], Problem>({
    queryKey: ['preview', path, of, said],
    queryFn: ({ signal }) => {
      const sent = { body: said, signal, ...keyed(newKey()) };
      return body(
        of
          ? recordApi.POST('/api/{path}/{id}/{verb}/preview', { params: { path: { path, ...of } }, ...sent })
          : recordApi.POST('/api/{path}/preview', { params: { path: { path } }, ...sent }),
      );
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}
