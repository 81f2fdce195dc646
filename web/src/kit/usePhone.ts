import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(width < 720px)');

const subscribe = (listener: () => void): (() => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** True where lists become cards and forms one column. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);
