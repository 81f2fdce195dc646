import { useEffect, useReducer, useRef, useState } from 'react';
import { useMe } from '../../api/session';
import { forget, keep, readKept } from '../store';

interface Kept<State> {
  version: string;
  state: State;
}

export interface Drafting<State, Action> {
  state: State;
  act: (action: Action) => void;
  dirty: boolean;
  /** A draft of an earlier visit was brought back. */
  restored: boolean;
  discard: () => void;
  done: () => void;
  /** What stands here goes on as a draft of another version: of what is begun anew. */
  passOn: (version: string) => void;
}

interface DraftOptions<State, Action> {
  /** The place in this browser; the company is added. */
  name: string;
  /** The version it was begun on: a draft of another version is not brought back. */
  version: string;
  start: () => State;
  step: (state: State, action: Action) => State;
  /** Worth bringing back. */
  hasContent: (state: State) => boolean;
}

type Step<State, Action> = { act: Action } | { replace: State };

const PAUSE_MS = 400;

/** What is typed into an editor; kept in this browser until it is saved, so a refresh loses nothing. */
export function useDraft<State, Action>(options: DraftOptions<State, Action>): Drafting<State, Action> {
  const { name, version, start, step, hasContent } = options;
  const key = `heyi.${name}.${useMe().tenant_id}`;
  const [kept] = useState(() => readKept<Kept<State> | null>(key, null));
  const usable = kept !== null && kept.version === version && hasContent(kept.state);
  const [restored, setRestored] = useState(usable);
  const [dirty, setDirty] = useState(usable);
  const reduce = (state: State, said: Step<State, Action>): State =>
    'replace' in said ? said.replace : step(state, said.act);
  const [state, dispatch] = useReducer(reduce, undefined, () => (usable ? kept.state : start()));
  const write = useRef<(() => void) | null>(null);
  const over = useRef(false);

  useEffect(() => {
    if (!dirty || over.current) return undefined;
    const now = (): void => {
      if (!over.current) keep(key, { version, state } satisfies Kept<State>);
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

  return {
    state,
    dirty,
    restored,
    // What was saved must not come back as a draft: a write still waiting finds that all is over.
    done: () => {
      over.current = true;
      forget(key);
    },
    passOn: (next) => {
      over.current = true;
      keep(key, { version: next, state } satisfies Kept<State>);
    },
    act: (action) => {
      setDirty(true);
      dispatch({ act: action });
    },
    discard: () => {
      forget(key);
      setRestored(false);
      setDirty(false);
      dispatch({ replace: start() });
    },
  };
}
