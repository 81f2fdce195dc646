import type { FieldMeta, RecordMeta } from '../api/types';
import { hasSentence, tx } from './i18n';

/** Fields under one heading. */
export interface Part {
  key: string;
  title: string;
  columns: 1 | 2;
  fields: FieldMeta[];
}

/**
 * The fields in their groups: as the person's layout has them, or as they were declared. A layout leaves out what it
 * does not name, except what must be filled in: without it nothing could be saved.
 */
export function partsOf(meta: RecordMeta, fields: FieldMeta[], forForm: boolean): Part[] {
  const layout = meta.layouts?.[0];
  if (!layout || layout.groups.length === 0) return declared(fields);
  const left = new Set(fields);
  const parts: Part[] = layout.groups.map((group, at) => {
    const own = group.fields.flatMap(
      (name) => fields.find((field) => field.name === name && left.has(field)) ?? [],
    );
    own.forEach((field) => left.delete(field));
    return { key: `${at}`, title: titleOf(group.label), columns: group.columns === 1 ? 1 : 2, fields: own };
  });
  const needed = forForm ? [...left].filter((field) => field.required) : [];
  return [...parts, ...declared(needed)].filter((part) => part.fields.length > 0);
}

function declared(fields: FieldMeta[]): Part[] {
  const groups = [...new Set(fields.map((field) => field.group ?? ''))];
  return groups.map((group) => ({
    key: `group ${group}`,
    title: group ? titleOf(group) : '',
    columns: 2,
    fields: fields.filter((field) => (field.group ?? '') === group),
  }));
}

const titleOf = (label: string): string => (hasSentence(label) ? tx(label) : label);
