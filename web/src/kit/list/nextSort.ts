const nameOf = (word: string): string => word.replace(/^-/, '');

/** The orders of a list, the first counts most: `-gross,number`. */
export const sortWords = (sort: string | undefined): string[] => (sort ? sort.split(',') : []);

/** field -> -field -> no order of one's own; `add` keeps the others and goes behind them. */
export function nextSort(now: string | undefined, field: string, add = false): string | undefined {
  const words = sortWords(now);
  const at = words.findIndex((word) => nameOf(word) === field);
  const next = at < 0 ? field : words[at] === field ? `-${field}` : undefined;
  if (!add) return words.length > 1 && at < 0 ? field : next;
  const others =
    at < 0 ? [...words, field] : words.flatMap((word, place) => (place === at ? (next ?? []) : word));
  return others.length > 0 ? others.join(',') : undefined;
}

export interface SortMark {
  direction: 'ascending' | 'descending';
  /** Its place among several orders, from 1. */
  place: number | null;
}

export function sortMark(sort: string | undefined, field: string): SortMark | null {
  const words = sortWords(sort);
  const at = words.findIndex((word) => nameOf(word) === field);
  if (at < 0) return null;
  return {
    direction: words[at]?.startsWith('-') ? 'descending' : 'ascending',
    place: words.length > 1 ? at + 1 : null,
  };
}
