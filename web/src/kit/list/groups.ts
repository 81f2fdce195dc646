import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { AggregateGroup } from '../../api/lists';
import { fetchPage, type ListQuery } from '../../api/records';
import type { Condition, FieldMeta, Page, RecordRow } from '../../api/types';
import { startOfDay } from '../dates';
import { valueText } from '../FieldValue';
import { t, tx } from '../i18n';
import { valueKind } from '../kinds';
import { addDays, addMonths } from '../spans';
import { both } from './conditions';
import type { Item } from './items';

const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };

export const groupField = (group: string): string => group.split(':')[0] ?? group;

/** Which rows belong to a group. */
export function groupCondition(field: FieldMeta, group: string, value: AggregateGroup['value']): Condition {
  const name = field.name;
  if (value === null) return { field: name, op: 'empty' };
  const step = group.split(':')[1] ?? '';
  const moment = valueKind(field) === 'datetime';
  if (!step && !moment) return { field: name, op: 'eq', value };
  const first = String(value).slice(0, 10);
  const months = MONTHS[step];
  const end = months ? addMonths(first, months) : addDays(first, step === 'week' ? 7 : 1);
  const at = (day: string): string => (moment ? startOfDay(day) : day);
  return {
    and: [
      { field: name, op: 'gte', value: at(first) },
      { field: name, op: 'lt', value: at(end) },
    ],
  };
}

/** What a group is called. */
export function groupTitle(field: FieldMeta | undefined, group: string, told: AggregateGroup): string {
  const { value } = told;
  if (value === null || value === '') return t('web.blank');
  if (told.title) return told.title;
  if (field?.kind === 'choice')
    return tx(field.choices?.find((one) => one.value === value)?.label) || String(value);
  if (typeof value === 'boolean') return t(value ? 'web.yes' : 'web.no');
  const step = group.split(':')[1];
  if (step === 'month') return String(value).slice(0, 7);
  if (step === 'year') return String(value).slice(0, 4);
  return field ? valueText(field, value) : String(value);
}

export const groupKey = (told: AggregateGroup): string => JSON.stringify(told.value);

/** Choices stand in their own order, everything else as the server told it. */
export function inOrder(field: FieldMeta | undefined, groups: AggregateGroup[]): AggregateGroup[] {
  if (field?.kind !== 'choice') return groups;
  const place = (told: AggregateGroup): number =>
    field.choices?.findIndex((choice) => choice.value === told.value) ?? 0;
  return [...groups].sort((a, b) => (place(a) + 1 || 999) - (place(b) + 1 || 999));
}

const PAGE = 50;

interface Grouped {
  items: Item[];
  rows: RecordRow[];
  toggle: (key: string) => void;
  more: (key: string) => void;
}

/** The groups of a list; the rows of one are read when it is opened, and more of them on request. */
export function useGroups(
  path: string,
  query: ListQuery,
  field: FieldMeta | undefined,
  group: string,
  told: AggregateGroup[],
): Grouped {
  const [open, setOpen] = useState<Record<string, (string | null)[]>>({});
  const groups = useMemo(() => inOrder(field, told), [field, told]);
  const wanted = groups.flatMap((one) =>
    (open[groupKey(one)] ?? []).map((cursor) => ({ key: groupKey(one), value: one.value, cursor })),
  );
  const pages = useQueries({
    queries: wanted.map(({ key, value, cursor }) => ({
      queryKey: ['records', path, 'group', query, group, key, cursor],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<Page> => {
        if (!field) throw new Error(group);
        const filter = both(query.filter, groupCondition(field, group, value));
        return fetchPage<RecordRow>(path, { ...query, filter, limit: PAGE }, cursor, signal);
      },
    })),
  });

  const items: Item[] = [];
  const rows: RecordRow[] = [];
  let at = 0;
  for (const one of groups) {
    const key = groupKey(one);
    const cursors = open[key];
    items.push({ kind: 'group', key: `group ${key}`, group: one, open: cursors !== undefined });
    let shown = 0;
    let next = false;
    for (let page = 0; page < (cursors?.length ?? 0); page += 1) {
      const data = pages[at]?.data;
      at += 1;
      if (data) {
        data.items.forEach((row) => {
          items.push({ kind: 'row', key: row.id, row });
          rows.push(row);
        });
        shown += data.items.length;
        next = data.next_cursor !== null;
      } else items.push({ kind: 'wait', key: `wait ${key} ${page}` });
    }
    if (next) items.push({ kind: 'more', key: `more ${key}`, group: key, left: one.count - shown });
  }

  const toggle = useCallback((key: string) => {
    setOpen((now) => {
      const { [key]: there, ...others } = now;
      return there ? others : { ...now, [key]: [null] };
    });
  }, []);
  const more = (key: string): void => {
    const last = wanted.map((one, place) => ({ ...one, place })).filter((one) => one.key === key);
    const cursor = pages[last[last.length - 1]?.place ?? -1]?.data?.next_cursor;
    if (cursor) setOpen((now) => ({ ...now, [key]: [...(now[key] ?? []), cursor] }));
  };
  return { items, rows, toggle, more };
}
