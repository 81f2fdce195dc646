import {
  keepPreviousData,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { body, keyed, onVersion, recordApi } from './client';
import { useCommand, type Command } from './commands';
import { Problem } from './problem';
import { readAgain } from './readAgain';
import { fetchPage, type ListQuery } from './records';
import type { Condition, Page, RecordMeta, RecordRow } from './types';

/** Whether the server counts, sums, keeps views and changes in bulk for this record. */
export const isRich = (meta: RecordMeta): boolean =>
  meta.list_views !== undefined || meta.customisable !== undefined;

export interface AggregateGroup {
  value: string | boolean | null;
  title?: string | null;
  count: number;
  measures: Record<string, string | null>;
}

export interface Totals {
  count: { value: number; exact: boolean };
  measures: Record<string, string | null>;
}

export interface Aggregate {
  groups: AggregateGroup[];
  totals: Totals;
  /** False when there are more groups than were told. */
  complete: boolean;
}

export interface AggregateQuery {
  filter?: Condition | undefined;
  search?: string | undefined;
  /** A field, or a day field with a step: `created_at:month`. */
  group?: string | undefined;
  measures: string[];
}

/** Counts and sums over all rows of a query, as one figure or by groups. */
export function useAggregate(
  path: string,
  query: AggregateQuery,
  enabled = true,
): UseQueryResult<Aggregate, Problem> {
  return useQuery<Aggregate, Problem>({
    queryKey: ['records', path, 'aggregate', query],
    queryFn: async ({ signal }) => {
      const wanted = {
        filter: query.filter ? JSON.stringify(query.filter) : undefined,
        search: query.search || undefined,
        group: query.group,
        measures: ['count', ...query.measures].join(','),
      };
      const told = await body(
        recordApi.GET('/api/{path}/aggregate', { params: { path: { path }, query: wanted }, signal }),
      );
      return 'totals' in told ? told : { ...told, totals: { count: told.count, measures: told.measures } };
    },
    placeholderData: keepPreviousData,
    enabled,
  });
}

export type BulkAction = 'update' | 'transfer' | 'tag' | 'untag' | 'delete';

export interface BulkRequest {
  ids: string[];
  action: BulkAction;
  values: Record<string, unknown>;
}

export interface Refused {
  id: string;
  title: string;
  code: string;
  detail: string;
  remedy?: string | null;
}

export interface BulkReport {
  done: number;
  refused: Refused[];
}

const AT_ONCE = 100;

/** One change to many records. What a rule refuses is left as it was, and told with its reason. */
export const useBulk = (path: string): Command<BulkRequest, BulkReport> =>
  useCommand(
    async ({ ids, action, values }, key) => {
      const report: BulkReport = { done: 0, refused: [] };
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const part = await body(
          recordApi.POST('/api/{path}/bulk', {
            params: { path: { path } },
            body: { ids: ids.slice(from, from + AT_ONCE), action, values },
            ...keyed(from === 0 ? key : `${key}-${from}`),
          }),
        );
        report.done += part.done;
        report.refused.push(...part.refused);
      }
      return report;
    },
    { keepFresh: false },
  );

export interface ExportRequest {
  filter?: Condition | undefined;
  search?: string | undefined;
  sort?: string | undefined;
  fields: string[];
  format: 'xlsx' | 'csv';
}

/** Has the rows of a query written to a file; the answer names the job that does it. */
export const useExport = (path: string): Command<ExportRequest, { job_id: string }> =>
  useCommand(
    (wanted, key) =>
      body(
        recordApi.POST('/api/{path}/export', {
          params: { path: { path } },
          body: { ...wanted },
          ...keyed(key),
        }),
      ),
    { keepFresh: false },
  );

type Pages = InfiniteData<Page>;

/** Changes rows where they stand in all loaded lists of a record; null takes a row out. */
export function mendRows(
  queries: QueryClient,
  path: string,
  mend: (row: RecordRow) => RecordRow | null,
): void {
  queries.setQueriesData<Pages>({ queryKey: ['records', path, 'pages'] }, (data) => {
    if (!data) return data;
    let touched = false;
    const pages = data.pages.map((page) => {
      let own = false;
      const items = page.items.flatMap((row) => {
        const next = mend(row);
        if (next !== row) own = true;
        return next ?? [];
      });
      touched ||= own;
      return own ? { ...page, items } : page;
    });
    return touched ? { ...data, pages } : data;
  });
}

