import { hasSentence, tx } from './i18n';

/** A record's title in the reader's language, where its code is a word: the tax rate `exempt`. */
export const titleWord = (path: string, title: string): string =>
  hasSentence(`web.title.${path}.${title}`) ? tx(`web.title.${path}.${title}`) : title;
