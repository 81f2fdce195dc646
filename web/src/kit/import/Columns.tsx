import { Select } from 'antd';
import type { ImportColumn } from '../../api/imports';
import type { RecordMeta } from '../../api/types';
import { t, tx } from '../i18n';
import { Section } from '../Page';
import { SimpleTable } from '../SimpleTable';

interface ColumnsProps {
  meta: RecordMeta;
  columns: ImportColumn[];
  busy: boolean;
  onMap: (column: string, field: string | null) => void;
}

const NOTHING = '';

/** Which column of the file fills which field; another choice checks the file again. */
export function Columns({ meta, columns, busy, onMap }: ColumnsProps) {
  const fields = meta.fields.filter((field) => field.in_form && !field.read_only);
  const options = [
    { value: NOTHING, label: t('web.import.leave_out') },
    ...fields.map((field) => ({ value: field.name, label: tx(field.label) + (field.required ? ' *' : '') })),
  ];
  return (
    <Section title={t('web.import.mapping')} flush>
      <SimpleTable<ImportColumn>
        label={t('web.import.mapping')}
        columns={[
          { key: 'letter', title: t('web.import.letter'), width: 72, cell: (column) => column.letter },
          { key: 'column', title: t('web.import.column'), cell: (column) => column.column },
          {
            key: 'field',
            title: t('web.import.field'),
            width: 260,
            cell: (column) => (
              <Select
                size="small"
                aria-label={`${t('web.import.field')} ${column.column}`}
                style={{ width: '100%' }}
                disabled={busy}
                value={column.field ?? NOTHING}
                options={options}
                onChange={(field) => onMap(column.column, field === NOTHING ? null : field)}
              />
            ),
          },
        ]}
        rows={columns}
        rowKey={(column) => column.letter}
      />
    </Section>
  );
}
