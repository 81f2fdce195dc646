import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { FieldMeta, Page } from '../../api/types';
import { tx } from '../i18n';

const MOST = 50;

/** Words to offer: those the field was given, then those that records read lately carry, the most used first. */
export function useTagWords(field: FieldMeta): string[] {
  const queries = useQueryClient();
  const used = new Map<string, number>();
  const take = (row: Record<string, unknown>): void => {
    const words = row[field.name];
    if (!Array.isArray(words)) return;
    words.forEach((word) => {
      if (typeof word === 'string') used.set(word, (used.get(word) ?? 0) + 1);
    });
  };
  for (const [, data] of queries.getQueriesData<InfiniteData<Page>>({ queryKey: ['records'] })) {
    const pages = data && 'pages' in data ? data.pages : [];
    pages.forEach((page) => page.items.forEach(take));
  }
  const given = (field.choices ?? []).map((choice) => tx(choice.label) || choice.value);
  const often = [...used].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  return [...new Set([...given, ...often])].slice(0, MOST);
}
