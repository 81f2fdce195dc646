import { useCallback, useMemo } from 'react';
import { isRich, useAggregate, type Aggregate } from '../../api/lists';
import { byWords, useRecordPages, type ListQuery } from '../../api/records';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import type { Problem } from '../../api/problem';
import { isSummable } from '../kinds';
import type { ColumnChoice } from './columnChoice';
import { groupField, useGroups } from './groups';
import { rowItems, type Item } from './items';
import { targetFields } from './target';
import type { ListView } from './useListView';

/** Conditions on the record look at fields that are perhaps no columns: they are read along. */
const lookedAt = (meta: RecordMeta): string[] => {
  const conditions = meta.fields.flatMap((field) => field.read_only_if ?? []);
  const text = JSON.stringify(conditions);
  return meta.fields.filter((field) => text.includes(`"${field.name}"`)).map((field) => field.name);
};

const PAGE = 100;

export interface Rows {
  query: ListQuery;
  items: Item[];
  rows: RecordRow[];
  count: { value: number; exact: boolean } | null | undefined;
  measures: Record<string, string | null> | undefined;
  pending: boolean;
  error: Problem | null;
  retry: () => void;
  hasMore: boolean;
  loadingMore: boolean;
  more: () => void;
  groupBy: { field: FieldMeta | undefined; word: string } | null;
  toggle: (key: string) => void;
  moreOf: (key: string) => void;
}

const NONE: Aggregate['groups'] = [];

/** The rows of a list as its address asks for them: page by page, or by groups that are read when opened. */
export function useRows(
  meta: RecordMeta,
  view: ListView,
  choices: ColumnChoice[],
  fields: FieldMeta[],
): Rows {
  const rich = isRich(meta);
  const group = rich ? view.group : undefined;
  const names = [
    meta.title_field,
    ...targetFields(meta),
    ...lookedAt(meta),
    ...choices.map((choice) => choice.field.name),
  ];
  const known = new Set(meta.fields.map((field) => field.name));
  const wanted = [...new Set(names)].filter((name) => known.has(name));
  const query: ListQuery = {
    ...byWords(meta, view.q ?? '', view.filter),
    sort: view.sort,
    fields: wanted,
  };
  const pages = useRecordPages(meta.path, { ...query, limit: PAGE }, !group);
  const sums = choices
    .filter((choice) => isSummable(choice.field))
    .map((choice) => `sum:${choice.field.name}`);
  // Places, rates and limits of settings come to nothing together.
  const wantsTotals = sums.length > 0 && view.totals !== 'no' && !meta.is_setting;
  const aggregate = useAggregate(
    meta.path,
    { filter: query.filter, search: query.search, group, measures: sums },
    rich && (wantsTotals || group !== undefined),
  );
  const field = group ? fields.find((item) => item.name === groupField(group)) : undefined;
  const grouped = useGroups(
    meta.path,
    query,
    field,
    group ?? '',
    group ? (aggregate.data?.groups ?? NONE) : NONE,
  );

  const flat = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const flatItems = useMemo(() => rowItems(flat), [flat]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const asked = group ? aggregate : pages;
  return {
    query,
    items: group ? grouped.items : flatItems,
    rows: group ? grouped.rows : flat,
    count: group ? aggregate.data?.totals.count : pages.data?.pages[0]?.count,
    measures: wantsTotals ? aggregate.data?.totals.measures : undefined,
    pending: asked.isPending,
    error: asked.error,
    retry: () => void asked.refetch(),
    hasMore: !group && hasNextPage,
    loadingMore: isFetchingNextPage,
    more,
    groupBy: group ? { field, word: group } : null,
    toggle: grouped.toggle,
    moreOf: grouped.more,
  };
}

/** Whether a list has amounts to add up at all. */
export const hasSums = (meta: RecordMeta, choices: ColumnChoice[]): boolean =>
  isRich(meta) && choices.some((choice) => isSummable(choice.field));
