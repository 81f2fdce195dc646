import { useState } from 'react';
import type { PaperBody } from './api';

/** What stands on a bill, as it is typed. */
export interface TypedPaper {
  number: string;
  sub_range: string;
  kind: PaperBody['kind'];
  drawer: string;
  acceptor: string;
  issued_on: string;
  due_on: string;
}

const EMPTY: TypedPaper = {
  number: '',
  sub_range: '',
  kind: 'bank',
  drawer: '',
  acceptor: '',
  issued_on: '',
  due_on: '',
};

export interface PaperState {
  typed: TypedPaper;
  change: (part: Partial<TypedPaper>) => void;
  /** What is sent; nothing while something is missing. */
  body: PaperBody | undefined;
}

/** The bill that is being typed. */
export function usePaper(): PaperState {
  const [typed, setTyped] = useState(EMPTY);
  return {
    typed,
    change: (part) => setTyped((before) => ({ ...before, ...part })),
    body: paperBody(typed),
  };
}

export function paperBody(typed: TypedPaper): PaperBody | undefined {
  const number = typed.number.replaceAll(/\s/g, '');
  const acceptor = typed.acceptor.trim();
  if (!number || !acceptor || !typed.issued_on || !typed.due_on || typed.due_on < typed.issued_on)
    return undefined;
  const { kind, issued_on, due_on } = typed;
  return {
    number,
    kind,
    acceptor,
    issued_on,
    due_on,
    ...(typed.sub_range.trim() ? { sub_range: typed.sub_range.trim() } : {}),
    ...(typed.drawer.trim() ? { drawer: typed.drawer.trim() } : {}),
  };
}
