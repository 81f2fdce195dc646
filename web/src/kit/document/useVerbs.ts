import { useState } from 'react';
import { useVerb, type Made } from '../../api/documents';
import type { Problem } from '../../api/problem';
import { t, type MessageKey } from '../i18n';
import { sayDone } from '../toast';

interface Verbs {
  /**
   * Does it, to the version that `etag` names where it changes what was read; `done` is told once it is, so that a
   * dialog keeps what was typed until then.
   */
  act: (verb: string, body?: Record<string, unknown>, done?: () => void, etag?: string) => void;
  pending: string | null;
  refusal: Problem | null;
  clear: () => void;
}

/** Runs the verbs of one document, one at a time; a refusal stays on the page until the next try. */
export function useVerbs(
  path: string,
  id: string,
  said: Record<string, MessageKey>,
  onDone?: (verb: string, made: Made) => void,
): Verbs {
  const verb = useVerb();
  const [pending, setPending] = useState<string | null>(null);
  return {
    pending,
    refusal: verb.error,
    clear: () => verb.reset(),
    act: (name, body, done, etag) => {
      if (pending) return;
      setPending(name);
      verb.mutate(
        { path, id, verb: name, etag, ...(body ? { body } : {}) },
        {
          onSuccess: (made) => {
            const key = said[name];
            if (key) sayDone(t(key));
            done?.();
            onDone?.(name, made);
          },
          onSettled: () => setPending(null),
        },
      );
    },
  };
}
