import { useEffect, useReducer, useRef, useState } from 'react';
import { useMe } from '../../../api/session';
import { forget, keep, readKept } from '../../../kit/store';
import { filledLines, stepOrder, type OrderAction, type OrderState } from './orderState';

interface Kept {
  version: string;
  state: OrderState;
}

export interface OrderEditing {
  state: OrderState;
  act: (action: OrderAction) => void;
  dirty: boolean;
  /** A draft of an earlier visit was brought back. */
  restored: boolean;
  discard: () => void;
  done: () => void;
}

const PAUSE_MS = 400;

/** The typed order; kept in this browser until it is saved, so a refresh loses nothing. */
export function useOrderState(name: string, version: string, start: () => OrderState): OrderEditing {
  const key = `heyi.order.${useMe().tenant_id}.${name}`;
  const [kept] = useState(() => readKept<Kept | null>(key, null));
  const usable = kept !== null && kept.version === version && hasContent(kept.state);
  const [restored, setRestored] = useState(usable);
  const [dirty, setDirty] = useState(usable);
  const [state, dispatch] = useReducer(reduce, undefined, () => (usable ? kept.state : start()));
  const write = useRef<(() => void) | null>(null);
  const over = useRef(false);

  useEffect(() => {
    if (!dirty || over.current) return undefined;
    const now = (): void => {
      if (!over.current) keep(key, { version, state } satisfies Kept);
    };
    write.current = now;
    const timer = window.setTimeout(now, PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      write.current = null;
    };
  }, [dirty, key, version, state]);

  useEffect(() => {
    const leave = (): void => write.current?.();
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);

  // What was saved must not come back as a draft: a write still waiting finds that all is over.
  const done = (): void => {
    over.current = true;
    forget(key);
  };
  return {
    state,
    dirty,
    restored,
    done,
    act: (action) => {
      setDirty(true);
      dispatch(action);
    },
    discard: () => {
      forget(key);
      setRestored(false);
      setDirty(false);
      dispatch({ replace: start() });
    },
  };
}

const hasContent = (state: OrderState): boolean => state.party !== null || filledLines(state).length > 0;

function reduce(state: OrderState, action: OrderAction | { replace: OrderState }): OrderState {
  return 'replace' in action ? action.replace : stepOrder(state, action);
}
