import { useDraft, type Drafting } from '../../../kit/form/useDraft';
import { filledLines, stepOrder, type OrderAction, type OrderState } from './orderState';

/** The typed order; kept in this browser until it is saved, so a refresh loses nothing. */
export const useOrderState = <State extends OrderState>(
  name: string,
  version: string,
  start: () => State,
): Drafting<State, OrderAction<State>> =>
  useDraft<State, OrderAction<State>>({
    name,
    version,
    start,
    step: stepOrder,
    hasContent: (state) => state.party !== null || filledLines(state).length > 0,
  });
