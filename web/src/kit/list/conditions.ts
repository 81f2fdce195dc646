import type { Condition, FieldKind, FieldMeta, Leaf, Operator } from '../../api/types';
import type { MessageKey } from '../i18n';

const isLeaf = (condition: Condition): condition is Leaf => 'field' in condition;

/** The single conditions of a filter that only joins with "and"; null when it is more than that. */
export function leavesOf(condition: Condition | undefined): Leaf[] | null {
  if (!condition) return [];
  if (isLeaf(condition)) return [condition];
  if ('and' in condition) return condition.and.every(isLeaf) ? (condition.and as Leaf[]) : null;
  return null;
}

export function fromLeaves(leaves: Leaf[]): Condition | undefined {
  if (leaves.length === 0) return undefined;
  return leaves.length === 1 ? leaves[0] : { and: leaves };
}

const BASIC: Operator[] = ['eq', 'ne'];
const ORDER: Operator[] = ['gte', 'lte', 'eq'];
const BLANK: Operator[] = ['empty', 'not_empty'];
const TEXT: Operator[] = ['contains', 'starts', 'eq', ...BLANK];

const operators: Record<FieldKind, Operator[]> = {
  text: TEXT,
  long_text: TEXT,
  phone: TEXT,
  email: TEXT,
  number: ORDER,
  money: ORDER,
  quantity: ORDER,
  percent: ORDER,
  date: ['gte', 'lte', 'eq', ...BLANK],
  datetime: ['gte', 'lt', ...BLANK],
  choice: ['in', ...BASIC, ...BLANK],
  boolean: ['eq'],
  reference: [...BASIC, ...BLANK],
  json: [],
};

export const operatorsFor = (field: FieldMeta): Operator[] => operators[field.kind];

export const isFilterable = (field: FieldMeta): boolean => operatorsFor(field).length > 0;

export const needsValue = (op: Operator): boolean => op !== 'empty' && op !== 'not_empty';

const time: FieldKind[] = ['date', 'datetime'];

/** "from / until" reads better for days, "at least / at most" for amounts. */
export function operatorWord(op: Operator, kind: FieldKind): MessageKey {
  if (op === 'gte') return time.includes(kind) ? 'web.op.from' : 'web.op.at_least';
  if (op === 'lt' && kind === 'datetime') return 'web.op.before';
  if (op === 'lte') return time.includes(kind) ? 'web.op.until' : 'web.op.at_most';
  return `web.op.${op}` as MessageKey;
}
