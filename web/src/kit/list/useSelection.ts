import { useCallback, useMemo, useRef, useState } from 'react';

export interface Selection {
  ids: ReadonlySet<string>;
  /** One row in or out; with `range` all from the last one touched to this. */
  pick: (id: string, range: boolean) => void;
  all: (on: boolean) => void;
  clear: () => void;
  /** Leaves only these chosen: what could not be done stays in hand. */
  keep: (ids: string[]) => void;
}

/** Which rows are chosen. `order` is the rows as they stand, for a choice from one to another. */
export function useSelection(order: string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const ids = useMemo(() => {
    const there = new Set(order);
    const left = [...chosen].filter((id) => there.has(id));
    return left.length === chosen.size ? chosen : new Set(left);
  }, [chosen, order]);
  const latest = useRef({ order, ids });
  latest.current = { order, ids };

  const pick = useCallback((id: string, range: boolean) => {
    const now = latest.current;
    const next = new Set(now.ids);
    const from = range && last.current ? now.order.indexOf(last.current) : -1;
    if (from >= 0) {
      const to = now.order.indexOf(id);
      now.order.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((one) => next.add(one));
    } else if (next.has(id)) next.delete(id);
    else next.add(id);
    last.current = id;
    setChosen(next);
  }, []);
  const all = useCallback((on: boolean) => setChosen(new Set(on ? latest.current.order : [])), []);
  const clear = useCallback(() => setChosen(new Set()), []);
  const keep = useCallback((left: string[]) => setChosen(new Set(left)), []);
  return { ids, pick, all, clear, keep };
}
