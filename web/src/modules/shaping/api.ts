import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, done, keyed, onVersion, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import { newKey } from '../../kit/intent';

export type RecordType = Schemas['TypeView'];
export type FieldView = Schemas['FieldView'];
export type LayoutView = Schemas['LayoutView'];
export type LayoutBody = Schemas['LayoutBody'];
export type Recycled = Schemas['Recycled'];
export type FunctionHelp = Schemas['FunctionHelp'];
type CreateField = Schemas['CreateFieldBody'];
type ChangeField = Schemas['OwnFieldSettings'];

const tag = (version: number) => onVersion(`"${version}"`);
const place = (record: string) => ({ params: { path: { record } } });

export const useTypes = (): UseQueryResult<RecordType[], Problem> =>
  useQuery<RecordType[], Problem>({
    queryKey: ['shapes'],
    queryFn: ({ signal }) => body(api.GET('/api/record-types', { signal })),
  });

export const useCreateType = (): Command<{ zh: string; en: string }, RecordType> =>
  useCommand((labels, key) => body(api.POST('/api/record-types', { body: { labels }, ...keyed(key) })));

export const useRenameType = (type: RecordType): Command<{ zh: string; en: string }, RecordType> =>
  useCommand((labels) =>
    body(
      api.PATCH('/api/record-types/{record}', {
        ...place(type.name),
        body: { labels },
        ...tag(type.version),
      }),
    ),
  );

export const useRemoveType = (): Command<RecordType, void> =>
  useCommand((type) =>
    done(api.DELETE('/api/record-types/{record}', { ...place(type.name), ...tag(type.version) })),
  );

export const useFields = (record: string): UseQueryResult<FieldView[], Problem> =>
  useQuery<FieldView[], Problem>({
    queryKey: ['shapes', record, 'fields'],
    queryFn: ({ signal }) => body(api.GET('/api/record-types/{record}/fields', { ...place(record), signal })),
  });

export const useCreateField = (record: string): Command<CreateField, FieldView> =>
  useCommand((field, key) =>
    body(api.POST('/api/record-types/{record}/fields', { ...place(record), body: field, ...keyed(key) })),
  );

export const useChangeField = (
  record: string,
): Command<{ field: FieldView; change: ChangeField }, FieldView> =>
  useCommand(({ field, change }) =>
    body(
      api.PATCH('/api/record-types/{record}/fields/{name}', {
        params: { path: { record, name: field.name } },
        body: change,
        ...tag(field.version),
      }),
    ),
  );

export const useRemoveField = (record: string): Command<FieldView, void> =>
  useCommand((field) =>
    done(
      api.DELETE('/api/record-types/{record}/fields/{name}', {
        params: { path: { record, name: field.name } },
        ...tag(field.version),
      }),
    ),
  );

export const useRestoreField = (record: string): Command<FieldView, FieldView> =>
  useCommand((field, key) =>
    body(
      api.POST('/api/record-types/{record}/fields/{name}/restore', {
        params: { path: { record, name: field.name } },
        ...keyed(key),
      }),
    ),
  );

export const useOrderFields = (record: string): Command<string[], FieldView[]> =>
  useCommand((names, key) =>
    body(api.POST('/api/record-types/{record}/order', { ...place(record), body: { names }, ...keyed(key) })),
  );

/** What kind of result a formula gives, or where it is wrong. */
export const useTriedFormula = (
  record: string,
  formula: string,
): UseQueryResult<Schemas['FormulaTried'], Problem> =>
  useQuery<Schemas['FormulaTried'], Problem>({
    queryKey: ['shapes', record, 'formula', formula],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/record-types/{record}/formula', {
          ...place(record),
          body: { formula },
          signal,
          ...keyed(newKey()),
        }),
      ),
    enabled: formula !== '',
    retry: false,
  });

export const useFunctions = (): UseQueryResult<FunctionHelp[], Problem> =>
  useQuery<FunctionHelp[], Problem>({
    queryKey: ['formula-functions'],
    queryFn: ({ signal }) => body(api.GET('/api/formula-functions', { signal })),
    staleTime: Infinity,
  });

export const useLayouts = (record: string): UseQueryResult<LayoutView[], Problem> =>
  useQuery<LayoutView[], Problem>({
    queryKey: ['shapes', record, 'layouts'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/record-types/{record}/layouts', { ...place(record), signal })),
  });

/** Adds a layout, or puts it in the place of the one that was. */
export const useSaveLayout = (record: string, was: LayoutView | undefined): Command<LayoutBody, LayoutView> =>
  useCommand((layout, key) =>
    was
      ? body(
          api.PATCH('/api/record-types/{record}/layouts/{layout_id}', {
            params: { path: { record, layout_id: was.id } },
            body: layout,
            ...tag(was.version),
          }),
        )
      : body(
          api.POST('/api/record-types/{record}/layouts', { ...place(record), body: layout, ...keyed(key) }),
        ),
  );

export const useRemoveLayout = (record: string): Command<LayoutView, void> =>
  useCommand((layout) =>
    done(
      api.DELETE('/api/record-types/{record}/layouts/{layout_id}', {
        params: { path: { record, layout_id: layout.id } },
        ...tag(layout.version),
      }),
    ),
  );

export const useBin = (
  record: string,
): UseInfiniteQueryResult<InfiniteData<Schemas['RecycledPage']>, Problem> =>
  useInfiniteQuery<
    Schemas['RecycledPage'],
    Problem,
    InfiniteData<Schemas['RecycledPage']>,
    unknown[],
    string | null
  >({
    queryKey: ['recycle-bin', record],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...(record ? { record } : {}), ...(pageParam ? { before: pageParam } : {}) };
      return body(api.GET('/api/recycle-bin', { params: { query }, signal }));
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.before,
  });

export const useRestore = (): Command<string, Schemas['Restored']> =>
  useCommand((id, key) =>
    body(
      api.POST('/api/recycle-bin/{record_id}/restore', {
        params: { path: { record_id: id } },
        ...keyed(key),
      }),
    ),
  );
