import { createStore } from './store';
import { asProblem } from '../api/problem';

export interface Toast {
  id: number;
  tone: 'done' | 'refused' | 'running';
  text: string;
  detail?: string | undefined;
  link?: { to: string; label: string } | undefined;
  /** What was done can be taken back from here. */
  undo?: { label: string; run: () => void } | undefined;
  /** A file to be saved: outside the app, so no place in it. */
  file?: { href: string; label: string } | undefined;
}

export const toasts = createStore<Toast[]>([]);

const SHOWN_MS = 5000;
let last = 0;

export function dismiss(id: number): void {
  toasts.set((shown) => shown.filter((toast) => toast.id !== id));
}

/** Says what was done; gone by itself. */
export function sayDone(text: string, link?: Toast['link']): void {
  last += 1;
  const id = last;
  toasts.set((shown) => [...shown.slice(-2), { id, tone: 'done', text, link }]);
  window.setTimeout(() => dismiss(id), SHOWN_MS);
}

/** Says what was done, for as long as it takes to think again, with the way back. */
export function sayUndoable(text: string, undo: Toast['undo']): void {
  last += 1;
  const id = last;
  toasts.set((shown) => [...shown.slice(-2), { id, tone: 'done', text, undo }]);
  window.setTimeout(() => dismiss(id), 3 * SHOWN_MS);
}

/** Says what was refused and what to do; stays until the person closes it. */
export function sayRefused(error: unknown): void {
  const problem = asProblem(error);
  last += 1;
  const detail = [problem.detail, problem.remedy].filter(Boolean).join(' ');
  toasts.set((shown) => [...shown.slice(-2), { id: last, tone: 'refused', text: problem.title, detail }]);
}

/** Says that something is under way; it stays until it is told off, and its words may change. */
export function sayRunning(text: string): { id: number; tell: (text: string) => void } {
  last += 1;
  const id = last;
  toasts.set((shown) => [...shown.slice(-2), { id, tone: 'running', text }]);
  const tell = (next: string): void =>
    toasts.set((shown) => shown.map((toast) => (toast.id === id ? { ...toast, text: next } : toast)));
  return { id, tell };
}

/** Says that a file is ready; stays until the person has taken it or closes it. */
export function sayFile(text: string, file: Toast['file']): void {
  last += 1;
  toasts.set((shown) => [...shown.slice(-2), { id: last, tone: 'done', text, file }]);
}
