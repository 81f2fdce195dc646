import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, keyed, recordApi, type PostBody, type Schemas } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';

/** An import: its file, its columns, how far it is and what came of it. */
export type ImportRun = Schemas['RunView'];
export type ImportSummary = Schemas['RunSummary'];
export type ImportColumn = ImportRun['columns'][number];
export type ImportFinding = ImportRun['findings'][number];
export type CellChange = ImportRun['diff'][number];
export type ImportCheck = PostBody<'/api/imports/{run_id}/check'>;
export type ImportStart = PostBody<'/api/imports/{run_id}/start'>;

const LOOK_MS = 1_000;
const WORKING = new Set(['reading', 'checking', 'running', 'undoing']);

export const isWorking = (state: string): boolean => WORKING.has(state);

/** Uploads a file to be looked at; doing it twice with the same intent does it once. */
export const useUpload = (path: string): Command<File, ImportRun> =>
  useCommand(
    (file, key) => {
      const form = new FormData();
      form.append('file', file);
      return body(
        recordApi.POST('/api/{path}/imports', {
          params: { path: { path } },
          body: form,
          bodySerializer: (content) => content,
          ...keyed(key),
        }),
      );
    },
    { keepFresh: false, fingerprint: (file) => [file.name, file.size, file.lastModified] },
  );

/** One import; looked at again every second while it works. */
export const useImportRun = (id: string): UseQueryResult<ImportRun, Problem> =>
  useQuery<ImportRun, Problem>({
    queryKey: ['import', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/imports/{run_id}', { params: { path: { run_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.state) ? LOOK_MS : false),
  });

export type ImportPage = Schemas['RunPage'];

/** My imports, the latest first. */
export const useImports = (): UseInfiniteQueryResult<InfiniteData<ImportPage>, Problem> =>
  useInfiniteQuery<ImportPage, Problem, InfiniteData<ImportPage>, unknown[], string | null>({
    queryKey: ['imports'],
    queryFn: ({ pageParam, signal }) =>
      body(api.GET('/api/imports', { params: { query: pageParam ? { before: pageParam } : {} }, signal })),
    initialPageParam: null,
    getNextPageParam: (page) => page.before,
  });

export const useCheckImport = (id: string): Command<ImportCheck, ImportRun> =>
  useCommand((how, key) =>
    body(
      api.POST('/api/imports/{run_id}/check', {
        params: { path: { run_id: id } },
        body: how,
        ...keyed(key),
      }),
    ),
  );

export const useStartImport = (id: string): Command<ImportStart, ImportRun> =>
  useCommand((how, key) =>
    body(
      api.POST('/api/imports/{run_id}/start', {
        params: { path: { run_id: id } },
        body: how,
        ...keyed(key),
      }),
    ),
  );

export const useCancelImport = (id: string): Command<void, ImportRun> =>
  useCommand((_, key) =>
    body(api.POST('/api/imports/{run_id}/cancel', { params: { path: { run_id: id } }, ...keyed(key) })),
  );

export const useUndoImport = (id: string): Command<void, ImportRun> =>
  useCommand((_, key) =>
    body(api.POST('/api/imports/{run_id}/undo', { params: { path: { run_id: id } }, ...keyed(key) })),
  );

/** Where a CSV file with the right columns and one example row is to be had. */
export const templateUrl = (path: string): string => `/api/${path}/import/template`;

/** Where the bad rows are to be had, each with its reasons. */
export const badRowsUrl = (id: string, format: 'xlsx' | 'csv'): string =>
  `/api/imports/${id}/bad-rows?format=${format}`;

export type ExportPage = Schemas['ExportPage'];
export type ExportView = Schemas['ExportView'];

/** Exports, the latest first: my own, or everybody's where that is allowed. */
export const useExports = (): UseInfiniteQueryResult<InfiniteData<ExportPage>, Problem> =>
  useInfiniteQuery<ExportPage, Problem, InfiniteData<ExportPage>, unknown[], string | null>({
    queryKey: ['exports'],
    queryFn: ({ pageParam, signal }) =>
      body(api.GET('/api/exports', { params: { query: pageParam ? { before: pageParam } : {} }, signal })),
    initialPageParam: null,
    getNextPageParam: (page) => page.before,
  });

export const exportUrl = (id: string): string => `/api/exports/${id}/file`;
