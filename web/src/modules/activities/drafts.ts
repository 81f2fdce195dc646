import { useCallback, useState } from 'react';
import { useMe } from '../../api/session';

/** What somebody typed and did not send yet. */
export interface Draft {
  content: string;
  way: string;
  next?: string | undefined;
  contact?: string | undefined;
}

export const EMPTY: Draft = { content: '', way: 'call' };

function read(key: string): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Draft>) };
  } catch {
    return EMPTY;
  }
}

function write(key: string, draft: Draft): void {
  try {
    if (draft.content.trim() === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    return;
  }
}

/** A draft that is there again after another page or a reload; it is one person's, and ends with the browser's tab. */
export function useDraft(record: string, id: string): [Draft, (change: Partial<Draft>) => void] {
  const key = `heyi.follow.${useMe().user_id}.${record}.${id}`;
  const [draft, setDraft] = useState(() => read(key));
  const change = useCallback(
    (changed: Partial<Draft>) =>
      setDraft((before) => {
        const next = { ...before, ...changed };
        write(key, next);
        return next;
      }),
    [key],
  );
  return [draft, change];
}
