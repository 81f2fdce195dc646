import { Select } from 'antd';
import { useState } from 'react';
import { useMeta } from '../../api/records';
import type { FieldMeta, RecordMeta } from '../../api/types';
import { chainedWith } from '../../kit/document/ChainStrip';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import type { EditProps } from './RolePage';

const LEVELS = ['editable', 'read_only', 'masked', 'hidden'] as const;

/** What the role sees of each field of a record. */
export function RoleFields({ rights, editable, onChange }: EditProps) {
  const records = useMeta().records;
  const [chosen, setChosen] = useState(records.find((record) => record.name === 'party')?.name ?? '');
  const meta = records.find((record) => record.name === chosen) ?? records[0];
  if (!meta) return null;
  const levels = rights.fields[meta.name] ?? {};
  const put = (field: FieldMeta, level: string): void => {
    const others = Object.fromEntries(Object.entries(levels).filter(([name]) => name !== field.name));
    const next = level === 'editable' ? others : { ...others, [field.name]: level };
    onChange({ ...rights, fields: { ...rights.fields, [meta.name]: next } });
  };
  const isUnseen = (record: RecordMeta): boolean =>
    ['hidden', 'masked'].includes(rights.fields[record.name]?.[record.total_field] ?? '');
  const tellToo = isUnseen(meta)
    ? records.filter(
        (record) => chainedWith(meta.name).includes(record.name) && record.total_field && !isUnseen(record),
      )
    : [];
  return (
    <Section
      flush
      title={t('web.roles.fields')}
      extra={
        <Select
          size="small"
          style={{ minWidth: 180 }}
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('web.roles.record')}
          value={meta.name}
          options={records.map((record) => ({ value: record.name, label: nameOf(record, rights.fields) }))}
          onChange={setChosen}
        />
      }
    >
      <p className="soft" style={{ padding: '8px 16px' }}>
        {t('web.roles.fields.help')}
      </p>
      {tellToo.length > 0 ? (
        <p role="note" style={{ padding: '0 16px 8px' }}>
          {t('web.roles.fields.told_by', {
            field: tx(meta.fields.find((field) => field.name === meta.total_field)?.label ?? ''),
            records: tellToo.map((record) => tx(record.label)).join(t('web.list.comma')),
          })}
        </p>
      ) : null}
      <SimpleTable<FieldMeta>
        label={t('web.roles.fields')}
        columns={[
          { key: 'field', title: t('web.roles.field'), cell: (field) => tx(field.label) },
          {
            key: 'level',
            title: t('web.roles.level'),
            cell: (field) => (
              <Select
                size="small"
                style={{ minWidth: 120 }}
                popupMatchSelectWidth={false}
                disabled={!editable}
                aria-label={tx(field.label)}
                value={levels[field.name] ?? 'editable'}
                options={LEVELS.map((level) => ({
                  value: level,
                  label:
                    level === 'hidden' && field.name === meta.title_field
                      ? t('web.roles.title_shown')
                      : tx(`web.level.${level}`),
                  disabled: level === 'hidden' && field.name === meta.title_field,
                }))}
                onChange={(level) => put(field, level)}
              />
            ),
          },
        ]}
        rows={meta.fields}
        rowKey={(field) => field.name}
      />
    </Section>
  );
}

function nameOf(record: RecordMeta, fields: Record<string, Record<string, string>>): string {
  const count = Object.keys(fields[record.name] ?? {}).length;
  return count > 0 ? `${tx(record.label)} (${count})` : tx(record.label);
}
