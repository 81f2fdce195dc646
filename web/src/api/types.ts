import type { Schemas } from './client';

/** The shapes of the HTTP contract that do not depend on a module. */
export type FieldKind =
  | 'text'
  | 'long_text'
  | 'number'
  | 'money'
  | 'quantity'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'choice'
  | 'boolean'
  | 'reference'
  | 'phone'
  | 'email'
  | 'json';

export interface Choice {
  value: string;
  label: string;
}

export interface FieldMeta {
  name: string;
  kind: FieldKind;
  label: string;
  required: boolean;
  read_only: boolean;
  in_list: boolean;
  in_form: boolean;
  group?: string | null;
  choices?: Choice[] | null;
  reference?: { record: string; path: string } | null;
  max_length?: number | null;
  scale?: number | null;
  help?: string | null;
  searchable?: boolean;
  default?: unknown;
  /** Filled from a number series when left empty. */
  numbered?: boolean;
}

export type RecordVerb = 'list' | 'create' | 'update' | 'delete' | 'import';

export interface RecordMeta {
  name: string;
  path: string;
  label: string;
  title_field: string;
  module: string;
  sort?: string;
  party_field?: string;
  fields: FieldMeta[];
  allowed: RecordVerb[];
}

export interface Meta {
  records: RecordMeta[];
}

export interface Reference {
  id: string;
  title: string;
}

export type FieldValue = string | number | boolean | null | Reference | object;
export type RecordRow = { id: string; version?: number } & Record<string, FieldValue | undefined>;

export interface Page<T = RecordRow> {
  items: T[];
  next_cursor: string | null;
  count?: { value: number; exact: boolean } | null;
}

export type Operator =
  'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'contains' | 'starts' | 'empty' | 'not_empty';

export interface Leaf {
  field: string;
  op: Operator;
  value?: unknown;
}

export type Condition = Leaf | { and: Condition[] } | { or: Condition[] } | { not: Condition };

export type Me = Schemas['Me'];
export type Chain = Schemas['Chain'];
export type DocumentRef = Schemas['ChainDocument'];
export type Timeline = Schemas['Timeline'];
export type TimelineEvent = Schemas['TimelineEvent'];
