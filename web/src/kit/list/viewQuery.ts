import type { ViewQuery } from '../../api/views';
import type { RecordMeta } from '../../api/types';
import { chosenColumns, columnsWord } from './columnChoice';
import type { ListView } from './useListView';

/** What of an address is kept in a saved view. */
export function queryOf(meta: RecordMeta, view: ListView): ViewQuery {
  const columns = view.cols
    ? chosenColumns(meta, view.cols).map(({ field, width, frozen }) => ({
        field: field.name,
        width: width ?? null,
        frozen,
      }))
    : [];
  return {
    kind: view.view ?? 'list',
    filter: view.filter ?? null,
    q: view.q ?? null,
    sort: view.sort ?? null,
    columns,
    group_by: view.group ?? null,
    totals: view.totals !== 'no',
    calendar_field: view.calendar ?? null,
    board_field: view.board ?? null,
  };
}

/** The address of a saved view. What it does not say is said to be nothing, so that nothing of before stays. */
export function viewOf(query: ViewQuery): ListView {
  const columns = (query.columns ?? []).map(
    ({ field, width, frozen }) => `${field}${width ? `:${width}` : ''}${frozen ? '!' : ''}`,
  );
  return {
    ...NOTHING,
    filter: query.filter ?? undefined,
    q: query.q || undefined,
    sort: query.sort || undefined,
    cols: columns.length > 0 ? columns.join(',') : undefined,
    group: query.group_by || undefined,
    totals: query.totals === false ? 'no' : undefined,
    view: query.kind === 'list' ? undefined : query.kind,
    board: query.board_field || undefined,
    calendar: query.calendar_field || undefined,
  };
}

export const NOTHING: ListView = {
  filter: undefined,
  q: undefined,
  sort: undefined,
  cols: undefined,
  group: undefined,
  totals: undefined,
  view: undefined,
  board: undefined,
  calendar: undefined,
  span: undefined,
  on: undefined,
  v: undefined,
  peek: undefined,
};

const KEPT = ['filter', 'q', 'sort', 'cols', 'group', 'totals', 'view', 'board', 'calendar'] as const;

/** Whether two addresses show the same; where one stands in a calendar and what one peeks at does not count. */
export const sameView = (meta: RecordMeta, a: ListView, b: ListView): boolean =>
  KEPT.every((name) => JSON.stringify(tidy(meta, a)[name]) === JSON.stringify(tidy(meta, b)[name]));

const tidy = (meta: RecordMeta, view: ListView): ListView => ({
  ...view,
  cols: view.cols ? columnsWord(chosenColumns(meta, view.cols)) : undefined,
});

/** An address that says nothing yet: here the person's usual view may step in. */
export const saysNothing = (view: ListView): boolean =>
  Object.values(view).every((said) => said === undefined);
