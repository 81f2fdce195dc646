import type { Condition, FieldKind, FieldMeta, Leaf, Operator, RecordMeta } from '../../api/types';
import type { MessageKey } from '../i18n';
import { isMasked, REFERENCES, valueKind } from '../kinds';

export const isLeaf = (condition: Condition): condition is Leaf => 'field' in condition;

export type Join = 'and' | 'or';

/** A filter as a sentence is built: conditions and groups of them, joined by one word. */
export interface Group {
  join: Join;
  not: boolean;
  parts: Part[];
}
export type Part = Leaf | Group;

export const isGroup = (part: Part): part is Group => 'parts' in part;

/** Takes a condition apart for the eye; what is nested stays nested. */
export function groupOf(condition: Condition | undefined): Group {
  if (!condition) return { join: 'and', not: false, parts: [] };
  if (isLeaf(condition)) return { join: 'and', not: false, parts: [condition] };
  if ('not' in condition) {
    const inner = groupOf(condition.not);
    return inner.not ? { join: 'and', not: true, parts: [inner] } : { ...inner, not: true };
  }
  const [join, parts] =
    'and' in condition ? (['and', condition.and] as const) : (['or', condition.or] as const);
  return { join, not: false, parts: parts.map((part) => (isLeaf(part) ? part : groupOf(part))) };
}

/** Puts it together again; groups without anything in them vanish. */
export function conditionOf(group: Group): Condition | undefined {
  const parts = group.parts.flatMap((part) => (isGroup(part) ? (conditionOf(part) ?? []) : [part]));
  const [first] = parts;
  if (!first) return undefined;
  const joined: Condition =
    parts.length === 1 ? first : group.join === 'and' ? { and: parts } : { or: parts };
  return group.not ? { not: joined } : joined;
}

/** What every row has beside the fields of its record. */
const OF_EVERY_ROW = ['id', 'created_at', 'updated_at'];

/** The condition without what it says of fields that the reader does not see: a link of others must not fail for that. */
export function seenOnly(meta: RecordMeta, condition: Condition | undefined): Condition | undefined {
  const seen = new Set([
    ...OF_EVERY_ROW,
    ...meta.fields.filter((field) => field.filterable).map((field) => field.name),
  ]);
  const whole = (group: Group): boolean =>
    group.parts.every((part) => (isGroup(part) ? whole(part) : seen.has(part.field)));
  const pruned = (group: Group): Group => ({
    ...group,
    parts: group.parts.flatMap<Part>((part) =>
      isGroup(part) ? [pruned(part)] : seen.has(part.field) ? [part] : [],
    ),
  });
  const group = groupOf(condition);
  return whole(group) ? condition : conditionOf(pruned(group));
}

/** All of these; for what the page itself adds to the person's filter. */
export function both(...conditions: (Condition | undefined)[]): Condition | undefined {
  const said = conditions.filter((condition) => condition !== undefined);
  return said.length > 1 ? { and: said } : said[0];
}

const BLANK: Operator[] = ['empty', 'not_empty'];
const TEXT: Operator[] = ['contains', 'starts', 'eq', 'ne', ...BLANK];
const NUMBER: Operator[] = ['gte', 'lte', 'eq', 'ne', 'gt', 'lt', ...BLANK];
const DAY: Operator[] = ['within', 'gte', 'lte', 'eq', ...BLANK];
const SET: Operator[] = ['has_any', 'has', ...BLANK];
const ONE: Operator[] = ['in', 'eq', 'ne', ...BLANK];

const operators: Partial<Record<FieldKind, Operator[]>> = {
  text: TEXT,
  long_text: TEXT,
  rich_text: TEXT,
  phone: TEXT,
  email: TEXT,
  url: TEXT,
  address: TEXT,
  number_rule: TEXT,
  number: NUMBER,
  decimal: NUMBER,
  money: NUMBER,
  quantity: NUMBER,
  percent: NUMBER,
  date: DAY,
  datetime: ['within', 'gte', 'lt', ...BLANK],
  time: ['gte', 'lte', 'eq', ...BLANK],
  choice: ONE,
  boolean: ['eq'],
  reference: ['eq', 'ne', 'in', ...BLANK],
  user: ['eq', 'ne', 'in', ...BLANK],
  department: ['eq', 'ne', 'in', ...BLANK],
  multi_choice: SET,
  tags: SET,
  multi_reference: SET,
};

/** What came later to the language: an old server is not asked for it. */
const LATER: Operator[] = ['within', 'has', 'has_any'];

export const operatorsFor = (field: FieldMeta, rich = true): Operator[] =>
  (operators[valueKind(field)] ?? []).filter((op) => rich || !LATER.includes(op));

export const isFilterable = (field: FieldMeta): boolean =>
  (field.filterable ?? true) && !isMasked(field) && operatorsFor(field).length > 0;

export const needsValue = (op: Operator): boolean => op !== 'empty' && op !== 'not_empty';
export const takesMany = (op: Operator): boolean => op === 'in' || op === 'has_any';

/** A field that names a person can be asked for "me". */
export const isPerson = (field: FieldMeta): boolean =>
  field.kind === 'user' || field.reference?.record === 'app_user';

export const pointsAway = (field: FieldMeta): boolean =>
  REFERENCES.has(field.kind) || field.kind === 'multi_reference';

/** Whether a condition says enough to be asked. */
export function isWhole({ op, value }: Leaf): boolean {
  if (!needsValue(op)) return true;
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';
}

const time: FieldKind[] = ['date', 'datetime', 'time'];

/** "from / until" reads better for days, "at least / at most" for amounts. */
export function operatorWord(op: Operator, kind: FieldKind): MessageKey {
  if (op === 'gte') return time.includes(kind) ? 'web.op.from' : 'web.op.at_least';
  if (op === 'lt' && kind === 'datetime') return 'web.op.before';
  if (op === 'lte') return time.includes(kind) ? 'web.op.until' : 'web.op.at_most';
  return `web.op.${op}` as MessageKey;
}
