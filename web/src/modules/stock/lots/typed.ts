import { add, compare, isPositive, parseDecimal, type Decimal } from '../../../kit/decimal';
import { readDay } from '../../../kit/readDay';
import { addDays } from '../../../kit/spans';

export interface LotPart {
  /** Empty where goods are told apart by their bin alone. */
  number: string;
  quantity: Decimal;
  made_on?: string;
  expires_on?: string;
  bin?: string;
}

/** How goods are told apart where they are: by lots, by serial numbers, by the bin they stand in alone, or not at all. */
export type Kind = 'none' | 'bin' | 'lot' | 'serial';

export const kindOf = (found: { tracking: string; binned: boolean } | undefined): Kind => {
  if (!found) return 'none';
  if (found.tracking !== 'none') return found.tracking as Kind;
  return found.binned ? 'bin' : 'none';
};

/**
 * What somebody typed or scanned of a line's lots: numbers with spaces, commas or line ends between them, each with how
 * many behind a star where there are several lots: "L1*6 L2*4". A serial number is always one. A bin stands behind an at
 * sign, "L1@A-01-02*6", or alone where goods have no lots.
 */
export function readLots(text: string, quantity: Decimal, tracking: Kind): LotPart[] {
  const said = (word: string): Pick<LotPart, 'number' | 'bin'> => {
    if (tracking === 'bin') return { number: '', bin: word };
    const [number = '', bin] = word.split('@');
    return { number, ...(bin ? { bin } : {}) };
  };
  // A last day of its own stands behind everything: "L1*6@2027-03-01".
  const dated = (word: string): { word: string; day?: string } => {
    const found = /^(.*)@(\d{4}-\d{1,2}-\d{1,2})(\*.*)?$/.exec(word);
    const day = found ? readDay(found[2] ?? '') : null;
    return found && day ? { word: `${found[1]}${found[3] ?? ''}`, day } : { word };
  };
  const words = text.split(/[\s,;\uff0c\uff1b\u3001]+/).filter(Boolean);
  return words.map((whole) => {
    const { word, day } = dated(whole);
    const last = day ? { expires_on: day } : {};
    const star = word.lastIndexOf('*');
    const many = star > 0 ? parseDecimal(word.slice(star + 1)) : null;
    if (many !== null) return { ...said(word.slice(0, star)), quantity: many, ...last };
    return { ...said(word), quantity: tracking === 'serial' || words.length > 1 ? '1' : quantity, ...last };
  });
}

/** Whether these lots are together what the line says. */
export const fits = (parts: LotPart[], quantity: Decimal): boolean =>
  parts.every((part) => isPositive(part.quantity)) &&
  compare(
    parts.reduce((sum, part) => add(sum, part.quantity), '0'),
    quantity,
  ) === 0;

/** What keeps lots from being the line: one named twice, or their sum; null where they are it. */
export function misfit(parts: LotPart[], quantity: Decimal): { twice: string } | { sum: Decimal } | null {
  const names = parts.map((part) => `${part.number}@${part.bin ?? ''}`);
  const twice = parts.find((_, at) => names.indexOf(names[at] ?? '') !== at);
  if (twice) return { twice: [twice.number, twice.bin].filter(Boolean).join('@') };
  if (fits(parts, quantity)) return null;
  return { sum: parts.reduce((all, part) => add(all, part.quantity), '0') };
}

/** When a line's lots were made and expire, as somebody types it; a last day that nobody touched is not said. */
export interface TypedDays {
  made?: string | undefined;
  last?: string | undefined;
}

/** Lots with the days that are said of all of them; one that says its own last day keeps it. */
export function withDays(parts: LotPart[], days: TypedDays | undefined): LotPart[] {
  const made = readDay(days?.made ?? '');
  const last = readDay(days?.last ?? '');
  const said = { ...(made ? { made_on: made } : {}), ...(last ? { expires_on: last } : {}) };
  return parts.map((part) => ({ ...said, ...part }));
}

/** The last day of goods that were made then, by how long such goods last; null where either is not known. */
export function lastDay(made: string | undefined, shelfLife: number | null | undefined): string | null {
  const begins = readDay(made ?? '');
  if (begins === null || shelfLife === null || shelfLife === undefined) return null;
  return addDays(begins, shelfLife);
}

/** Whether what is typed is no day. */
export const isNoDay = (typed: string | undefined): boolean =>
  (typed ?? '').trim() !== '' && readDay(typed ?? '') === null;
