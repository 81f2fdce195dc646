import { useRef, useState } from 'react';
import { compare, formatQuantity, isPositive, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import type { Tracked } from '../lots/lots';
import { kindOf, readLots, withDays, type LotPart, type TypedDays } from '../lots/typed';
import type { ScanLineOf } from './ScanSheet';
import { quantityOf, sourcesOf, unnamed, type Hand, type Taken } from './taking';

/** What was typed of the lots of a line, and of their days. */
export interface Written {
  lots: string;
  days?: TypedDays;
}

export const NOTHING_WRITTEN: Written = { lots: '' };

type PartsOf = Record<string, LotPart[]>;

export interface Taking {
  /** What is known of a line and taken of it, at this moment. */
  handOf: (line: ScanLineOf) => Hand;
  put: (line: ScanLineOf, parts: LotPart[]) => void;
  current: string | undefined;
}

/** What is taken of each line of a document so far. */
export function useTaking(
  lines: ScanLineOf[],
  tracked: ReadonlyMap<string, Tracked>,
  leaves: boolean,
): Taking {
  const [parts, setParts] = useState<PartsOf>({});
  const [current, setCurrent] = useState<string>();
  // Codes come faster than the screen is drawn: what was taken is read here.
  const now = useRef(parts);
  return {
    current,
    handOf: (line) => {
      const known = tracked.get(line.product_id);
      const others = lines.filter((one) => one.id !== line.id && one.product_id === line.product_id);
      return {
        kind: kindOf(known),
        sources: leaves ? sourcesOf(known) : (line.under_way ?? null),
        parts: now.current[line.id] ?? [],
        others: others.flatMap((one) => now.current[one.id] ?? []),
        into: leaves ? null : (known?.comes_into ?? null),
      };
    },
    put: (line, taken) => {
      now.current = { ...now.current, [line.id]: taken };
      setParts(now.current);
      setCurrent(line.id);
    },
  };
}

/** What a line says of its lots and bins: those that were scanned, and those that were typed for the rest. */
export function partsSaid(hand: Hand, written: Written): LotPart[] {
  if (hand.kind === 'none') return [];
  const rest = unnamed(hand);
  if (!isPositive(rest) || (hand.kind !== 'lot' && hand.kind !== 'serial')) return hand.parts;
  const bin = hand.parts.find((part) => part.number === '')?.bin;
  const typed = withDays(readLots(written.lots, rest, hand.kind), written.days);
  const put = typed.map((part) => ({ ...(bin ? { bin } : {}), ...part }));
  return [...hand.parts.filter((part) => part.number !== ''), ...put];
}

/** What a line still lacks before it can be posted: lots or serial numbers of so many; null where it is whole. */
export function lacking(line: ScanLineOf, hand: Hand, written: Written): string | null {
  const quantity = quantityOf(hand.parts);
  if (hand.kind !== 'lot' && hand.kind !== 'serial') return null;
  const said = quantityOf(partsSaid(hand, written));
  if (compare(said, quantity) === 0) return null;
  const params = { product: line.name, said: formatQuantity(said), quantity: formatQuantity(quantity) };
  return t(hand.kind === 'serial' ? 'web.work.serials_lacking' : 'web.work.lots_lacking', params);
}

/** What is told where more was typed than a line waits for; null where it was not. */
export const tooMany = (line: ScanLineOf, typed: Decimal | undefined): string | null =>
  typed !== undefined && compare(typed, line.open) > 0
    ? t('web.work.too_many', {
        product: line.name,
        typed: formatQuantity(typed),
        open: formatQuantity(line.open),
      })
    : null;

/** What is told of a scan that took nothing. */
export function refusal(
  line: ScanLineOf,
  hand: Hand,
  taken: Exclude<Taken, { parts: LotPart[] }>,
  where: { number?: string | undefined; bin: string | null },
): string {
  if (taken.refused === 'which') return t('web.work.which_serial', { product: line.name });
  if (taken.refused === 'short')
    return t('web.work.short_there', {
      product: [line.name, where.number].filter(Boolean).join(' '),
      there: formatQuantity(taken.there),
    });
  if (where.number && hand.parts.some((part) => part.number === where.number) && hand.kind === 'serial')
    return t('web.work.serial_again', { serial: where.number });
  const what = [line.name, where.number].filter(Boolean).join(' ');
  return where.bin && hand.into === null
    ? t('web.bins.not_in_bin', { code: what })
    : t('web.work.not_to_take', { product: what });
}

/** So many of so many, as a line tells it. */
export const progress = (line: ScanLineOf, quantity: Decimal): string =>
  t('web.work.taken', {
    product: line.name,
    done: formatQuantity(quantity),
    all: formatQuantity(line.open),
  });
