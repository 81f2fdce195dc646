import { t } from '../../../kit/i18n';
import {
  compare,
  divide,
  formatMoney,
  multiply,
  round,
  subtract,
  sum,
  type Decimal,
} from '../../../kit/decimal';
import { readDay } from '../../../kit/readDay';
import type { Reference } from '../../../api/types';
import {
  isBlank,
  missingCells,
  numberIn,
  stepLines,
  wrongNumber,
  type LinesAction,
  type LineState,
} from '../../catalog/lines/lines';
import { inexactCells } from '../../catalog/lines/fractions';
import type { Units } from '../../catalog/lines/units';
import type { TaxRate } from '../../catalog/api';
import type { OrderProposal } from '../../crm/api';
import type { Order, OrderDraft, OrderLine } from '../api';
import { lineAmount, taxed, totalOf, type TaxedAmount } from '../totals';
import { keepDiscount, lineShare, PRICE_PLACES, readWhole, takenOff, wholeText } from './discounts';

/** An order as it stands in the editor: words and numbers as typed, so that nothing typed is lost. */
export interface OrderState {
  party: Reference | null;
  warehouse: Reference | null;
  ordered_on: string;
  /** By when the goods are wanted: by the customer, or by us. */
  wanted_on: string | null;
  prices_include_tax: boolean;
  note: string;
  /** What is taken off the whole, as typed: an amount, or a share. */
  whole?: string;
  /** What is kept for the customer and serves the order: null for nothing, absent where nobody chose. */
  hold?: Reference | null;
  lines: LineState[];
}

export type HeadChange<State extends OrderState = OrderState> = Partial<Omit<State, 'lines'>>;
export type OrderAction<State extends OrderState = OrderState> =
  { head: HeadChange<State> } | { lines: LinesAction };

export function stepOrder<State extends OrderState>(state: State, action: OrderAction<State>): State {
  if ('head' in action) {
    // What is kept is kept for one customer in one warehouse.
    const moved = 'party' in action.head || 'warehouse' in action.head;
    const { hold, ...same } = state;
    return { ...(moved || hold === undefined ? same : state), ...action.head } as State;
  }
  const lines = stepLines(state.lines, action.lines);
  const before = new Map(state.lines.map((line) => [line.key, line]));
  return { ...state, lines: lines.map((line) => keepDiscount(line, before.get(line.key))) };
}

export const emptyOrder = (today: string): OrderState => ({
  party: null,
  warehouse: null,
  ordered_on: today,
  wanted_on: null,
  prices_include_tax: true,
  note: '',
  lines: stepLines([], { do: 'all', lines: [] }),
});

/** An order that comes out of an opportunity: its lines, at prices that hold every discount. */
export const proposedOrder = (day: string, proposal: OrderProposal): OrderState => ({
  ...emptyOrder(day),
  note: proposal.opportunity.title,
  lines: stepLines([], {
    do: 'all',
    lines: proposal.lines.map((line, at) => ({
      key: `${at}.${line.product_id}`,
      words: line.product,
      product: {
        id: line.product_id,
        name: line.product,
        code: line.product_code,
        kind: line.is_goods ? 'goods' : 'service',
        specification: '',
        unit: line.unit,
        unit_id: '',
        sale_price: null,
        tax_code: line.tax_code,
      },
      cells: { quantity: line.quantity, unit_price: line.unit_price ?? '', tax_code: line.tax_code },
    })),
  }),
});

/** What the editor needs of an order that exists, whichever side of the house it is on. */
export interface EditedOrder
  extends
    Partial<Pick<Order, 'whole_discount' | 'whole_discount_share'>>,
    Pick<Order, 'party' | 'warehouse' | 'ordered_on' | 'prices_include_tax' | 'note'> {
  wanted_on: string | null;
  hold?: Reference | null;
  lines: (Pick<
    OrderLine,
    | 'id'
    | 'product_id'
    | 'product'
    | 'product_code'
    | 'unit'
    | 'is_goods'
    | 'typed_quantity'
    | 'typed_unit_id'
    | 'unit_price'
    | 'tax_code'
  > & { wanted_on: string | null })[];
}

export function orderState(order: EditedOrder): OrderState {
  const lines = order.lines.map((line) => ({
    key: line.id,
    words: line.product,
    product: {
      id: line.product_id,
      name: line.product,
      code: line.product_code,
      kind: line.is_goods ? 'goods' : 'service',
      specification: '',
      unit: line.unit,
      unit_id: '',
      sale_price: null,
      tax_code: line.tax_code,
    },
    cells: {
      quantity: line.typed_quantity,
      unit_id: line.typed_unit_id,
      unit_price: line.unit_price,
      tax_code: line.tax_code,
      ...(line.wanted_on ? { wanted_on: line.wanted_on } : {}),
    },
  }));
  return {
    party: order.party,
    warehouse: order.warehouse,
    ordered_on: order.ordered_on,
    wanted_on: order.wanted_on,
    prices_include_tax: order.prices_include_tax,
    note: order.note ?? '',
    ...(order.whole_discount === undefined
      ? {}
      : {
          whole: wholeText({
            whole_discount: order.whole_discount,
            whole_discount_share: order.whole_discount_share ?? null,
          }),
        }),
    ...(order.hold === undefined ? {} : { hold: order.hold }),
    lines: stepLines([], { do: 'all', lines }),
  };
}

export const filledLines = (state: OrderState): LineState[] => state.lines.filter((line) => !isBlank(line));

