import { useQueries } from '@tanstack/react-query';
import { fetchPage, useMeta } from '../../api/records';
import type { Condition, FieldMeta, RecordMeta } from '../../api/types';
import { hasSentence } from '../i18n';

/** A list of records of another kind whose field names this one. */
export interface Related {
  key: string;
  meta: RecordMeta;
  field: FieldMeta;
}

const NAMING = new Set(['reference', 'multi_reference', 'user', 'department']);

/** Every list of records that point to a record of this kind, as far as the person may look at it. */
export function useRelated(meta: RecordMeta): Related[] {
  return useMeta().records.flatMap((other) =>
    other.allowed.includes('list')
      ? other.fields
          .filter(
            (field) =>
              NAMING.has(field.kind) &&
              field.reference?.path === meta.path &&
              (field.filterable ?? true) &&
              field.access !== 'masked',
          )
          .map((field) => ({ key: `${other.path}.${field.name}`, meta: other, field }))
      : [],
  );
}

/** Which of them point to this very record. */
export const pointingTo = ({ field }: Related, id: string): Condition => ({
  field: field.name,
  op: field.kind === 'multi_reference' ? 'has' : 'eq',
  value: id,
});

/** How many rows each of the lists has for a record; a list that is not read yet says nothing. */
export function useRelatedCounts(lists: Related[], id: string): Map<string, number> {
  const counts = useQueries({
    queries: lists.map((list) => ({
      queryKey: ['counts', list.meta.path, list.field.name, id],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<number> => {
        const query = { filter: pointingTo(list, id), fields: [list.meta.title_field], limit: 1 };
        return (await fetchPage(list.meta.path, query, null, signal)).count?.value ?? 0;
      },
      enabled: id !== '',
    })),
  });
  return new Map(
    lists.flatMap((list, at) => {
      const count = counts[at]?.data;
      return count === undefined ? [] : [[list.key, count] as const];
    }),
  );
}

/** What the lists are called; by the field too where one kind points here twice. */
export function relatedLabel(list: Related, all: Related[], tx: (key: string) => string): string {
  const own = `web.related.${list.meta.name}.${list.field.name}`;
  if (hasSentence(own)) return tx(own);
  const twice = all.filter((other) => other.meta === list.meta).length > 1;
  return twice ? `${tx(list.meta.label)} (${tx(list.field.label)})` : tx(list.meta.label);
}
