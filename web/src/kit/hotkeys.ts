import { useEffect, useRef } from 'react';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Runs an action on a key: `mod+k` (Ctrl or Cmd), `?`, `n`. Plain keys do nothing while a person types,
 * nor while a dialog is open.
 */
export function useHotkey(combination: string, action: () => void, enabled = true): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const withMod = combination.startsWith('mod+');
    const key = combination.replace('mod+', '').toLowerCase();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.key.toLowerCase() !== key) return;
      if (withMod !== (event.ctrlKey || event.metaKey) || event.altKey) return;
      if (!withMod && (typing(event.target) || document.querySelector('[role=dialog]'))) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [combination, enabled]);
}

export const modKey = (): string => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl');
