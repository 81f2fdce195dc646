import type { Reference } from '../../../api/types';
import type { OrderState } from '../editor/orderState';
import { useGoodsHold, useKeptFor } from './holds';
import { usualHold, type KeptGoods } from './usualHold';

/**
 * What is kept for the customer of an order, and which of it serves the order: what was chosen, or else the usual, if
 * this person may do something with it, as an order uses it up.
 */
export function useServing(
  order: OrderState | null,
  opportunity: string | undefined,
): { kept: KeptGoods[]; hold: Reference | null } {
  const kept = useKeptFor(order?.party?.id, order?.warehouse?.id);
  const usual = usualHold(kept, opportunity);
  const asked = useGoodsHold(order !== null && order.hold === undefined ? (usual?.id ?? '') : '');
  const usable = (asked.data?.value.allowed_actions.length ?? 0) > 0;
  const usually = usual && usable ? { id: usual.id, title: usual.number } : null;
  return { kept, hold: order === null ? null : order.hold === undefined ? usually : order.hold };
}
