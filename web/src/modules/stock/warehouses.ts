import type { Condition } from '../../api/types';

/** Where goods may be put: not the place of those in transit, and nothing that is switched off. */
export const USUAL: Condition = {
  and: [
    { field: 'kind', op: 'eq', value: 'usual' },
    { field: 'active', op: 'eq', value: true },
  ],
};
