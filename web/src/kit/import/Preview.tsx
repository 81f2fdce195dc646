import type { ImportReport } from '../../api/imports';
import type { FieldValue as Value, RecordMeta } from '../../api/types';
import { FieldValue, isNumeric } from '../FieldValue';
import { t, tx } from '../i18n';
import { Section } from '../Page';
import { SimpleTable } from '../SimpleTable';

type Row = ImportReport['preview'][number];

/** The first good rows as they will be saved. */
export function Preview({ meta, rows }: { meta: RecordMeta; rows: Row[] }) {
  if (rows.length === 0) return null;
  const filled = meta.fields.filter((field) => rows.some((row) => row.values[field.name] != null));
  return (
    <Section title={t('web.import.preview', { count: rows.length })} flush>
      <SimpleTable<Row>
        label={t('web.import.preview', { count: rows.length })}
        columns={[
          { key: 'row', title: t('web.import.row'), numeric: true, width: 56, cell: (row) => row.row },
          ...filled.map((field) => ({
            key: field.name,
            title: tx(field.label),
            numeric: isNumeric(field),
            cell: (row: Row) => <FieldValue field={field} value={row.values[field.name] as Value} plain />,
          })),
        ]}
        rows={rows}
        rowKey={(row) => String(row.row)}
      />
    </Section>
  );
}
