import { add, compare, isPositive, smaller, subtract, sum, type Decimal } from '../../../kit/decimal';
import type { Tracked } from '../lots/lots';
import { kindOf, type Kind, type LotPart } from '../lots/typed';

/** What of a line's goods stands somewhere and may be taken: of a lot, in a bin, or of either alone. */
export interface Source {
  number: string;
  bin: string | null;
  quantity: Decimal;
  expires_on: string | null;
}

/** What is known of the goods of a line, and what is taken of it so far. */
export interface Hand {
  kind: Kind;
  /** What may be taken, first what goes first; null where goods come in that nobody knows yet. */
  sources: Source[] | null;
  parts: LotPart[];
  /** What other lines take of the same goods. */
  others: LotPart[];
  /** The bin that goods are put into which come in; null where they leave, or where there are no bins. */
  into: string | null;
}

/** So many more of a line: of a lot or serial number, and out of a bin, where they are said. */
export interface More {
  quantity: Decimal;
  number?: string | undefined;
  made_on?: string | undefined;
  expires_on?: string | undefined;
  bin?: string | null;
}

/** The parts with more of them; `chosen` are the lots that nobody named where there was a choice. Or why it cannot be. */
export type Taken =
  | { parts: LotPart[]; chosen: string[] }
  | { refused: 'which' | 'not_there' }
  | { refused: 'short'; there: Decimal };

export const quantityOf = (parts: { quantity: Decimal }[]): Decimal =>
  sum(parts.map((part) => part.quantity));

const isSame = (one: LotPart, other: LotPart): boolean =>
  one.number === other.number && (one.bin ?? null) === (other.bin ?? null);

/** The parts with one more; what is of the same lot in the same bin is one part. */
function joined(parts: LotPart[], more: LotPart): LotPart[] {
  if (!parts.some((part) => isSame(part, more))) return [...parts, more];
  return parts.map((part) =>
    isSame(part, more) ? { ...part, ...more, quantity: add(part.quantity, more.quantity) } : part,
  );
}

const partOf = (quantity: Decimal, number: string, bin: string | null, days?: Partial<More>): LotPart => ({
  number,
  quantity,
  ...(days?.made_on ? { made_on: days.made_on } : {}),
  ...(days?.expires_on ? { expires_on: days.expires_on } : {}),
  ...(bin ? { bin } : {}),
});

/** What nobody has taken yet of what may be taken. */
export function leftOf({ sources, parts, others }: Hand): Source[] {
  const taken = [...parts, ...others];
  return (sources ?? []).flatMap((source) => {
    const own = taken.filter(
      (part) => part.number === source.number && (source.bin === null || part.bin === source.bin),
    );
    const quantity = subtract(source.quantity, quantityOf(own));
    return isPositive(quantity) ? [{ ...source, quantity }] : [];
  });
}

/** So many of these, in their order. */
export function firstOf(sources: Source[], wanted: Decimal): Source[] {
  let rest = wanted;
  return sources.flatMap((source) => {
    const quantity = smaller(source.quantity, rest);
    if (!isPositive(quantity)) return [];
    rest = subtract(rest, quantity);
    return [{ ...source, quantity }];
  });
}

/**
 * Takes more of a line. A lot, serial number or bin that is said is taken as itself. Of lots that nobody says, the first
 * to expire is taken, and told; of serial numbers none, unless all that are there are taken.
 */
export function takeMore(hand: Hand, more: More): Taken {
  if (hand.sources === null || hand.kind === 'none') {
    const bin = hand.kind === 'none' ? null : (more.bin ?? hand.into);
    const part = partOf(more.quantity, more.number ?? '', bin, more);
    return { parts: joined(hand.parts, part), chosen: [] };
  }
  const leaves = hand.into === null;
  const open = leftOf(hand).filter(
    (source) =>
      (more.number === undefined || source.number === more.number) &&
      (!leaves || !more.bin || source.bin === more.bin),
  );
  if (open.length === 0) return { refused: 'not_there' };
  const there = quantityOf(open);
  if (compare(there, more.quantity) < 0) return { refused: 'short', there };
  const choice = new Set(open.map((source) => source.number)).size > 1;
  if (hand.kind === 'serial' && more.number === undefined && compare(there, more.quantity) > 0)
    return { refused: 'which' };
  const taken = firstOf(open, more.quantity);
  const parts = taken.reduce(
    (before, { number, bin, quantity }) =>
      joined(before, partOf(quantity, number, leaves ? bin : (more.bin ?? hand.into))),
    hand.parts,
  );
  return { parts, chosen: choice ? [...new Set(taken.map((source) => source.number))] : [] };
}

