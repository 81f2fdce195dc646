/** Keys that come this close together were typed by a scanner and by no hand. */
const FAST_MS = 40;
const SHORTEST = 6;
/** What a quick hand types into a number cell, and what no scanner reads: a decimal. */
const DECIMAL = /^-?\d*\.\d+$/;
/** What scanners send between the parts of a GS1 code: FNC1 as a control character, or as a key of its own. */
const SEPARATOR = '\u001d';

export interface Wedge {
  text: string;
  begun: number;
  last: number;
}

export const nothingTyped: Wedge = { text: '', begun: 0, last: 0 };

/** One more key: what has come of the burst so far, and the whole code once it ends. */
export function stepWedge(before: Wedge, key: string, at: number): { now: Wedge; code: string | null } {
  const slow = at - before.last > FAST_MS;
  const burst = slow ? nothingTyped : before;
  if (key === 'Enter' || key === 'Tab') {
    return { now: nothingTyped, code: isCode(burst.text) ? burst.text : null };
  }
  if (key === 'F8') return { now: { ...burst, text: burst.text + SEPARATOR, last: at }, code: null };
  if (key.length !== 1) return { now: key === 'Shift' ? { ...burst, last: at } : nothingTyped, code: null };
  const begun = burst.text === '' ? at : burst.begun;
  return { now: { text: burst.text + key, begun, last: at }, code: null };
}

const isCode = (text: string): boolean =>
  text.replaceAll(SEPARATOR, '').length >= SHORTEST && !DECIMAL.test(text);
