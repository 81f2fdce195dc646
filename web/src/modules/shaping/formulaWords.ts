import type { FieldMeta } from '../../api/types';

/** Fields stand in a formula by their API names; a reader sees and writes what they are called. */
export interface Named {
  name: string;
  label: string;
}

/** Names by which fields can be told apart: a label that two fields share gives way to the API name. */
export function namesOf(fields: Pick<FieldMeta, 'name' | 'label'>[], word: (key: string) => string): Named[] {
  const labels = fields.map((field) => word(field.label));
  return fields.map((field, at) => {
    const label = labels[at] ?? field.name;
    const clear =
      labels.filter((other) => other === label).length === 1 &&
      !fields.some((other) => other.name === label) &&
      !/[{}｛｝]/.test(label);
    return { name: field.name, label: clear ? label : field.name };
  });
}

const inBraces = /\{([^{}]*)\}/g;

export const shownFormula = (text: string, named: Named[]): string =>
  text.replace(inBraces, (whole, name: string) => {
    const found = named.find((field) => field.name === name);
    return found ? `{${found.label}}` : whole;
  });

export const storedFormula = (text: string, named: Named[]): string =>
  text.replace(inBraces, (whole, label: string) => {
    const found = named.find((field) => field.label === label.trim());
    return found ? `{${found.name}}` : whole;
  });
