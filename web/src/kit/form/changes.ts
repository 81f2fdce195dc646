import type { FieldMeta, RecordRow } from '../../api/types';
import { isReference } from '../FieldValue';

export type Values = Record<string, unknown>;

/** A value as the contract wants it: references as bare ids, empty words as null. */
export function sent(value: unknown): unknown {
  if (isReference(value)) return value.id;
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return value ?? null;
}

export function formFields(fields: FieldMeta[]): FieldMeta[] {
  return fields.filter((field) => field.in_form && !field.read_only && field.kind !== 'json');
}

/** Everything filled in, for a new record. */
export function filled(fields: FieldMeta[], values: Values): Values {
  const pairs = fields.map((field) => [field.name, sent(values[field.name])] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== null));
}

/** Only what differs from the version the person began with. */
export function changed(fields: FieldMeta[], values: Values, before: RecordRow): Values {
  const pairs = fields.map((field) => [field.name, sent(values[field.name])] as const);
  return Object.fromEntries(pairs.filter(([name, value]) => value !== sent(before[name])));
}

export interface Difference {
  field: FieldMeta;
  mine: unknown;
  theirs: unknown;
  before: unknown;
}

/** Fields that I changed and somebody else changed too, to something else. */
export function conflicts(
  fields: FieldMeta[],
  mine: Values,
  before: RecordRow,
  theirs: RecordRow,
): Difference[] {
  return fields
    .filter((field) => field.name in mine)
    .filter((field) => sent(theirs[field.name]) !== sent(before[field.name]))
    .filter((field) => sent(theirs[field.name]) !== mine[field.name])
    .map((field) => ({
      field,
      mine: mine[field.name],
      theirs: theirs[field.name],
      before: before[field.name],
    }));
}
