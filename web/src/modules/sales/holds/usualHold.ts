import type { Reference } from '../../../api/types';

/** What is kept for a customer in a warehouse, as an order may choose it. */
export interface KeptGoods {
  id: string;
  number: string;
  expires_on: string;
  opportunity_id: Reference | null;
}

/** What serves an order if nobody chooses: what is kept for its deal or, without one, the only thing that is kept. */
export function usualHold(kept: KeptGoods[], opportunity: string | undefined): KeptGoods | undefined {
  if (opportunity) return kept.find((hold) => hold.opportunity_id?.id === opportunity);
  return kept.length === 1 ? kept[0] : undefined;
}
