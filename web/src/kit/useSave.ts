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
  const press = (): void => (ready ? save() : setAsked(true));
  useHotkey('mod+s', press);
  return { onClick: press, loading: pending || asked, title: `${modKey()} S` };
}
