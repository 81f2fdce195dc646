import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { body, done, keyed, onVersion, recordApi } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import type { Condition, RecordMeta, ViewKind } from './types';

/** What a saved view holds: everything the address of a list can say. */
export interface ViewQuery {
  kind: ViewKind;
  filter?: Condition | null;
  q?: string | null;
  sort?: string | null;
  columns?: { field: string; width?: number | null; frozen?: boolean }[] | null;
  group_by?: string | null;
  totals?: boolean | null;
  calendar_field?: string | null;
  board_field?: string | null;
}

export type Shared = 'nobody' | 'everybody';

export interface SavedView {
  id: string;
  record: string;
  name: string;
  query: ViewQuery;
  shared: Shared;
  own: boolean;
  version: number;
}

type Told = SavedView[] | { items: SavedView[] };

/** The views of a record that this person made or that somebody shared. */
export function useViews(meta: RecordMeta): UseQueryResult<SavedView[], Problem> {
  return useQuery<SavedView[], Problem>({
    queryKey: ['views', meta.name],
    queryFn: async ({ signal }) => {
      const told: Told = await body(
        recordApi.GET('/api/views', { params: { query: { record: meta.name } }, signal }),
      );
      const views = Array.isArray(told) ? told : told.items;
      return views.filter((view) => view.record === meta.name);
    },
    staleTime: 60_000,
  });
}

export interface NewView {
  record: string;
  name: string;
  query: ViewQuery;
  shared: Shared;
}

export const useAddView = (): Command<NewView, SavedView> =>
  useCommand((view, key) => body(recordApi.POST('/api/views', { body: view, ...keyed(key) })));

export interface ViewChange {
  view: SavedView;
  changes: Partial<Pick<SavedView, 'name' | 'query' | 'shared'>>;
}

export const useChangeView = (): Command<ViewChange, SavedView> =>
  useCommand(({ view, changes }) =>
    body(
      recordApi.PATCH('/api/views/{id}', {
        params: { path: { id: view.id } },
        body: changes,
        ...onVersion(`"${view.version}"`),
      }),
    ),
  );

export const useDeleteView = (): Command<SavedView, void> =>
  useCommand((view) =>
    done(
      recordApi.DELETE('/api/views/{id}', {
        params: { path: { id: view.id } },
        ...onVersion(`"${view.version}"`),
      }),
    ),
  );
