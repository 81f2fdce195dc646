import { t } from '../../kit/i18n';

const SHORTEST = 8;

/** What can be said at once; the server judges the rest (common and leaked passwords). */
export const passwordRules = (): object[] => [
  { required: true, message: t('web.password.required') },
  { min: SHORTEST, message: t('web.password.short', { min: SHORTEST }) },
];
