import { useCallback, type ReactNode } from 'react';
import { useAccess } from '../../../kit/access';
import { DateText } from '../../../kit/DateText';
import { today } from '../../../kit/dates';
import { isPositive, isZero, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { readDay } from '../../../kit/readDay';
import { Quantity } from '../../../kit/Money';
import { numberIn, type LineProduct, type LinesAction, type LineState } from '../../catalog/lines/lines';
import { PriceNote, priceWish, usePropose, useWishes } from '../../catalog/lines/useLivePrices';
import { usePromise, type OrderPromise, type PromisedLine, type PromiseWish } from '../api';
import { soldAt, wholeSent, type OrderState } from './orderState';
import styles from './OrderEditorPage.module.css';

const wishOf = (line: LineState, product: LineProduct): PromiseWish => ({
  ...priceWish(line, product),
  unit_price: numberIn(line, 'unit_price'),
  tax_code: line.cells.tax_code || null,
});

// What the lists say is kept beside the price that it proposes: the discount is measured by it.
const LISTED = ['list_price', 'unit_price'];

/** What the lines may promise as they are typed. */
export interface LinePromises {
  of: (line: LineState) => PromisedLine | undefined;
  whole: OrderPromise | undefined;
  priceNote: (line: LineState) => ReactNode;
  /** What is kept for the customer and serves the order. */
  serving: string | undefined;
  seesMargin: boolean;
}

/** Asks, once the person has paused, for price and reason, free goods, days and margin of all lines in one call. */
export function useLinePromises(
  state: OrderState,
  act: (lines: LinesAction) => void,
  hold?: string,
): LinePromises {
  const { can } = useAccess();
  const { keys, lines } = useWishes(state.lines, wishOf);
  const whole = usePromise(
    {
      party_id: state.party?.id ?? null,
      warehouse_id: state.warehouse?.id ?? null,
      ordered_on: state.ordered_on || null,
      prices_include_tax: state.prices_include_tax,
      hold_id: hold ?? null,
      ...wholeSent(state),
      lines,
    },
    can('sales.order.create'),
  );
  const byLine = usePropose<PromisedLine>(keys, whole?.lines, act, LISTED);
  const of = useCallback((line: LineState) => byLine.get(line.key), [byLine]);
  const priceNote = (line: LineState): ReactNode => {
    const found = byLine.get(line.key);
    const typed = numberIn(line, 'unit_price');
    return found ? <PriceNote priced={found} typed={typed} sold={typed && soldAt(state, typed)} /> : null;
  };
  return { of, whole, priceNote, serving: hold, seesMargin: can('sales.order.see_margin') };
}

interface PromiseCellProps {
  line: LineState;
  promise: PromisedLine | undefined;
  /** By when the order is wanted, where the line says no day of its own. */
  wantedOn: string | null;
  /** What is kept for the customer and serves the order. */
  serving: string | undefined;
}

const SHOWN = 3;

/** When the goods of a line can leave: from the shelf, in parts by day, or nobody knows; marked where that is too late. */
export function PromiseCell({ line, promise, wantedOn, serving }: PromiseCellProps) {
  if (line.product?.kind !== 'goods' || !promise) return null;
  if (!isPositive(numberIn(line, 'quantity') ?? '0')) return null;
  const { parts, rest } = promise;
  const others = promise.held.filter(({ hold }) => hold.id !== serving);
  const wanted = readDay(line.cells.wanted_on ?? '') ?? wantedOn;
  if (isZero(rest) && parts.length === 1) return <LeavesOn day={parts[0]?.day ?? null} wanted={wanted} />;
  return (
    <>
      {parts.map((part) => (
        <div key={part.day} className={styles.part}>
          <Quantity value={part.quantity} /> <LeavesOn day={part.day} wanted={wanted} />
        </div>
      ))}
      {isPositive(rest) ? (
        <div className={styles.part}>
          <span className="negative">
            <Quantity value={rest} /> {t('web.promise.nobody_knows')}
          </span>
        </div>
      ) : null}
      {others.slice(0, SHOWN).map(({ hold, party, quantity, expires_on }) => (
        <div key={hold.id} className={styles.part}>
          <span className="soft">
            {t('web.promise.held', { quantity, customer: party.title, day: expires_on })}
          </span>
        </div>
      ))}
    </>
  );
}

/** From the shelf today, on a later day, too late for who wants it, or not all of it. */
export function LeavesOn({ day, wanted }: { day: string | null; wanted?: string | null }) {
  if (day === null) return <span className="negative">{t('web.promise.not_all')}</span>;
  if (wanted && day > wanted)
    return <span className="figure negative">{t('web.promise.too_late', { day })}</span>;
  return day === today() ? <span className="soft">{t('web.promise.now')}</span> : <DateText value={day} />;
}

/** What is left of a line beyond its cost, in percent; red where it is sold at a loss. */
export function MarginCell({ margin }: { margin: Decimal | null | undefined }) {
  if (margin === null || margin === undefined) return null;
  return (
    <span className={isPositive(margin) ? 'figure' : 'figure negative'}>
      <Quantity value={margin} />%
    </span>
  );
}
