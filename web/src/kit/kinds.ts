import type { FieldKind, FieldMeta, RecordRow } from '../api/types';

const kinds = (...names: FieldKind[]): ReadonlySet<FieldKind> => new Set(names);

export const NUMBERS = kinds('number', 'decimal', 'money', 'quantity', 'percent');
export const REFERENCES = kinds('reference', 'user', 'department');
export const SETS = kinds('multi_choice', 'tags', 'multi_reference');
export const ATTACHMENTS = kinds('file', 'image', 'signature');
export const COMPUTED = kinds('formula', 'roll_up');
/** What needs the whole width of a form, and a window of its own in a table. */
export const LARGE = kinds(
  'long_text',
  'rich_text',
  'sub_table',
  'file',
  'image',
  'signature',
  'address',
  'location',
);
const UNSORTED = kinds(
  'json',
  'long_text',
  'rich_text',
  'multi_choice',
  'tags',
  'multi_reference',
  'address',
  'location',
  'file',
  'image',
  'signature',
  'sub_table',
);

/** The kind of a field's values: of a computed field that of its result. */
export const valueKind = (field: FieldMeta): FieldKind =>
  COMPUTED.has(field.kind) ? (field.result ?? 'text') : field.kind;

export const isNumeric = (field: FieldMeta): boolean => NUMBERS.has(valueKind(field));

/** Amounts that make sense when added up. */
export const isSummable = (field: FieldMeta): boolean => field.summable === true;

export const isSortable = (field: FieldMeta): boolean => field.sortable ?? !UNSORTED.has(valueKind(field));

export const isMasked = (field: FieldMeta): boolean => field.access === 'masked';

/** Whether the reader may give the field a value at all; conditions on the record come on top. */
export const isEditable = (field: FieldMeta): boolean =>
  !field.read_only &&
  (field.access ?? 'editable') === 'editable' &&
  !COMPUTED.has(field.kind) &&
  field.kind !== 'json';

/** What a board can have columns of, and a list groups. */
export const isGroupable = (field: FieldMeta): boolean =>
  field.groupable ??
  (field.kind === 'choice' || field.kind === 'boolean' || REFERENCES.has(field.kind) || isDay(field));

export const isDay = (field: FieldMeta): boolean => ['date', 'datetime'].includes(valueKind(field));

const hasId = (value: unknown): value is { id: string } =>
  typeof value === 'object' && value !== null && 'id' in value;

/** A value as it is compared and sent: of references, people and files the ids. */
export function plainValue(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value)) return value.map((item: unknown) => (hasId(item) ? item.id : item));
  return hasId(value) ? value.id : value;
}

/** A record's values as conditions see them. */
export const plainRow = (row: Partial<RecordRow> | Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));

export const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
