import { t } from './i18n';

/** What stands where a document has no number: a dash, and that it is a draft where it is one. */
export const nameless = (state?: unknown): string =>
  t(state === 'draft' ? 'web.no_number.draft' : 'web.no_number');
