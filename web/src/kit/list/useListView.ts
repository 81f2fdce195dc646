import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Condition, ViewKind } from '../../api/types';

/** The URL is the view: all that says which rows are shown, and how, lives there and nowhere else. */
export interface ListView {
  filter?: Condition | undefined;
  q?: string | undefined;
  sort?: string | undefined;
  /** Columns in their order, with widths and a mark for those that stay: `name:220!,code`. */
  cols?: string | undefined;
  /** A field, of days with a step: `created_at:month`. */
  group?: string | undefined;
  /** `no` where the totals are put away. */
  totals?: 'no' | undefined;
  view?: Exclude<ViewKind, 'list'> | undefined;
  board?: string | undefined;
  calendar?: string | undefined;
  span?: 'week' | undefined;
  /** The day a calendar stands on. */
  on?: string | undefined;
  /** The saved view this began with. */
  v?: string | undefined;
  peek?: string | undefined;
}

const TEXTS = ['sort', 'cols', 'group', 'board', 'calendar', 'on', 'v', 'peek'] as const;

export function readView(search: Record<string, unknown>): ListView {
  const view: ListView = {};
  for (const name of TEXTS) if (typeof search[name] === 'string') view[name] = search[name];
  if (search.filter && typeof search.filter === 'object') view.filter = search.filter as Condition;
  if (search.q !== undefined) view.q = String(search.q);
  if (search.totals === 'no') view.totals = 'no';
  if (search.view === 'board' || search.view === 'calendar') view.view = search.view;
  if (search.span === 'week') view.span = 'week';
  return view;
}

export type ChangeView = (change: ListView, push?: boolean) => void;

export function useListView(): [ListView, ChangeView] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const change = useCallback<ChangeView>(
    (next, push = false) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...next })) as never,
        replace: !push,
      }),
    [navigate],
  );
  return [readView(search), change];
}
