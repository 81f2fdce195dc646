import type { VerbLook } from '../../kit/document/AllowedActions';

const SUBMIT = 'submit_';

/** Buttons of a document whose verbs may need an approval: submitting comes before everything else. */
export const withSubmit = (verbs: string[], looks: Record<string, VerbLook>): Record<string, VerbLook> => ({
  ...Object.fromEntries(
    verbs.map((verb) => [`${SUBMIT}${verb}`, { label: 'web.approvals.submit' } as const]),
  ),
  ...looks,
});

/** The verb that is to be submitted by this button; nothing where it is another. */
export const submittedBy = (action: string): string | undefined =>
  action.startsWith(SUBMIT) ? action.slice(SUBMIT.length) : undefined;

/** Whether a document's page has something to say of an approval: one may be needed, runs, or was given. */
export const concernsApproval = (allowed: string[], verbs: string[]): boolean =>
  allowed.includes('under_approval') ||
  allowed.some((action) => submittedBy(action) !== undefined || verbs.includes(action));
