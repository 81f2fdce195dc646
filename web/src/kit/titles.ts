import { hasSentence, tx } from './i18n';

const NUMBER = /^\d+(\.\d+)?$/;

/** A record's title in the reader's language, where its code is a word: the tax rate `exempt`, or `13`, which is 13%. */
export function titleWord(path: string, title: string): string {
  if (hasSentence(`web.title.${path}.${title}`)) return tx(`web.title.${path}.${title}`);
  return path === 'tax-rates' && NUMBER.test(title) ? `${title}%` : title;
}
