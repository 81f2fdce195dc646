import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { FieldValue, isNumeric, valueText } from '../FieldValue';
import { Go, recordUrl } from '../Go';
import { tx } from '../i18n';
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

/** The columns of a generic list, made from the metadata of the chosen fields. */
export function recordColumns(meta: RecordMeta, fields: FieldMeta[]): Column<RecordRow>[] {
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
    cell: (row) => <Cell meta={meta} field={field} row={row} />,
  }));
}

function Cell({ meta, field, row }: { meta: RecordMeta; field: FieldMeta; row: RecordRow }) {
  const value = row[field.name];
  if (field.name !== meta.title_field) return <FieldValue field={field} value={value} plain />;
  return (
    <Go to={recordUrl(meta.path, row.id)} title={valueText(field, value)}>
      {valueText(field, value) || row.id.slice(-6)}
    </Go>
  );
}
