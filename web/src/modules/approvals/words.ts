import { tx, t } from '../../kit/i18n';

export const ACTIVE = { field: 'active', op: 'eq', value: true } as const;

export const PLACES = ['before', 'after', 'beside'] as const;
export type Place = (typeof PLACES)[number];

/** Words on one's task; the rest is said to the approval as a whole. */
export const OF_TASK = ['approve', 'refuse', 'send_back', 'add_signer', 'hand_on'] as const;
export const OF_WHOLE = ['withdraw', 'urge', 'comment', 'copy'] as const;
export type SaidVerb = (typeof OF_TASK)[number] | (typeof OF_WHOLE)[number];

const OWN_WORD: ReadonlySet<string> = new Set(['send_back', 'comment', 'copy']);

/** What a word is called on its button. */
export const wordLabel = (verb: SaidVerb | 'resubmit'): string =>
  OWN_WORD.has(verb) ? t(`web.approvals.verb.${verb}` as 'web.approvals.verb.copy') : tx(`verb.${verb}`);

/** The next thing that waits, once this one is decided: the one after it, or the first that is left. */
export function nextOf<Item extends { approval_id: string }>(items: Item[], here: string): Item | undefined {
  const at = items.findIndex((item) => item.approval_id === here);
  const others = items.filter((item) => item.approval_id !== here);
  return items.slice(at + 1).find((item) => item.approval_id !== here) ?? others[0];
}

const TONES: Record<string, string> = {
  approved: 'done',
  copied: 'done',
  waiting: 'pending',
  returned: 'pending',
};

/** A state of approvals by its tone among those that the house knows. */
export const toned = (state: string): string => TONES[state] ?? state;

const COLUMNS = [
  'product',
  'invoice',
  'quantity',
  'unit',
  'unit_price',
  'below_floor',
  'tax_rate',
  'net',
  'tax',
  'gross',
  'amount',
  'expected_on',
];

const rank = (name: string): number => {
  const at = COLUMNS.indexOf(name);
  return at < 0 ? COLUMNS.length : at;
};

/** Columns of lines as documents have them: what it is, how much of it, at which price, and what comes out. */
export const inOrder = <Column extends { name: string }>(columns: readonly Column[]): Column[] =>
  [...columns].sort((one, other) => rank(one.name) - rank(other.name));

/** A fact that is not so says nothing. */
export const isSaying = (value: unknown): boolean => value !== false && value !== null && value !== undefined;

/** How far a document has come tells nothing of what is asked. */
export const isState = (field: string): boolean => field === 'state' || field.endsWith('_state');
