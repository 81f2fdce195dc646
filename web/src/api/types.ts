import type { Schemas } from './client';

/** The shapes of the HTTP contract that do not depend on a module. */
export type FieldKind =
  | 'text'
  | 'long_text'
  | 'rich_text'
  | 'number'
  | 'decimal'
  | 'money'
  | 'quantity'
  | 'percent'
  | 'date'
  | 'time'
  | 'datetime'
  | 'choice'
  | 'multi_choice'
  | 'tags'
  | 'boolean'
  | 'reference'
  | 'multi_reference'
  | 'user'
  | 'department'
  | 'phone'
  | 'email'
  | 'url'
  | 'address'
  | 'location'
  | 'file'
  | 'image'
  | 'signature'
  | 'sub_table'
  | 'number_rule'
  | 'formula'
  | 'roll_up'
  | 'json';

export interface Choice {
  value: string;
  label: string;
  /** Set by verbs only: nobody chooses it. */
  reserved?: boolean;
}

/** What the reader may do with a field's value; a hidden field is not told of at all. */
export type FieldAccess = 'editable' | 'read_only' | 'masked';

export interface FieldMeta {
  name: string;
  kind: FieldKind;
  label: string;
  required: boolean;
  /** Needed only while its condition shows it. */
  required_if_shown?: boolean;
  read_only: boolean;
  in_list: boolean;
  in_form: boolean;
  /** Said by whoever makes the record, and not changed by him afterwards. */
  given_once?: boolean;
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
  /** Added by the company itself. */
  own?: boolean;
  /** A day by which something is to be done; empty once it is. */
  deadline?: boolean;
  /** Few rows that say how we work, and no figures to add up. */
  is_setting?: boolean;
  /** Message key of two sentences that explain the field. */
  tip?: string | null;
  unique?: boolean;
  minimum?: unknown;
  maximum?: unknown;
  show_if?: Condition | null;
  read_only_if?: Condition | null;
  access?: FieldAccess;
  /** The fields of a line of a sub-table. */
  columns?: FieldMeta[] | null;
  sortable?: boolean;
  summable?: boolean;
  filterable?: boolean;
  groupable?: boolean;
  formula?: string | null;
  /** Of a computed field: the kind of what comes out. */
  result?: FieldKind | null;
  multiple?: boolean;
}

export type RecordVerb =
  'list' | 'create' | 'update' | 'delete' | 'import' | 'export' | 'bulk' | 'transfer' | 'share';

export interface LayoutGroup {
  label: string;
  columns: 1 | 2;
  fields: string[];
}

/** How a form and a page of facts are laid out; the server sends the reader's own first. */
export interface Layout {
  name: string;
  groups: LayoutGroup[];
}

export type ViewKind = 'list' | 'board' | 'calendar';

export interface RecordMeta {
  name: string;
  path: string;
  label: string;
  title_field: string;
  /** What a document comes to, if the reader sees it. */
  total_field: string;
  module: string;
  sort?: string;
  party_field?: string;
  fields: FieldMeta[];
  /** Whether anybody makes such records by a form; others are made by verbs. */
  creatable?: boolean;
  allowed: RecordVerb[];
  own?: boolean;
  /** Few rows that say how we work, and no figures to add up. */
  is_setting?: boolean;
  /** Rows belong to people, by whom it is measured who sees which. */
  scoped?: boolean;
  customisable?: boolean;
  owner_field?: string | null;
  /** Every row names the record that it is about. */
  about?: boolean;
  /** Told by a server that counts, sums, keeps views and changes in bulk. */
  list_views?: ViewKind[];
  layouts?: Layout[] | null;
  duplicates?: boolean;
  /** By what is in these fields two records are taken for one. */
  duplicate_fields?: string[];
  /** The list takes several orders at once: `-gross,number`. */
  sorts_by_several?: boolean;
}

export interface Meta {
  records: RecordMeta[];
  /** Words of what the company made itself, in the reader's language. */
  words?: Record<string, string>;
}

export interface Reference {
  id: string;
  title: string;
}

/** What a row is about; without a title it is gone. */
export interface About {
  record: string;
  id: string;
  title: string | null;
  path: string | null;
}

export type FieldValue = string | number | boolean | null | Reference | object;
export type RecordRow = { id: string; version?: number } & Record<string, FieldValue | undefined>;

export interface Page<T = RecordRow> {
  items: T[];
  next_cursor: string | null;
  count?: { value: number; exact: boolean } | null;
}

export type Operator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'in'
  | 'within'
  | 'has'
  | 'has_any'
  | 'contains'
  | 'starts'
  | 'empty'
  | 'not_empty';

export interface Leaf {
  field: string;
  op: Operator;
  value?: unknown;
}

export type Condition = Leaf | { and: Condition[] } | { or: Condition[] } | { not: Condition };

/** A file as it leaves the server on a field of files. */
export interface FileRef {
  id: string;
  name: string;
  size: number;
  media_type: string;
}

export type Me = Schemas['Me'];
export type Chain = Schemas['Chain'];
export type DocumentRef = Schemas['ChainDocument'];
export type Timeline = Schemas['Timeline'];
export type TimelineEvent = Schemas['TimelineEvent'];
