import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useAccess } from '../../../kit/access';
import { compare, formatMoney, formatPrice, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { useDebounced } from '../../../kit/useDebounced';
import { usePrices, useSupplyPrices, type Priced, type PriceWish, type SupplyPrice } from '../api';
import styles from './LineGrid.module.css';
import { numberIn, type LineProduct, type LinesAction, type LineState } from './lines';

/** Lines that ask for prices: whose they are, and of which day. */
export interface Asking {
  lines: LineState[];
  party: string | undefined;
  day: string;
}

const PAUSE_MS = 250;

interface Wishes<W> {
  keys: string[];
  lines: W[];
}

/** What a line with a product asks a price for. */
export const priceWish = (line: LineState, product: LineProduct): PriceWish => ({
  product_id: product.id,
  unit_id: line.cells.unit_id || null,
  quantity: positive(numberIn(line, 'quantity')),
});

function wishesOf<W>(asked: LineState[], wishOf: (line: LineState, product: LineProduct) => W): Wishes<W> {
  const wishes: Wishes<W> = { keys: [], lines: [] };
  for (const line of asked) {
    if (!line.product) continue;
    wishes.keys.push(line.key);
    wishes.lines.push(wishOf(line, line.product));
  }
  return wishes;
}

const positive = (quantity: Decimal | null): Decimal =>
  quantity !== null && compare(quantity, '0') > 0 ? quantity : '1';

/** The wishes once the person has paused: what stands there is asked for, not every letter of it. */
export function useWishes<W>(
  asked: LineState[],
  wishOf: (line: LineState, product: LineProduct) => W,
): Wishes<W> {
  const now = JSON.stringify(wishesOf(asked, wishOf));
  const settled = useDebounced(now, PAUSE_MS);
  return useMemo(() => JSON.parse(settled) as Wishes<W>, [settled]);
}

type Act = (action: LinesAction) => void;

const PRICED = ['unit_price'];

/** Each line's answer; its price is proposed for these cells, and what a person typed over stays. */
export function usePropose<Row extends { price: Decimal | null }>(
  keys: string[],
  found: Row[] | undefined,
  act: Act,
  cells: string[] = PRICED,
): Map<string, Row> {
  const byLine = useMemo(
    () =>
      new Map(
        keys.flatMap((key, at) => {
          const row = found?.[at];
          return row && found.length === keys.length ? [[key, row] as const] : [];
        }),
      ),
    [keys, found],
  );
  // Proposing changes the state, and that `act`: only new prices are a reason to propose again.
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const texts: Record<string, string> = {};
    for (const [key, { price }] of byLine) if (price !== null) texts[key] = price;
    if (Object.keys(texts).length > 0)
      for (const cell of cells) latest.current({ do: 'proposed', cell, texts });
  }, [byLine, cells]);
  return byLine;
}

/** Prices of the customer's lists, proposed as lines are typed; what a person typed over stays. */
export function useLivePrices(asking: Asking, act: Act): (line: LineState) => ReactNode {
  const { can } = useAccess();
  const { keys, lines } = useWishes(asking.lines, priceWish);
  const found = usePrices(lines, asking.party, asking.day, can('catalog.price_list.view'));
  const byLine = usePropose<Priced>(keys, found, act);
  return (line) => {
    const priced = byLine.get(line.key);
    return priced ? <PriceNote priced={priced} typed={numberIn(line, 'unit_price')} /> : null;
  };
}

type Reason = Pick<Priced, 'price' | 'source' | 'price_list' | 'floor'> & { lowest?: Decimal | null };

/** Which list says the price, or that what it is sold at lies below the floor, or below what the reader may go to. */
export function PriceNote({
  priced,
  typed,
  sold = typed,
}: {
  priced: Reason;
  typed: Decimal | null;
  /** What is left of the price once something is taken off the whole. */
  sold?: Decimal | null;
}) {
  const { floor, lowest = null } = priced;
  const low =
    floor !== null && sold !== null && compare(sold, floor) < 0
      ? t('web.price.below_floor', { floor: formatMoney(floor) })
      : lowest !== null && sold !== null && compare(sold, lowest) < 0
        ? t('web.price.below_lowest', { lowest: formatPrice(lowest) })
        : null;
  if (low)
    return (
      <div className={`${styles.note} ${styles.low}`} role="note" title={low}>
        {low}
      </div>
    );
  if (priced.source !== 'list' || priced.price === null) return null;
  const same = typed !== null && compare(typed, priced.price) === 0;
  const sentence = same
    ? (priced.price_list ?? '')
    : t('web.price.list_says', { list: priced.price_list ?? '', price: formatMoney(priced.price) });
  return (
    <div className={styles.note} title={sentence}>
      {sentence}
    </div>
  );
}

/** What the supplier asks and calls it, proposed as a purchase order is typed. */
export function useSupply(asking: Omit<Asking, 'day'>, act: Act): (line: LineState) => ReactNode {
  const { can } = useAccess();
  const { keys, lines } = useWishes(asking.lines, priceWish);
  const found = useSupplyPrices(lines, asking.party, can('catalog.supplier_product.view'));
  const byLine = usePropose<SupplyPrice>(keys, found, act);
  return (line) => {
    const said = byLine.get(line.key);
    if (!said?.code) return null;
    const words = t('web.supply.code', { code: said.code });
    return (
      <div className={styles.note} title={[said.code, said.name].filter(Boolean).join(' ')}>
        {words}
      </div>
    );
  };
}
