import type { HandOverPlan } from '../../api/handing';
import type { Condition, Reference } from '../../api/types';

export interface DraftRule {
  key: number;
  condition: Condition | undefined;
  user: Reference | undefined;
}

/** What is chosen so far; `apart` names kinds that go to one person, or stay (null). */
export interface Draft {
  way: 'one' | 'evenly' | 'condition';
  one: Reference | undefined;
  several: Reference[];
  rules: DraftRule[];
  apart: Record<string, Reference | null | undefined>;
  teams: 'end' | 'leave' | 'pass';
  teamTo: Reference | undefined;
  reportsTo: Reference | undefined;
  switchOff: boolean;
}

export const beginning: Draft = {
  way: 'one',
  one: undefined,
  several: [],
  rules: [{ key: 0, condition: undefined, user: undefined }],
  apart: {},
  teams: 'end',
  teamTo: undefined,
  reportsTo: undefined,
  switchOff: false,
};

/** Whether nothing is missing for a preview. */
export function isWhole(draft: Draft): boolean {
  if (draft.teams === 'pass' && !draft.teamTo) return false;
  if (Object.values(draft.apart).includes(undefined)) return false;
  if (draft.way === 'evenly') return draft.several.length >= 2;
  if (draft.way === 'condition' && !draft.rules.every((rule) => rule.condition && rule.user)) return false;
  return draft.one !== undefined && (draft.way === 'one' || draft.rules.length > 0);
}

/** The plan as the server takes it. */
export function planOf(draft: Draft): HandOverPlan {
  const apart = Object.entries(draft.apart).map(([kind, to]) => [kind, to?.id ?? null] as const);
  return {
    way: draft.way,
    people: draft.way === 'evenly' ? draft.several.map((one) => one.id) : draft.one ? [draft.one.id] : [],
    on: draft.way === 'condition' ? 'party' : '',
    rules:
      draft.way === 'condition'
        ? draft.rules.flatMap((rule) =>
            rule.condition ? [{ filter: { ...rule.condition }, user_id: rule.user?.id ?? '' }] : [],
          )
        : [],
    apart: Object.fromEntries(apart),
    teams: draft.teams,
    team_to: draft.teams === 'pass' ? (draft.teamTo?.id ?? null) : null,
    reports_to: draft.reportsTo?.id ?? null,
    switch_off: draft.switchOff,
  };
}
