import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  useSuspenseQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { call, type Versioned } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import type { Condition, Meta, Page, RecordMeta, RecordRow } from './types';

export const metaQuery = queryOptions<Meta, Problem>({
  queryKey: ['meta'],
  queryFn: () => call.get<Meta>('/api/meta'),
  staleTime: 10 * 60_000,
});

export const useMeta = (): Meta => useSuspenseQuery(metaQuery).data;

export function useRecordMeta(path: string): RecordMeta | undefined {
  return useMeta().records.find((record) => record.path === path);
}

export interface ListQuery {
  filter?: Condition | undefined;
  search?: string | undefined;
  sort?: string | undefined;
  fields?: string[] | undefined;
  limit?: number | undefined;
}

function listParams(query: ListQuery, cursor?: string | null): Record<string, string | number | undefined> {
  return {
    filter: query.filter ? JSON.stringify(query.filter) : undefined,
    search: query.search || undefined,
    sort: query.sort,
    fields: query.fields?.length ? query.fields.join(",") : undefined,
    limit: query.limit ?? 50,
    cursor: cursor ?? undefined,
  };
}

const fetchPage = <T>(path: string, query: ListQuery, cursor: string | null, signal: AbortSignal): Promise<Page<T>> =>
  call.get<Page<T>>('/api/{path}', { path: { path }, query: listParams(query, cursor), signal });

/** All pages of a list read so far; the next one is fetched when the reader nears the end. */
export function useRecordPages<T = RecordRow>(
  path: string,
  query: ListQuery,
): UseInfiniteQueryResult<InfiniteData<Page<T>>, Problem> {
  return useInfiniteQuery<Page<T>, Problem, InfiniteData<Page<T>>, unknown[], string | null>({
    queryKey: ['records', path, 'pages', query],
    queryFn: ({ pageParam, signal }) => fetchPage<T>(path, query, pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** The first page of a list: for tiles, related lists and pickers. */
export function useRecordPage<T = RecordRow>(
  path: string,
  query: ListQuery,
  enabled = true,
): UseQueryResult<Page<T>, Problem> {
  return useQuery<Page<T>, Problem>({
    queryKey: ['records', path, 'page', query],
    queryFn: ({ signal }) => fetchPage<T>(path, query, null, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export const recordQuery = <T = RecordRow>(path: string, id: string) =>
  queryOptions<Versioned<T>, Problem>({
    queryKey: ['records', path, 'one', id],
    queryFn: ({ signal }) => call.versioned<T>('/api/{path}/{id}', { path: { path, id }, signal }),
  });

/** One record with its version; an empty id asks for nothing. */
export function useRecord<T = RecordRow>(path: string, id: string): UseQueryResult<Versioned<T>, Problem> {
  return useQuery({ ...recordQuery<T>(path, id), enabled: id !== '' });
}

export interface RecordChange {
  id: string;
  etag: string;
  changes: Record<string, unknown>;
}

export const useCreateRecord = <T = RecordRow>(path: string): Command<Record<string, unknown>, T> =>
  useCommand((body, key) => call.post<T>('/api/{path}', { path: { path }, body, key }));

export const useChangeRecord = <T = RecordRow>(path: string): Command<RecordChange, T> =>
  useCommand(({ id, etag, changes }) => call.patch<T>('/api/{path}/{id}', { path: { path, id }, etag, body: changes }));

export const useDeleteRecord = (path: string): Command<{ id: string; etag: string }, void> =>
  useCommand(({ id, etag }) => call.delete<void>('/api/{path}/{id}', { path: { path, id }, etag }));

/** Searches records by the words of one field's picker; used by reference fields and the search box. */
export const searchRecords = <T = RecordRow>(
  path: string,
  search: string,
  limit: number,
  signal: AbortSignal,
  filter?: Condition,
): Promise<Page<T>> => fetchPage<T>(path, { search, limit, filter }, null, signal);