const ASKED_AT_ONCE = 100;

/** Reads some rows of the loaded lists again and leaves the others alone, however many there are. */
export async function rereadRows(queries: QueryClient, path: string, ids: string[]): Promise<void> {
  const wanted = new Set(ids);
  const lists = queries
    .getQueryCache()
    .findAll({ queryKey: ['records', path, 'pages'], type: 'active' })
    .filter((query) => query.state.data !== undefined);
  for (const list of lists) {
    const asked = list.queryKey[3] as ListQuery;
    const found = new Map<string, RecordRow>();
    for (let from = 0; from < ids.length; from += ASKED_AT_ONCE) {
      const named: Condition = { field: 'id', op: 'in', value: ids.slice(from, from + ASKED_AT_ONCE) };
      const filter: Condition = asked.filter ? { and: [asked.filter, named] } : named;
      const page = await fetchPage<RecordRow>(
        path,
        { ...asked, filter, sort: undefined, limit: ASKED_AT_ONCE },
        null,
      );
      page.items.forEach((row) => found.set(row.id, row));
    }
    queries.setQueryData<Pages>(list.queryKey, (data) =>
      data
        ? {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.flatMap((row) => (wanted.has(row.id) ? (found.get(row.id) ?? []) : [row])),
            })),
          }
        : data,
    );
  }
}

/** What no change of a record touches. */
const SETTLED = new Set(['meta', 'me', 'views', 'menus', 'words', 'tenants']);

/** After a change in a list: figures and single records are read again, the loaded rows stay where they are. */
export function refreshAround(queries: QueryClient, path: string): void {
  void readAgain(queries, {
    predicate: ({ queryKey }) =>
      !SETTLED.has(String(queryKey[0])) && !(queryKey[1] === path && queryKey[2] === 'pages'),
  });
}

export interface CellChange {
  row: RecordRow;
  changes: Record<string, unknown>;
  /** How the changed row looks before the server has answered. */
  shown: Record<string, unknown>;
}

/** Somebody changed the same fields meanwhile: how they are now, and the version that holds them. */
export class Clash extends Error {
  constructor(
    readonly row: RecordRow,
    readonly etag: string,
  ) {
    super('clash');
  }
}

const etagOf = (row: RecordRow): string => `"${row.version ?? 1}"`;
const comparable = (value: unknown): string => JSON.stringify(value ?? null);

/**
 * Changes one record from inside a list: shown at once, taken back when the server refuses. When only other
 * fields were changed meanwhile it is sent again on the new version; otherwise it throws a Clash.
 */
export function useChangeCell(path: string): (change: CellChange, etag?: string) => Promise<void> {
  const queries = useQueryClient();
  const patch = async (id: string, changes: Record<string, unknown>, etag: string): Promise<RecordRow> =>
    (await body(
      recordApi.PATCH('/api/{path}/{id}', {
        params: { path: { path, id } },
        body: changes,
        ...onVersion(etag),
      }),
    )) as RecordRow;

  return async ({ row, changes, shown }, etag) => {
    const put = (next: RecordRow): void =>
      mendRows(queries, path, (there) => (there.id === row.id ? onlyKnown(there, next) : there));
    const names = Object.keys(changes);
    put({ ...row, ...shown } as RecordRow);
    try {
      put(await patch(row.id, changes, etag ?? etagOf(row)));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412) {
        put(row);
        throw error;
      }
      const { data } = await recordApi.GET('/api/{path}/{id}', { params: { path: { path, id: row.id } } });
      const now = data as RecordRow;
      put(now);
      if (names.some((name) => comparable(now[name]) !== comparable(row[name])))
        throw new Clash(now, etagOf(now));
      put({ ...now, ...shown } as RecordRow);
      try {
        put(await patch(row.id, changes, etagOf(now)));
      } catch (again) {
        put(now);
        throw again;
      }
    } finally {
      refreshAround(queries, path);
    }
  };
}

/** A list holds only the fields it asked for; an answer with all of them changes those and adds none. */
function onlyKnown(there: RecordRow, next: RecordRow): RecordRow {
  const known = Object.keys(there).filter((name) => name in next);
  return { ...there, ...Object.fromEntries(known.map((name) => [name, next[name]])) } as RecordRow;
}