/** What one row comes to before anything is taken off the whole; null while it is incomplete. */
export function amountOf(line: LineState, includesTax: boolean, rates: TaxRate[]): TaxedAmount | null {
  const quantity = numberIn(line, 'quantity');
  const price = numberIn(line, 'unit_price');
  const rate = rates.find((item) => item.code === line.cells.tax_code)?.rate;
  return quantity !== null && price !== null && rate !== undefined
    ? lineAmount(quantity, price, rate, includesTax)
    : null;
}

/** What an order comes to, and what is taken off the whole of it in its kind of prices. */
export function orderTotal(state: OrderState, rates: TaxRate[]): TaxedAmount & { off: Decimal } {
  const withTax = state.prices_include_tax;
  const known = state.lines.flatMap((line) => {
    const amount = amountOf(line, withTax, rates);
    const rate = rates.find((item) => item.code === line.cells.tax_code)?.rate;
    return amount && rate !== undefined ? [{ agreed: withTax ? amount.gross : amount.net, rate }] : [];
  });
  const parts = takenOff(
    known.map((one) => one.agreed),
    state.whole ?? '',
  );
  const after = known.map(({ agreed, rate }, at) =>
    taxed(round(subtract(agreed, parts[at] ?? '0')), rate, withTax),
  );
  return { ...totalOf(after), off: round(sum(parts)) };
}

/** What is left of a price once something is taken off the whole. */
export function soldAt(state: OrderState, price: Decimal): Decimal {
  const said = state.whole?.trim() ? readWhole(state.whole) : null;
  if (said === null) return price;
  if ('share' in said) return round(multiply(price, subtract('1', said.share)), PRICE_PLACES);
  const before = sum(
    state.lines.map((line) =>
      multiply(numberIn(line, 'quantity') ?? '0', numberIn(line, 'unit_price') ?? '0'),
    ),
  );
  return compare(before, said.amount) <= 0
    ? '0'
    : round(divide(multiply(price, subtract(before, said.amount)), before), PRICE_PLACES);
}

/** Why what is taken off the whole cannot be: undefined where it can. */
export function wrongWhole(state: OrderState, rates: TaxRate[]): string | undefined {
  const text = state.whole?.trim() ?? '';
  if (text === '') return undefined;
  const said = readWhole(text);
  if (said === null) return t('web.whole_discount.unread', { said: text });
  const total = orderTotal({ ...state, whole: '' }, rates);
  const all = state.prices_include_tax ? total.gross : total.net;
  if ('amount' in said && compare(said.amount, all) > 0)
    return t('web.whole_discount.too_much', { whole: formatMoney(all) });
  return undefined;
}

/** What is taken off the whole, as it is sent. */
export function wholeSent(state: OrderState): { whole_discount?: Decimal; whole_discount_share?: Decimal } {
  const said = state.whole?.trim() ? readWhole(state.whole) : null;
  if (said === null) return {};
  return 'share' in said ? { whole_discount_share: said.share } : { whole_discount: said.amount };
}

/** What still stands between the typed order and a sent one, by cell: "2.quantity". */
export function findMissing(state: OrderState, units: Units): Record<string, string> {
  const missing = { ...missingCells(state.lines), ...inexactCells(state.lines, units) };
  state.lines.forEach((line, place) => {
    const price = isBlank(line) ? undefined : wrongNumber(line, 'unit_price', t('web.grid.price_needed'));
    if (price) missing[`${place}.unit_price`] = price;
    const discount = line.cells.discount?.trim();
    if (discount && lineShare(discount) === null)
      missing[`${place}.discount`] = t('web.grid.no_number', { said: discount });
    else if (discount && numberIn(line, 'list_price') === null)
      missing[`${place}.discount`] = t('web.discount.no_list');
    const said = line.cells.wanted_on?.trim();
    if (said && readDay(said) === null) missing[`${place}.wanted_on`] = t('web.grid.no_day', { said });
  });
  return missing;
}

/** The order for the server, once nothing is missing. */
export function orderDraft(state: OrderState, hold?: string | null): OrderDraft | null {
  if (state.party === null) return null;
  const lines = filledLines(state).flatMap((line) => {
    const quantity = numberIn(line, 'quantity');
    const price = numberIn(line, 'unit_price');
    if (line.product === null || quantity === null || price === null) return [];
    const cells = { tax_code: line.cells.tax_code || null, unit_id: line.cells.unit_id || null };
    const deliver_on = readDay(line.cells.wanted_on ?? '');
    return [{ product_id: line.product.id, quantity, unit_price: price, ...cells, deliver_on }];
  });
  return {
    party_id: state.party.id,
    ...(state.warehouse ? { warehouse_id: state.warehouse.id } : {}),
    ordered_on: state.ordered_on,
    deliver_on: state.wanted_on ?? null,
    prices_include_tax: state.prices_include_tax,
    note: state.note.trim() || null,
    ...wholeSent(state),
    ...(hold ? { hold_id: hold } : {}),
    lines,
  };
}

/** Places of refused values, told for the sent lines, as places in the grid. */
export function refusedCells(
  errors: { field: string; detail: string }[],
  state: OrderState,
): Record<string, string> {
  const places = state.lines.flatMap((line, place) => (isBlank(line) ? [] : [place]));
  const found: Record<string, string> = {};
  for (const { field, detail } of errors) {
    const match = /^lines\.(\d+)\.(\w+)$/.exec(field);
    const place = match ? places[Number(match[1])] : undefined;
    const cell = match?.[2] === 'deliver_on' || match?.[2] === 'expected_on' ? 'wanted_on' : match?.[2];
    if (cell && place !== undefined) found[`${place}.${cell}`] = detail;
  }
  return found;
}
