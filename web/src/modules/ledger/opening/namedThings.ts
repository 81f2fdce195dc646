import type { Reference } from '../../../api/types';
import type { Decimal } from '../../../kit/decimal';
import { TAGS, type Tag } from '../vouchers/voucherState';
import type { PastedYear, Tags } from './openingState';

/** Balances as a table of another system tells them: an account by its code, what it is kept apart by, what it held. */
export interface Told {
  code: string;
  /** By name or code, as the table says it. */
  names: Partial<Record<Tag, string>>;
  /** Nothing where the table tells of the year only, from which it follows. */
  debit: Decimal | null;
  credit: Decimal | null;
  foreign: Decimal | null;
  year: PastedYear | null;
}

/** What was found by its name or code; nothing under a name that two bear. */
export type Found = Record<Tag, Map<string, Reference | null>>;

/** What a reading names, by kind. */
export const namesIn = (entries: Told[]): Record<Tag, string[]> =>
  Object.fromEntries(
    TAGS.map((tag) => [tag, [...new Set(entries.flatMap(({ names }) => names[tag] ?? []))]]),
  ) as Record<Tag, string[]>;

/** The entries with what was found by name; and the names that nothing, or more than one, bears, by kind. */
export function withNamed(
  entries: Told[],
  found: Found,
): { entries: (Omit<Told, 'names'> & { tags: Tags })[]; missing: [Tag, string[]][] } {
  const names = namesIn(entries);
  return {
    entries: entries.map(({ names: said, ...entry }) => {
      const tags: Tags = {};
      for (const tag of TAGS) {
        const one = found[tag].get(said[tag] ?? '');
        if (one) tags[tag] = one;
      }
      return { ...entry, tags };
    }),
    missing: TAGS.flatMap((tag): [Tag, string[]][] => {
      const absent = names[tag].filter((name) => !found[tag].get(name));
      return absent.length > 0 ? [[tag, absent]] : [];
    }),
  };
}
