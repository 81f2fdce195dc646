import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { FieldValue, isNumeric, valueText } from '../FieldValue';
import { Go } from '../Go';
import { tx } from '../i18n';
import { titleWord } from '../titles';
import type { Column } from './DataTable';

const widths: Partial<Record<FieldMeta['kind'], number>> = {
  money: 128,
  quantity: 112,
  number: 100,
  percent: 88,
  date: 112,
  datetime: 136,
  choice: 124,
  boolean: 80,
  phone: 136,
  email: 200,
  reference: 140,
  long_text: 240,
  json: 200,
};

type Target = (row: RecordRow) => string | null;

/** The columns of a generic list, made from the metadata of the chosen fields. */
export function recordColumns(meta: RecordMeta, fields: FieldMeta[], target: Target): Column<RecordRow>[] {
  const growing =
    fields.find((field) => field.name === 'name') ??
    fields.find((field) => field.name === 'party_id' || field.name === 'product_id');
  return fields.map((field) => ({
    key: field.name,
    title: tx(field.label),
    width: field.name === 'party_id' ? 220 : (widths[field.kind] ?? 160),
    numeric: isNumeric(field),
    sortable: field.kind !== 'json' && field.kind !== 'long_text',
    grow: field === growing,
    cell: (row) => <Cell meta={meta} field={field} row={row} to={target(row)} />,
  }));
}

interface CellProps {
  meta: RecordMeta;
  field: FieldMeta;
  row: RecordRow;
  to: string | null;
}

function Cell({ meta, field, row, to }: CellProps) {
  const value = row[field.name];
  if (field.name !== meta.title_field || to === null) return <FieldValue field={field} value={value} plain />;
  return (
    <Go to={to} title={valueText(field, value)}>
      {titleWord(meta.path, valueText(field, value)) || row.id.slice(-6)}
    </Go>
  );
}
