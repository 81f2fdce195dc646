import type { FieldMeta, RecordMeta } from '../../api/types';
import { isEditable, isNumeric, isSortable, valueKind } from '../kinds';
import type { ColumnChoice } from './columnChoice';

/** A column as the table draws it. */
export interface TableColumn {
  field: FieldMeta;
  width: number;
  /** Distance from the left where it stays when the others are pushed aside; null when it moves with them. */
  left: number | null;
  /** Takes the room that is left. */
  grow: boolean;
  numeric: boolean;
  sortable: boolean;
  editable: boolean;
}

export const TICK_WIDTH = 36;

const widths: Partial<Record<FieldMeta['kind'], number>> = {
  money: 128,
  quantity: 112,
  number: 100,
  decimal: 112,
  percent: 88,
  date: 112,
  time: 80,
  datetime: 136,
  choice: 124,
  boolean: 80,
  phone: 136,
  email: 200,
  reference: 140,
  user: 112,
  department: 120,
  multi_choice: 180,
  tags: 180,
  multi_reference: 200,
  long_text: 240,
  rich_text: 240,
  address: 260,
  location: 200,
  file: 180,
  image: 140,
  signature: 120,
  url: 200,
  json: 200,
};

const usualWidth = (field: FieldMeta): number =>
  field.name === 'party_id' || field.name === 'name' ? 220 : (widths[valueKind(field)] ?? 160);

const growing = (choices: ColumnChoice[]): FieldMeta | undefined => {
  const free = choices.filter((choice) => choice.width === undefined).map((choice) => choice.field);
  return (
    free.find((field) => field.name === 'name') ??
    free.find((field) => field.name === 'party_id' || field.name === 'product_id')
  );
};

/** The columns of a list with their places: tick, frozen ones, the others. */
export function tableColumns(meta: RecordMeta, choices: ColumnChoice[], ticks: boolean): TableColumn[] {
  const wide = growing(choices);
  const mayEdit = meta.allowed.includes('update');
  const frozen = choices.filter((choice) => choice.frozen);
  let at = ticks ? TICK_WIDTH : 0;
  return choices.map((choice) => {
    const { field } = choice;
    const width = choice.width ?? usualWidth(field);
    const left = choice.frozen ? at : null;
    if (choice.frozen) at += width;
    return {
      field,
      width,
      left,
      // What grows has no certain end, so only the last frozen column may.
      grow: field === wide && (!choice.frozen || choice === frozen[frozen.length - 1]),
      numeric: isNumeric(field),
      sortable: isSortable(field),
      editable: mayEdit && isEditable(field),
    };
  });
}
