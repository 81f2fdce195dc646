import { hasSentence, tx } from './i18n';
import styles from './Status.module.css';

type Tone = 'done' | 'waiting' | 'refused' | 'running' | 'draft';

/** Every state of every document has one tone and one sign, so the word is not alone and nor is the colour. */
const tones: Record<string, Tone> = {
  draft: 'draft',
  none: 'draft',
  cancelled: 'draft',
  reversed: 'draft',
  inactive: 'draft',
  expired: 'draft',
  void: 'draft',
  superseded: 'draft',
  withdrawn: 'draft',
  confirmed: 'running',
  open: 'running',
  held: 'running',
  used: 'done',
  reviewed: 'running',
  running: 'running',
  sent: 'running',
  counting: 'running',
  queued: 'waiting',
  pending: 'waiting',
  partial: 'waiting',
  part: 'waiting',
  waiting: 'running',
  invited: 'waiting',
  retrying: 'waiting',
  amber: 'waiting',
  quarantine: 'waiting',
  posted: 'done',
  counted: 'done',
  undone: 'draft',
  locked: 'done',
  full: 'done',
  free: 'done',
  closed: 'done',
  done: 'done',
  paid: 'done',
  settled: 'done',
  active: 'done',
  accepted: 'done',
  delivered: 'done',
  received: 'done',
  under_way: 'running',
  partly: 'waiting',
  succeeded: 'done',
  green: 'done',
  failed: 'refused',
  quarantined: 'refused',
  refused: 'refused',
  reversal: 'refused',
  red: 'refused',
  overdue: 'refused',
  declined: 'refused',
  blocked: 'refused',
  short: 'refused',
};

const signs: Record<Tone, string> = {
  draft: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z',
  running: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 5v3.2l2.2 1.4',
  waiting: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 2.5v11',
  done: 'm3.5 8.5 3 3 6-7',
  refused: 'm4 4 8 8M12 4l-8 8',
};

export const toneOf = (state: string): Tone => tones[state] ?? 'draft';

interface StatusProps {
  state: string | null | undefined;
  /** Message key of the word, when the server's metadata gives one. */
  label?: string | undefined;
  kind?: string;
}

/** A state: sign, word and colour together. */
export function Status({ state, label, kind }: StatusProps) {
  if (!state) return null;
  const tone = toneOf(state);
  const special = kind ? `web.state.${kind}.${state}` : '';
  const key = label ?? (hasSentence(special) ? special : `web.state.${state}`);
  return (
    <span className={`${styles.status} ${styles[tone]}`}>
      <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
        <path d={signs[tone]} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
      </svg>
      {hasSentence(key) ? tx(key) : state}
    </span>
  );
}
