import type { Condition, FieldKind, FieldMeta, RecordMeta } from '../../api/types';
import { isLeaf, isFilterable } from '../../kit/list/conditions';
import type { FlowBody, StepBody, Verb } from './flowApi';

const KINDS: Record<string, FieldKind> = {
  text: 'text',
  number: 'decimal',
  date: 'date',
  datetime: 'datetime',
  choice: 'text',
  boolean: 'boolean',
  set: 'multi_choice',
};

/** What a condition of a flow may speak of: the fields of the record, and what its verb tells beside them. */
export function fieldsOf(meta: RecordMeta | undefined, verb: Verb | undefined): FieldMeta[] {
  const own = (meta?.fields ?? []).filter((field) => field.kind !== 'roll_up' && isFilterable(field));
  const facts = (verb?.facts ?? []).map((fact): FieldMeta => {
    const isDepartment = fact.name === 'applicant_department_id';
    const refers = {
      record: isDepartment ? 'department' : 'app_user',
      path: isDepartment ? 'departments' : 'users',
    };
    const kind =
      fact.type === 'reference' ? (isDepartment ? 'department' : 'user') : (KINDS[fact.type] ?? 'text');
    return {
      name: fact.name,
      label: fact.label,
      kind,
      required: false,
      read_only: true,
      in_list: false,
      in_form: false,
      ...(fact.type === 'reference' ? { reference: refers } : {}),
      ...(fact.type === 'set' ? { choices: own.map(({ name, label }) => ({ value: name, label })) } : {}),
    };
  });
  return [...own, ...facts];
}

const TOTALS = ['gross', 'total', 'amount'];

/** The amount by which a ladder climbs: the total of a document, or the first amount there is. */
export function amountOf(fields: FieldMeta[]): FieldMeta | undefined {
  const amounts = fields.filter((field) => field.kind === 'money');
  return amounts.find((field) => TOTALS.includes(field.name)) ?? amounts[0];
}

/** The amount above which a condition holds, where it says nothing else; null where it is empty. */
export function amountAbove(condition: Condition | null, field: string): string | null | undefined {
  if (!condition) return null;
  const simple = isLeaf(condition) && condition.field === field && condition.op === 'gt';
  return simple ? String(condition.value) : undefined;
}

export const above = (field: string, amount: string | null): Condition | null =>
  amount === null ? null : { field, op: 'gt', value: amount };

/** A key that no step has yet. */
export function freeKey(steps: readonly { key: string }[]): string {
  const taken = new Set(steps.map((step) => step.key));
  let at = steps.length + 1;
  while (taken.has(`s${at}`)) at += 1;
  return `s${at}`;
}

export const newStep = (steps: readonly StepBody[], name: string): StepBody => ({
  key: freeKey(steps),
  name,
  kind: 'approve',
  who: 'head',
  user_ids: [],
  level: 1,
  mode: 'any',
  nobody: 'administrator',
  at_timeout: 'remind',
});

/** A new flow guards confirming sales orders, and asks the head of the applicant's department. */
export const newFlow = (name: string, step: string): FlowBody => ({
  name,
  record: 'sales_order',
  verb: 'confirm',
  condition: null,
  every_company: true,
  own: 'pass',
  repeated: 'skip',
  resubmit: 'from_step',
  lifts: [],
  steps: [newStep([], step)],
});

/** A flow as it is sent: only what is written, without what it counts. */
export const bodyOf = ({
  name,
  record,
  verb,
  condition,
  every_company,
  own,
  repeated,
  resubmit,
  lifts,
  steps,
}: FlowBody): FlowBody => ({
  name: name.trim(),
  record,
  verb,
  condition: condition ?? null,
  every_company,
  own,
  repeated,
  resubmit,
  lifts,
  steps: steps.map((step) => ({ ...step, name: step.name.trim() })),
});
