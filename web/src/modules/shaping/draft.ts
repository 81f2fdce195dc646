import type { Schemas } from '../../api/client';
import type { Condition, FieldKind } from '../../api/types';
import type { FieldView } from './api';

export interface Labels {
  zh: string;
  en: string;
}

export interface ChoiceDraft extends Labels {
  value: string;
}

export interface ColumnDraft {
  name: string;
  kind: string;
  labels: Labels;
  required: boolean;
  choices: ChoiceDraft[];
}

export interface NumberDraft {
  prefix: string;
  dated: string;
  middle: string;
  digits: number;
  suffix: string;
  reset: string;
}

export interface RollUpDraft {
  record: string;
  through: string;
  measure: string;
  field: string;
}

/** What is said of a field while it is edited. */
export interface Draft {
  kind: FieldKind;
  labels: Labels;
  tips: Labels;
  required: boolean;
  in_list: boolean;
  unique: boolean;
  searchable: boolean;
  indexed: boolean;
  default: unknown;
  minimum: string;
  maximum: string;
  max_length: number | null;
  choices: ChoiceDraft[];
  references: string;
  columns: ColumnDraft[];
  number: NumberDraft;
  formula: string;
  /** How the number of a formula is shown; empty where its fields decide. */
  shown_as: '' | 'number' | 'money' | 'percent';
  roll_up: RollUpDraft;
  show_if: Condition | null;
  read_only_if: Condition | null;
}

const EMPTY: Omit<Draft, 'kind'> = {
  labels: { zh: '', en: '' },
  tips: { zh: '', en: '' },
  required: false,
  in_list: false,
  unique: false,
  searchable: false,
  indexed: false,
  default: null,
  minimum: '',
  maximum: '',
  max_length: null,
  choices: [],
  references: '',
  columns: [],
  number: { prefix: '', dated: 'none', middle: '', digits: 4, suffix: '', reset: 'never' },
  formula: '',
  shown_as: '',
  roll_up: { record: '', through: '', measure: 'count', field: '' },
  show_if: null,
  read_only_if: null,
};

export const newDraft = (kind: FieldKind): Draft => ({
  ...EMPTY,
  kind,
  indexed: kind === 'choice' || kind === 'multi_choice',
  choices: kind === 'choice' || kind === 'multi_choice' ? [{ value: '', zh: '', en: '' }] : [],
});

/** Whether a new field says enough to be made. */
export function isWhole(draft: Draft): boolean {
  if (draft.labels.zh.trim() === '') return false;
  switch (draft.kind) {
    case 'choice':
    case 'multi_choice':
      return draft.choices.some((choice) => choice.zh.trim() !== '');
    case 'reference':
    case 'multi_reference':
      return draft.references !== '';
    case 'sub_table':
      return draft.columns.length > 0 && draft.columns.every((column) => column.labels.zh.trim() !== '');
    case 'formula':
      return draft.formula.trim() !== '';
    case 'roll_up': {
      const { record, through, measure, field } = draft.roll_up;
      return record !== '' && through !== '' && (measure === 'count' || field !== '');
    }
    default:
      return true;
  }
}

/** A field as it is now; of ours what was decided here. */
export function draftOf(field: FieldView, shown: { required: boolean; in_list: boolean }): Draft {
  const said = field.definition as Partial<Draft> & { keyed?: boolean };
  const texts = (labels: Partial<Labels> | undefined): Labels => ({
    zh: labels?.zh ?? '',
    en: labels?.en ?? '',
  });
  return {
    ...EMPTY,
    ...said,
    kind: field.kind as FieldKind,
    labels: texts(said.labels),
    tips: texts(said.tips),
    required: field.own ? (said.required ?? false) : (said.required ?? shown.required),
    in_list: said.in_list ?? shown.in_list,
    indexed: said.indexed ?? said.keyed ?? false,
    number: { ...EMPTY.number, ...said.number },
    roll_up: { ...EMPTY.roll_up, ...said.roll_up },
    choices: (said.choices ?? []).map((choice) => ({ ...choice, en: choice.en ?? '' })),
    columns: (said.columns ?? []).map((column) => ({
      ...column,
      labels: texts(column.labels),
      required: column.required ?? false,
      choices: column.choices ?? [],
    })),
  };
}

/** What a choice is called in the data: its first name, which stays when the label changes. */
function valued(choices: ChoiceDraft[]): ChoiceDraft[] {
  const taken = new Set(choices.map((choice) => choice.value).filter(Boolean));
  return choices
    .filter((choice) => choice.zh.trim() !== '')
    .map((choice) => {
      let value = choice.value || choice.zh.trim();
      for (let number = 2; !choice.value && taken.has(value); number += 1)
        value = `${choice.zh.trim()} ${number}`;
      taken.add(value);
      return { value, zh: choice.zh.trim(), en: choice.en.trim() };
    });
}

const blank = <T>(value: T | ''): T | null => (value === '' ? null : value);

type Own = Schemas['OwnFieldSettings'];
type Create = Schemas['CreateFieldBody'];

/** The settings that any field has. */
function common(draft: Draft): Own {
  const { zh, en } = draft.tips;
  return {
    labels: draft.labels.zh.trim() ? { zh: draft.labels.zh.trim(), en: draft.labels.en.trim() } : null,
    tips: zh.trim() || en.trim() ? { zh: zh.trim(), en: en.trim() } : null,
    required: draft.required,
    in_list: draft.in_list,
    choices: draft.choices.length > 0 ? valued(draft.choices) : null,
    show_if: draft.show_if as Own['show_if'],
    read_only_if: draft.read_only_if as Own['read_only_if'],
  };
}

/** The settings of an own field that fit its kind; null takes back what was said. */
function own(draft: Draft): Own {
  return {
    ...common(draft),
    unique: draft.unique,
    searchable: draft.searchable,
    indexed: draft.indexed,
    default: draft.default,
    minimum: blank(draft.minimum),
    maximum: blank(draft.maximum),
    max_length: draft.max_length,
    formula: draft.kind === 'formula' ? draft.formula : null,
    shown_as: draft.kind === 'formula' ? blank(draft.shown_as) : null,
    number: draft.kind === 'number_rule' ? (draft.number as Own['number']) : null,
    columns:
      draft.kind === 'sub_table'
        ? (draft.columns.map((column, at) => ({
            ...column,
            name: column.name || `x_c${String(at + 1)}_${String(Date.now() % 100000)}`,
            choices: valued(column.choices),
          })) as Own['columns'])
        : null,
  };
}

const said = (body: Own): Partial<Own> =>
  Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== null && value !== false),
  ) as Partial<Own>;

export const creation = (draft: Draft): Create =>
  ({
    ...said(own(draft)),
    indexed: draft.indexed,
    kind: draft.kind,
    ...(draft.references ? { references: draft.references } : {}),
    ...(draft.kind === 'roll_up' ? { roll_up: draft.roll_up } : {}),
  }) as Create;

export const change = (draft: Draft, isOwn: boolean): Own => {
  const body = isOwn ? own(draft) : common(draft);
  // A label is called otherwise, never taken from an own field.
  if (isOwn && body.labels === null) delete body.labels;
  return body;
};
