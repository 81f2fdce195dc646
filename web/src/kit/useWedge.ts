import { useEffect, useRef } from 'react';
import { namesProduct, nothingTyped, stepWedge, type Wedge } from './wedge';

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
    // What the field held before all that was typed, and before the end that came at a scanner's speed.
    let held: { field: Typed; whole: string; burst: string } | null = null;
    let field: EventTarget | null = null;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyped(field) && field !== event.target) wedge = nothingTyped;
      field = event.target;
      const before = wedge;
      const { now, code } = stepWedge(before, event.key, event.timeStamp);
      if (now.text !== before.text && now.text !== '' && isTyped(event.target)) {
        const value = event.target.value;
        if (now.text.length === 1 || held?.field !== event.target)
          held = { field: event.target, whole: value, burst: value };
        else if (now.burst.length === 1) held = { ...held, burst: value };
      } else if (now.text.length === 1) held = null;
      wedge = now;
      if (code === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // A label of a lot or a serial number that is read into its field stays there, and the next one goes behind it.
      if (isTyped(event.target) && event.target.dataset.keepsLabels !== undefined && !namesProduct(code)) {
        restore(event.target, `${event.target.value} `);
        return;
      }
      if (held?.field.isConnected) restore(held.field, code === before.text ? held.whole : held.burst);
      latest.current(code);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
