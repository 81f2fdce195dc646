import type { FieldMeta, RecordRow } from '../../api/types';
import { isEditable, plainValue } from '../kinds';

export type Values = Record<string, unknown>;

type Shape = Pick<FieldMeta, 'kind'> & { columns?: FieldMeta[] | null | undefined };

const WHOLE = /^-?\d{1,15}$/;

/** A value as the contract wants it: references and files as bare ids, empty words as null, counts as numbers. */
export function sent(value: unknown, field?: Shape): unknown {
  if (typeof value === 'string') {
    const text = value.trim();
    if (text === '') return null;
    return field?.kind === 'number' && WHOLE.test(text) ? Number(text) : text;
  }
  if (field?.kind === 'sub_table' && Array.isArray(value)) {
    return value.map((line: Values) => sentLine(line, field.columns ?? []));
  }
  return plainValue(value);
}

function sentLine(line: Values, columns: FieldMeta[]): Values {
  const pairs = columns.map((column) => [column.name, sent(line[column.name], column)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== null));
}

/** A value as a list shows it before the server has answered. */
export const shownAs = (value: unknown): unknown =>
  typeof value === 'string' ? value.trim() || null : (value ?? null);

const text = (value: unknown): string => {
  const plain = sent(value);
  return JSON.stringify(Array.isArray(plain) && plain.length === 0 ? null : plain);
};

/** Whether two values say the same, in whatever form they come. */
export const same = (a: unknown, b: unknown): boolean => text(a) === text(b);

/** The fields a form asks for. */
export function formFields(fields: FieldMeta[]): FieldMeta[] {
  return fields.filter((field) => field.in_form && isEditable(field));
}

/** The fields as who makes a new record finds them: what is given once is his to say now. */
export function beginningFields(fields: FieldMeta[]): FieldMeta[] {
  return fields.map((field) =>
    field.given_once ? { ...field, access: 'editable', read_only: false } : field,
  );
}

/** Everything filled in, for a new record. */
export function filled(fields: FieldMeta[], values: Values): Values {
  const pairs = fields.map((field) => [field.name, sent(values[field.name], field)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== null));
}

/** Only what differs from the version the person began with. */
export function changed(fields: FieldMeta[], values: Values, before: RecordRow): Values {
  const touched = fields.filter((field) => !same(values[field.name], before[field.name]));
  return Object.fromEntries(touched.map((field) => [field.name, sent(values[field.name], field)]));
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
    .filter((field) => !same(theirs[field.name], before[field.name]))
    .filter((field) => !same(theirs[field.name], mine[field.name]))
    .map((field) => ({
      field,
      mine: mine[field.name],
      theirs: theirs[field.name],
      before: before[field.name],
    }));
}
