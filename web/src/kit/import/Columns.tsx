import { Select } from 'antd';
import type { ImportColumn, ImportRun } from '../../api/imports';
import { t, tx } from '../i18n';
import { Section } from '../Page';
import { SimpleTable } from '../SimpleTable';
import styles from './RunPage.module.css';

interface ColumnsProps {
  run: ImportRun;
  mapping: Record<string, string | null>;
  disabled: boolean;
  onMap: (column: string, field: string | null) => void;
}

const NOTHING = '';

/** Which column of the file fills which field, and how that is known. */
export function Columns({ run, mapping, disabled, onMap }: ColumnsProps) {
  const options = [
    { value: NOTHING, label: t('web.import.leave_out') },
    ...run.fields.map((field) => ({
      value: field.name,
      label: tx(field.label) + (field.required ? ' *' : ''),
    })),
  ];
  const fieldOf = (column: ImportColumn): string | null =>
    column.column in mapping ? (mapping[column.column] ?? null) : column.field;
  const filled = new Set(run.columns.map(fieldOf));
  const missing = run.fields.filter((field) => field.required && !filled.has(field.name));
  return (
    <Section title={t('web.import.mapping')} flush>
      {missing.length > 0 ? (
        <p className={styles.missing} role="status">
          {t('web.imports.missing', {
            fields: missing.map((field) => tx(field.label)).join(t('web.list.comma')),
          })}
        </p>
      ) : null}
      <SimpleTable<ImportColumn>
        label={t('web.import.mapping')}
        columns={[
          { key: 'letter', title: t('web.import.letter'), width: 72, cell: (column) => column.letter },
          { key: 'column', title: t('web.import.column'), cell: (column) => column.column },
          {
            key: 'samples',
            title: t('web.import.samples'),
            cell: (column) => (
              <span className={`soft ${styles.samples}`}>{column.samples.join(t('web.list.comma'))}</span>
            ),
          },
          {
            key: 'field',
            title: t('web.import.field'),
            width: 260,
            cell: (column) => (
              <Select
                size="small"
                showSearch={{ optionFilterProp: 'label' }}
                aria-label={`${t('web.import.field')} ${column.column}`}
                style={{ width: '100%' }}
                disabled={disabled}
                value={fieldOf(column) ?? NOTHING}
                options={options}
                onChange={(field) => onMap(column.column, field === NOTHING ? null : field)}
              />
            ),
          },
          {
            key: 'how',
            title: t('web.imports.how'),
            width: 120,
            cell: (column) => {
              const how = column.column in mapping ? 'chosen' : column.how;
              return (
                <span className={how === 'none' ? 'soft' : undefined}>{tx(`web.imports.how.${how}`)}</span>
              );
            },
          },
        ]}
        rows={run.columns}
        rowKey={(column) => column.letter}
      />
    </Section>
  );
}
