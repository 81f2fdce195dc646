import type { AggregateGroup } from '../../../api/lists';
import type { FieldMeta } from '../../../api/types';
import { t, tx } from '../../i18n';

/** A column of a board: the value its cards share. */
export interface BoardColumn {
  key: string;
  value: string | boolean | null;
  title: string;
  count: number | undefined;
  measures: Record<string, string | null>;
}

const MOST = 24;

/** Choices in their own order, whether or not anything lies in them; of references those that occur. */
export function boardColumns(field: FieldMeta, groups: AggregateGroup[] | undefined): BoardColumn[] {
  const column = (value: BoardColumn['value'], title: string): BoardColumn => {
    const told = groups?.find((group) => group.value === value);
    return {
      key: JSON.stringify(value),
      value,
      title,
      count: groups ? (told?.count ?? 0) : undefined,
      measures: told?.measures ?? {},
    };
  };
  const blank = groups?.some((group) => group.value === null) ? [column(null, t('web.blank'))] : [];
  if (field.kind === 'choice') {
    const known = (field.choices ?? []).map((choice) => column(choice.value, tx(choice.label)));
    const values = new Set(known.map((one) => one.value));
    const others = (groups ?? []).filter((group) => group.value !== null && !values.has(group.value));
    return [...blank, ...known, ...others.map((group) => column(group.value, String(group.value)))];
  }
  if (field.kind === 'boolean') return [column(false, t('web.no')), column(true, t('web.yes')), ...blank];
  const found = (groups ?? []).filter((group) => group.value !== null).slice(0, MOST);
  return [...blank, ...found.map((group) => column(group.value, group.title || String(group.value)))];
}
