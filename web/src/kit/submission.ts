import { createStore } from './store';

/** What somebody wanted to save and may only submit: kept while he goes from his form to where it is submitted. */
export interface Submission {
  record: string;
  verb: string;
  record_id: string | null;
  payload: Record<string, unknown>;
}

export const submission = createStore<Submission | null>(null);
