import type { Order } from '../api';
import { filledLines, orderDraft, orderState, type OrderState } from '../editor/orderState';
import type { ChangeWish, OrderChange } from './changes';

/** A change as it stands in the editor: the order that is wanted, and why. */
export interface ChangeState extends OrderState {
  reason: string;
  /** The lines of the order, by whose ids the rows are known that stand for them. */
  of: string[];
}

/** The order as it is, for whoever begins to change it. */
export const changeOfOrder = (order: Order): ChangeState => ({
  ...orderState({
    ...order,
    hold: null,
    wanted_on: order.deliver_on,
    lines: order.lines.map((line) => ({ ...line, wanted_on: line.deliver_on })),
  }),
  reason: '',
  of: order.lines.map((line) => line.id),
});

/** What a change that is being written wants so far. */
export const changeState = (change: OrderChange): ChangeState => ({
  ...orderState({
    ...change,
    hold: null,
    wanted_on: change.deliver_on,
    lines: change.lines.map((line) => ({
      ...line,
      id: line.order_line_id ?? `new.${line.line_no}`,
      wanted_on: line.deliver_on,
    })),
  }),
  reason: change.reason,
  of: change.lines.flatMap((line) => line.order_line_id ?? []),
});

export const hasReason = (state: ChangeState): boolean => state.reason.trim() !== '';

/** The change for the server, once nothing is missing. */
export function changeWish(state: ChangeState): ChangeWish | null {
  const draft = orderDraft(state);
  if (draft === null) return null;
  const rows = filledLines(state);
  return {
    reason: state.reason.trim(),
    deliver_on: draft.deliver_on ?? null,
    note: draft.note ?? null,
    lines: draft.lines.map((line, place) => {
      const key = rows[place]?.key ?? '';
      return { ...line, order_line_id: state.of.includes(key) ? key : null };
    }),
  };
}
