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
import { learnWords } from '../kit/i18n';
import { api, body, done, keyed, onVersion, recordApi, versioned, type Versioned } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import { seenAs } from './seeAs';
import type { Condition, Meta, Page, RecordMeta, RecordRow } from './types';

/** Whoever looks with a colleague's eyes is offered nothing that writes. */
const onlyRead = (record: RecordMeta): RecordMeta => ({
  ...record,
  allowed: record.allowed.filter((verb) => verb === 'list'),
});

export const metaQuery = queryOptions<Meta, Problem>({
  queryKey: ['meta'],
  queryFn: async () => {
    const meta = (await body(api.GET('/api/meta'))) as unknown as Meta;
    learnWords(meta.words);
    return seenAs() ? { ...meta, records: meta.records.map(onlyRead) } : meta;
  },
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

/** How words find records of a kind: by the words the server keeps, or, where it keeps none, by the title's letters. */
export function byWords(
  meta: RecordMeta,
  words: string,
  filter?: Condition,
): Pick<ListQuery, 'search' | 'filter'> {
  if (words === '' || meta.fields.some((field) => field.searchable))
    return { search: words || undefined, filter };
  const inTitle: Condition = { field: meta.title_field, op: 'contains', value: words };
  return { filter: filter ? { and: [filter, inTitle] } : inTitle };
}

const REREAD_PAGES = 5;

export async function fetchPage<T>(
  path: string,
  query: ListQuery,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<T>> {
  const wanted = {
    filter: query.filter ? JSON.stringify(query.filter) : undefined,
    search: query.search || undefined,
    sort: query.sort,
    fields: query.fields?.join(',') || undefined,
    limit: query.limit ?? 50,
    cursor: cursor ?? undefined,
  };
  const page = await body(
    recordApi.GET('/api/{path}', { params: { path: { path }, query: wanted }, signal: signal ?? null }),
  );
  return page as Page<T>;
}

/** All pages of a list read so far; the next one is fetched when the reader nears the end. */
export function useRecordPages<T = RecordRow>(
  path: string,
  query: ListQuery,
  enabled = true,
): UseInfiniteQueryResult<InfiniteData<Page<T>>, Problem> {
  return useInfiniteQuery<Page<T>, Problem, InfiniteData<Page<T>>, unknown[], string | null>({
    queryKey: ['records', path, 'pages', query],
    queryFn: ({ pageParam, signal }) => fetchPage<T>(path, query, pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    enabled,
    // Thousands of rows that were read are not compared with themselves, nor all read again on coming back.
    structuralSharing: false,
    refetchOnMount: ({ state }) => (state.data?.pages.length ?? 0) <= REREAD_PAGES,
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= REREAD_PAGES,
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
    queryFn: async ({ signal }) =>
      (await versioned(
        recordApi.GET('/api/{path}/{id}', { params: { path: { path, id } }, signal }),
      )) as Versioned<T>,
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
  useCommand(
    async (values, key) =>
      (await body(
        recordApi.POST('/api/{path}', { params: { path: { path } }, body: values, ...keyed(key) }),
      )) as T,
  );

export const useChangeRecord = <T = RecordRow>(path: string): Command<RecordChange, T> =>
  useCommand(async ({ id, etag, changes }) => {
    const place = { params: { path: { path, id } } };
    return (await body(
      recordApi.PATCH('/api/{path}/{id}', { ...place, body: changes, ...onVersion(etag) }),
    )) as T;
  });

export const useDeleteRecord = (path: string): Command<{ id: string; etag: string }, void> =>
  useCommand(
    ({ id, etag }) =>
      done(recordApi.DELETE('/api/{path}/{id}', { params: { path: { path, id } }, ...onVersion(etag) })),
    { gone: ({ id }) => id },
  );

/** The first few records that words find; used by reference fields and the search box. */
export const searchRecords = (
  meta: RecordMeta,
  words: string,
  limit: number,
  signal: AbortSignal,
  filter?: Condition,
): Promise<Page> => fetchPage<RecordRow>(meta.path, { ...byWords(meta, words, filter), limit }, null, signal);
