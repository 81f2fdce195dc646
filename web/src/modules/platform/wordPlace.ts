import { hasSentence, t, tx } from '../../kit/i18n';

const BETWEEN = ' › ';

/** Where a word is used, as people find it: 客户 › 客户级别 › 选项. */
export function wordPlace(key: string): string {
  const [kind = '', record = '', field = ''] = key.split('.');
  const named = (name: string): string => (hasSentence(name) ? tx(name) : '');
  const path = [named(`record.${record}`), named(`field.${record}.${field}`)].filter(Boolean);
  switch (kind) {
    case 'choice':
      return [...path, t('web.words.place.choice')].join(BETWEEN);
    case 'field':
      return [named(`record.${record}`), t('web.words.place.field')].filter(Boolean).join(BETWEEN);
    case 'record':
      return t('web.words.place.record');
    case 'group':
      return t('web.words.place.group');
    default:
      return t('web.words.place.menu');
  }
}
