import type { FieldKind } from '../../api/types';
import type { MessageKey } from '../../kit/i18n';

export interface KindGroup {
  label: MessageKey;
  kinds: FieldKind[];
}

/** Kinds of fields as an administrator looks for them. */
export const KIND_GROUPS: KindGroup[] = [
  { label: 'web.kinds.text', kinds: ['text', 'long_text', 'rich_text'] },
  { label: 'web.kinds.numbers', kinds: ['number', 'decimal', 'money', 'quantity', 'percent'] },
  { label: 'web.kinds.time', kinds: ['date', 'time', 'datetime'] },
  { label: 'web.kinds.choices', kinds: ['choice', 'multi_choice', 'tags', 'boolean'] },
  { label: 'web.kinds.links', kinds: ['reference', 'multi_reference', 'user', 'department', 'sub_table'] },
  { label: 'web.kinds.contact', kinds: ['phone', 'email', 'url', 'address', 'location'] },
  { label: 'web.kinds.files', kinds: ['file', 'image', 'signature'] },
  { label: 'web.kinds.computed', kinds: ['number_rule', 'formula', 'roll_up'] },
];

const set = (...kinds: FieldKind[]): ReadonlySet<FieldKind> => new Set(kinds);

const TEXTS = ['text', 'long_text', 'rich_text', 'phone', 'email', 'url', 'number_rule'] as const;
const NUMBERS = ['number', 'decimal', 'money', 'quantity', 'percent'] as const;

/** Which settings make sense for which kinds; the server refuses the others. */
export const TAKES = {
  unique: set('text', 'phone', 'email', 'url', 'number', 'decimal', 'date'),
  searchable: set(...TEXTS, 'address', 'tags'),
  indexed: set(
    'text',
    'phone',
    'email',
    'url',
    'number_rule',
    ...NUMBERS,
    'date',
    'time',
    'datetime',
    'choice',
    'multi_choice',
    'tags',
    'boolean',
    'reference',
    'multi_reference',
    'user',
    'department',
    'formula',
  ),
  required: set(
    ...TEXTS.filter((kind) => kind !== 'number_rule'),
    ...NUMBERS,
    'date',
    'time',
    'datetime',
    'choice',
    'multi_choice',
    'tags',
    'boolean',
    'reference',
    'multi_reference',
    'user',
    'department',
    'address',
    'location',
    'file',
    'image',
    'signature',
    'sub_table',
  ),
  bounds: set(...NUMBERS, 'date'),
  default: set('text', 'long_text', 'phone', 'email', 'url', ...NUMBERS, 'date', 'choice', 'boolean'),
  max_length: set('text'),
  choices: set('choice', 'multi_choice'),
  references: set('reference', 'multi_reference'),
};

/** What a column of a sub-table may hold. */
export const COLUMN_KINDS = ['text', 'number', 'decimal', 'money', 'date', 'choice', 'boolean'] as const;
