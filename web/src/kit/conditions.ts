import type { Condition, FieldKind, FieldMeta, Leaf, Operator } from '../api/types';
import { startOfDay, today } from './dates';
import { compare, isDecimal } from './decimal';
import { COMPUTED, NUMBERS, plainRow, REFERENCES, valueKind } from './kinds';
import { spanOfDays, SPANS, type Span } from './spans';

/**
 * The condition language, evaluated as the server does it (heyi/kit/conditions.py): with the three-valued logic
 * of SQL, so that a form shows and locks the same fields that the server would.
 */
export type FieldType =
  'text' | 'number' | 'date' | 'datetime' | 'time' | 'choice' | 'boolean' | 'reference' | 'set';

export interface Surroundings {
  today: string;
  startOfDay: (day: string) => string;
  me: string | null;
}

export class ConditionError extends Error {}

const WORDS: ReadonlySet<FieldKind> = new Set([
  'text',
  'long_text',
  'rich_text',
  'phone',
  'email',
  'url',
  'address',
  'number_rule',
]);
const SAME: ReadonlySet<FieldKind> = new Set(['date', 'datetime', 'time', 'choice', 'boolean']);
const SETS: ReadonlySet<FieldKind> = new Set(['multi_choice', 'tags', 'multi_reference']);

/** What a field holds, as far as comparing goes; null for what no condition may speak of. */
export function typeOf(field: FieldMeta): FieldType | null {
  const kind = valueKind(field);
  if (COMPUTED.has(kind)) return 'text';
  if (WORDS.has(kind)) return 'text';
  if (NUMBERS.has(kind)) return 'number';
  if (REFERENCES.has(kind)) return 'reference';
  if (SETS.has(kind)) return 'set';
  return SAME.has(kind) ? (kind as FieldType) : null;
}

const EACH: Operator[] = ['eq', 'ne', 'in', 'empty', 'not_empty'];
const ORDERED: Operator[] = [...EACH, 'lt', 'lte', 'gt', 'gte'];

export const OPS: Record<FieldType, Operator[]> = {
  text: [...EACH, 'contains', 'starts'],
  number: ORDERED,
  date: [...ORDERED, 'within'],
  datetime: [...ORDERED, 'within'],
  time: ORDERED,
  choice: EACH,
  boolean: EACH,
  reference: EACH,
  set: ['has', 'has_any', 'empty', 'not_empty'],
};

type Truth = boolean | null;
type Row = Record<string, unknown>;
type Types = (name: string) => FieldType | null | undefined;

/** Whether the condition selects the row; an empty or absent value is null. */
export function evaluate(condition: Condition, row: Row, types: Types, here: Surroundings): boolean {
  return truth(condition, row, types, here) === true;
}

function truth(condition: Condition, row: Row, types: Types, here: Surroundings): Truth {
  if ('and' in condition) {
    const parts = condition.and.map((part) => truth(part, row, types, here));
    return parts.includes(false) ? false : parts.includes(null) ? null : true;
  }
  if ('or' in condition) {
    const parts = condition.or.map((part) => truth(part, row, types, here));
    return parts.includes(true) ? true : parts.includes(null) ? null : false;
  }
  if ('not' in condition) {
    const part = truth(condition.not, row, types, here);
    return part === null ? null : !part;
  }
  return compareLeaf(condition, row, types, here);
}

function compareLeaf(leaf: Leaf, row: Row, types: Types, here: Surroundings): Truth {
  const type = types(leaf.field);
  if (!type) throw new ConditionError(`unknown field ${leaf.field}`);
  if (!OPS[type].includes(leaf.op)) throw new ConditionError(`${leaf.op} is not for ${type}`);
  const actual = row[leaf.field] ?? null;
  if (leaf.op === 'empty' || leaf.op === 'not_empty') {
    const empty =
      actual === null ||
      (type === 'text' && actual === '') ||
      (type === 'set' && Array.isArray(actual) && actual.length === 0);
    return leaf.op === 'empty' ? empty : !empty;
  }
  if (leaf.op === 'within') return isWithin(actual, leaf.value, type, here);
  const wanted = (value: unknown): unknown => (type === 'reference' && value === '@me' ? here.me : value);
  if (leaf.op === 'ne') return actual === null || !equal(type, actual, wanted(leaf.value));
  if (actual === null) return null;
  const values = Array.isArray(leaf.value) ? (leaf.value as unknown[]).map(wanted) : [];
  switch (leaf.op) {
    case 'eq':
      return equal(type, actual, wanted(leaf.value));
    case 'in':
      return values.some((value) => equal(type, actual, value));
    case 'has':
      return (actual as unknown[]).includes(leaf.value === '@me' ? here.me : leaf.value);
    case 'has_any':
      return (leaf.value as unknown[]).some((value) =>
        (actual as unknown[]).includes(value === '@me' ? here.me : value),
      );
    case 'contains':
      return foldCase(String(actual)).includes(foldCase(String(leaf.value)));
    case 'starts':
      return foldCase(String(actual)).startsWith(foldCase(String(leaf.value)));
    default:
      return inOrder(leaf.op, order(type, actual, leaf.value));
  }
}

const inOrder = (op: Operator, sign: number): boolean =>
  (op === 'lt' && sign < 0) ||
  (op === 'lte' && sign <= 0) ||
  (op === 'gt' && sign > 0) ||
  (op === 'gte' && sign >= 0);

function isWithin(actual: unknown, span: unknown, type: FieldType, here: Surroundings): Truth {
  if (!SPANS.includes(span as Span)) throw new ConditionError(`unknown span ${String(span)}`);
  if (actual === null) return null;
  const [first, end] = spanOfDays(span as Span, here.today);
  if (type === 'date') return String(actual) >= first && String(actual) < end;
  const at = Date.parse(String(actual));
  return at >= Date.parse(here.startOfDay(first)) && at < Date.parse(here.startOfDay(end));
}

function order(type: FieldType, actual: unknown, value: unknown): number {
  if (type === 'number') {
    const [a, b] = [String(actual), String(value)];
    if (!isDecimal(a) || !isDecimal(b)) throw new ConditionError(`no number: ${a}, ${b}`);
    return compare(a, b);
  }
  if (type === 'datetime') return Date.parse(String(actual)) - Date.parse(String(value));
  return String(actual) < String(value) ? -1 : String(actual) > String(value) ? 1 : 0;
}

function equal(type: FieldType, actual: unknown, value: unknown): boolean {
  if (type === 'number' || type === 'datetime') return order(type, actual, value) === 0;
  if (type === 'reference') return String(actual).toLowerCase() === String(value).toLowerCase();
  return actual === value;
}

/** Lowers the letters A-Z and nothing else, as the database does. */
const foldCase = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const here = (me: string | null): Surroundings => ({ today: today(), startOfDay, me });

/** Whether a record's own condition holds for its values; one that cannot be read counts as `otherwise`. */
export function holds(
  condition: Condition | null | undefined,
  values: Row,
  fields: FieldMeta[],
  me: string | null,
  otherwise: boolean,
): boolean {
  if (!condition) return otherwise;
  const types: Types = (name) => {
    const field = fields.find((item) => item.name === name);
    return field && typeOf(field);
  };
  try {
    return evaluate(condition, plainRow(values), types, here(me));
  } catch (error) {
    if (error instanceof ConditionError) return otherwise;
    throw error;
  }
}
