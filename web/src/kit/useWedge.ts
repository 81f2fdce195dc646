import { useEffect, useRef } from 'react';
import { nothingTyped, stepWedge, type Wedge } from './wedge';

type Typed = HTMLInputElement | HTMLTextAreaElement;

const isTyped = (target: EventTarget | null): target is Typed =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Gives a field back what it held before a scanner typed into it. */
function restore(field: Typed, value: string): void {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Hears a scanner that types like a keyboard, wherever the cursor is; what it typed into a field is taken out again. */
export function useWedge(onCode: (code: string) => void): void {
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    let wedge: Wedge = nothingTyped;
    let held: { field: Typed; value: string } | null = null;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const { now, code } = stepWedge(wedge, event.key, event.timeStamp);
      const begins = now.text.length === 1 && now.text !== wedge.text;
      if (begins) {
        held = isTyped(event.target) ? { field: event.target, value: event.target.value } : null;
      }
      wedge = now;
      if (code === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (held?.field.isConnected) restore(held.field, held.value);
      latest.current(code);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
