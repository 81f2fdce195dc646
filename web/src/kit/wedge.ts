/** Keys that come this close together were typed by a scanner and by no hand. */
const FAST_MS = 40;
/** A page that is busy hears a scanner's first keys late; a hand that takes a scanner up needs longer than this. */
const STALL_MS = 1500;
const SHORTEST = 6;
/** What a quick hand types into a number cell, and what no scanner reads: a decimal. */
const DECIMAL = /^-?\d*\.\d+$/;
/** What scanners send between the parts of a GS1 code: FNC1 as a control character, or as a key of its own. */
const SEPARATOR = '\u001d';
const CODE = /^[\x1d\x21-\x7e]+$/;

export interface Wedge {
  /** All that was typed in one go, also where keys came late. */
  text: string;
  /** Its end that came at a scanner's speed. */
  burst: string;
  /** How many of its keys came at that speed. */
  fast: number;
  last: number;
}

export const nothingTyped: Wedge = { text: '', burst: '', fast: 0, last: 0 };

/** One more key: what has come so far, and the whole code once it ends. */
export function stepWedge(before: Wedge, key: string, at: number): { now: Wedge; code: string | null } {
  const gap = at - before.last;
  if (key === 'Enter' || key === 'Tab') {
    return { now: nothingTyped, code: gap > FAST_MS ? null : codeIn(before) };
  }
  if (key === 'Shift') return { now: { ...before, last: at }, code: null };
  const typed = key === 'F8' ? SEPARATOR : key;
  if (typed.length !== 1) return { now: nothingTyped, code: null };
  const held = gap > STALL_MS ? nothingTyped : before;
  const quick = held.text !== '' && gap <= FAST_MS;
  const now = {
    text: held.text + typed,
    burst: quick ? held.burst + typed : typed,
    fast: held.fast + (quick ? 1 : 0),
    last: at,
  };
  return { now, code: null };
}

/** The code that was scanned: the whole, unless a hand typed the beginning of it into the same field. */
function codeIn({ text, burst, fast }: Wedge): string | null {
  if (DECIMAL.test(text)) return null;
  const ends = isCode(burst);
  const scanned = ends || (fast >= SHORTEST - 1 && fast * 2 >= text.length - 1);
  // A barcode proves itself: where only the end of what was typed is one, what stands before it was typed by hand.
  const byHand = isBarcode(burst) && !isBarcode(text);
  if (scanned && CODE.test(text) && isCode(text) && !byHand) return text;
  return ends ? burst : null;
}

/** Whether a code says which product it is of: a barcode, or a GS1 string that holds one. */
export const namesProduct = (code: string): boolean =>
  isBarcode(code) || code.includes(SEPARATOR) || /^(?:\](?:C1|e0|d2|Q3))?01\d{14}/.test(code);

/** Whether the last digit is the check digit of those before it. */
export function isBarcode(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
  const sum = [...text].reverse().reduce((all, digit, at) => all + Number(digit) * (at % 2 === 1 ? 3 : 1), 0);
  return sum % 10 === 0;
}

const isCode = (text: string): boolean =>
  text.replaceAll(SEPARATOR, '').length >= SHORTEST && !DECIMAL.test(text);
