import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Condition, FieldMeta, RecordMeta } from '../../api/types';

/** The URL is the view: filter, search, sort and columns live there and nowhere else. */
export interface ListView {
  filter?: Condition | undefined;
  q?: string | undefined;
  sort?: string | undefined;
  cols?: string | undefined;
}

export function useListView(): [ListView, (change: ListView) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const view: ListView = {
    filter: search.filter && typeof search.filter === 'object' ? (search.filter as Condition) : undefined,
    q: search.q === undefined ? undefined : String(search.q),
    sort: typeof search.sort === 'string' ? search.sort : undefined,
    cols: typeof search.cols === 'string' ? search.cols : undefined,
  };
  const change = useCallback(
    (next: ListView) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...next })) as never,
        replace: true,
      }),
    [navigate],
  );
  return [view, change];
}

/** The chosen columns in the chosen order; unknown names in an old link are passed over. */
export function chosenColumns(meta: RecordMeta, cols: string | undefined): FieldMeta[] {
  const { without = [], extra = [] } = USUAL[meta.path] ?? {};
  const usual = meta.fields.filter(
    (field) =>
      (field.in_list || extra.includes(field.name)) && !without.includes(field.name) && !isBareId(field),
  );
  if (!cols) return usual;
  const byName = new Map(meta.fields.map((field) => [field.name, field]));
  const chosen = cols.split(',').flatMap((name) => byName.get(name) ?? []);
  return chosen.length > 0 ? chosen : usual;
}

/** Among customers nobody asks who is one, but everybody whose they are. */
const USUAL: Record<string, { without: string[]; extra: string[] }> = {
  parties: { without: ['is_customer'], extra: ['owner_id'] },
};

/** An id that no person reads: the title beside it is the link. */
const isBareId = (field: FieldMeta): boolean => field.kind === 'text' && field.name.endsWith('_id');
