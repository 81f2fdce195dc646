import { tx } from '../../../kit/i18n';

export const currencyName = (code: string): string => `${code} ${tx(`currency.${code}`)}`;
