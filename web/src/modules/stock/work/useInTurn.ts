import { useCallback, useEffect, useState } from 'react';

/**
 * A hand scans faster than the server answers: codes are taken one after the other, each by the screen as the one
 * before has left it, and none before the screen knows what it compares them with.
 */
export function useInTurn(
  take: (code: string) => void | Promise<unknown>,
  ready: boolean,
): (code: string) => void {
  const [waiting, setWaiting] = useState<string[]>([]);
  const [atWork, setAtWork] = useState(false);
  const [next] = waiting;
  useEffect(() => {
    if (!ready || atWork || next === undefined) return;
    setAtWork(true);
    setWaiting((codes) => codes.slice(1));
    void Promise.resolve(take(next)).finally(() => setAtWork(false));
  }, [ready, atWork, next, take]);
  return useCallback((code: string) => setWaiting((codes) => [...codes, code]), []);
}
