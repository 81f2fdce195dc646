import type { Rule } from 'antd/es/form';
import { t } from '../../kit/i18n';

const SHORTEST = 8;
const LONGEST = 128;

/** What can be said at once; the server judges the rest (common and leaked passwords). */
export const passwordRules = (): Rule[] => [
  { required: true, message: t('web.password.required') },
  { min: SHORTEST, message: t('web.password.short', { min: SHORTEST }) },
  { max: LONGEST, message: t('web.password.long', { max: LONGEST }) },
];

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
const PHONE = /^\+?[\d\s()-]{8,20}$/;

/** An e-mail address or a phone number by its looks; the server judges finally. */
export const loginRules = (): Rule[] => [
  { required: true, whitespace: true, message: t('web.login.required') },
  {
    validator: (_, login: string | undefined) => {
      const text = (login ?? '').trim();
      return text === '' || EMAIL.test(text) || PHONE.test(text)
        ? Promise.resolve()
        : Promise.reject(new Error(t('web.login.wrong')));
    },
  },
];

/** Whether the password is the login, or one holds the other. */
export function isLogin(password: string | undefined, login: string | undefined): boolean {
  const secret = (password ?? '').toLowerCase();
  const name = (login ?? '').trim().toLowerCase();
  return secret.length >= SHORTEST && name !== '' && (secret.includes(name) || name.includes(secret));
}
