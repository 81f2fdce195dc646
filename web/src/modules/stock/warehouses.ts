import type { Condition } from '../../api/types';

const inUse = (kinds: string[]): Condition => ({
  and: [
    { field: 'kind', op: 'in', value: kinds },
    { field: 'active', op: 'eq', value: true },
  ],
});

/** Where goods are promised and sold from: not where they are held back, kept for others or in transit. */
export const USUAL = inUse(['usual']);

/** Where our goods may come into, held back there or not. */
export const OURS = inUse(['usual', 'held_back']);

/** Where goods of others are kept. */
export const ENTRUSTED = inUse(['entrusted']);

/** Every place that has shelves: not the one of goods in transit. */
export const ANYWHERE = inUse(['usual', 'held_back', 'entrusted']);

/** The kinds a person tells apart on a list of goods. */
export const KINDS = ['usual', 'held_back', 'entrusted', 'transit'] as const;