/** The parts with so many less: what was taken last goes back first. */
export function takeBack(parts: LotPart[], less: Decimal): LotPart[] {
  let rest = less;
  return [...parts]
    .reverse()
    .flatMap((part) => {
      const gone = smaller(part.quantity, rest);
      rest = subtract(rest, gone);
      const quantity = subtract(part.quantity, gone);
      return isPositive(quantity) ? [{ ...part, quantity }] : [];
    })
    .reverse();
}

/** A line whose quantity is typed: more is of what was taken last, as far as there is more of it; less goes back. */
export function takeExactly(hand: Hand, quantity: Decimal, bin: string | null): Taken {
  const now = quantityOf(hand.parts);
  if (compare(quantity, now) <= 0)
    return { parts: takeBack(hand.parts, subtract(now, quantity)), chosen: [] };
  const last = hand.parts.at(-1);
  const more = { quantity: subtract(quantity, now), bin };
  if (!last || hand.sources === null) return takeMore(hand, more);
  const isLast = (source: Source): boolean =>
    source.number === last.number && (source.bin === null || source.bin === last.bin);
  const order = [...hand.sources.filter(isLast), ...hand.sources.filter((source) => !isLast(source))];
  const taken = takeMore({ ...hand, sources: order }, more);
  if ('refused' in taken) return taken;
  return { ...taken, chosen: taken.chosen.filter((number) => number !== last.number) };
}

/** How many of a line say no lot or serial number though their goods are told apart by them. */
export const unnamed = (hand: Hand): Decimal =>
  hand.kind === 'lot' || hand.kind === 'serial'
    ? quantityOf(hand.parts.filter((part) => part.number === ''))
    : '0';

/**
 * Goods that came in without saying what they are get a lot or serial number that is scanned behind them; null where
 * the line needs none.
 */
export function nameRest(hand: Hand, number: string): LotPart[] | null {
  if (hand.sources !== null) return null;
  const at = hand.parts.findIndex((part) => part.number === '');
  const part = hand.parts[at];
  if (!part || !isPositive(unnamed(hand))) return null;
  const named = hand.kind === 'serial' ? smaller(part.quantity, '1') : part.quantity;
  const others = hand.parts.flatMap((one, place) => {
    if (place !== at) return [one];
    const quantity = subtract(part.quantity, named);
    return isPositive(quantity) ? [{ ...part, quantity }] : [];
  });
  return joined(others, { ...part, number, quantity: named });
}

/** A part put into another bin. */
export const putInto = (parts: LotPart[], moved: LotPart, bin: string): LotPart[] =>
  parts.filter((part) => part !== moved).reduce(joined, joined([], { ...moved, bin }));

/** A part taken from another lot or bin instead, where there is enough of it. */
export function takenFrom(hand: Hand, part: LotPart, source: Source): Taken {
  const rest = { ...hand, parts: hand.parts.filter((one) => one !== part) };
  return takeMore(rest, {
    quantity: part.quantity,
    number: source.number,
    bin: source.bin ?? part.bin ?? null,
  });
}

/** What stands in a warehouse of a product, as it may leave: what is free and not beyond its last day. */
export function sourcesOf(tracked: Tracked | undefined): Source[] | null {
  if (!tracked || kindOf(tracked) === 'none') return null;
  return tracked.lots
    .filter((lot) => lot.quality === 'free' && (lot.days_left === null || lot.days_left >= 0))
    .map(({ number, bin, quantity, expires_on }) => ({ number, bin, quantity, expires_on }));
}
