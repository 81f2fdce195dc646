import { useEffect, useState } from 'react';
import { modKey, useHotkey } from './hotkeys';

interface Saving {
  onClick: () => void;
  loading: boolean;
  title: string;
}

/**
 * What the button of a form and Ctrl+S do. Who presses before the form knows what it fills in by itself (a warehouse, an
 * account, how goods are told apart) is not asked to press again: it is saved once that is known.
 */
export function useSave(
  save: () => void,
  { ready = true, pending }: { ready?: boolean; pending: boolean },
): Saving {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked || !ready) return;
    setAsked(false);
    save();
  }, [asked, ready, save]);
  // Who goes on writing has not finished: what is sent is what stood there when it was asked for.
  useEffect(() => {
    if (!asked) return undefined;
    const forget = (): void => setAsked(false);
    document.addEventListener('input', forget);
    return () => document.removeEventListener('input', forget);
  }, [asked]);
  const press = (): void => (ready ? save() : setAsked(true));
  useHotkey('mod+s', press);
  return { onClick: press, loading: pending || asked, title: `${modKey()} S` };
}
