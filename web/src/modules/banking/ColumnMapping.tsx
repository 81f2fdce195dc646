import { Button, Select } from 'antd';
import { useState } from 'react';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import type { Mapping } from './api';
import styles from './Banking.module.css';

const FIELDS = [
  'occurred_on',
  'amount',
  'income',
  'expense',
  'direction',
  'balance',
  'counterparty',
  'counterparty_account',
  'reference',
  'summary',
  'note',
];

interface ColumnMappingProps {
  headings: string[];
  sample: string[][];
  onApply: (mapping: Mapping) => void;
}

/** Says what the columns of a file mean whose headings are not known. */
export function ColumnMapping({ headings, sample, onApply }: ColumnMappingProps) {
  const [mapping, setMapping] = useState<Mapping>({});
  const named = headings.filter((heading) => heading !== '');
  const enough = mapping.occurred_on && (mapping.amount ?? mapping.income ?? mapping.expense);
  return (
    <Section title={t('web.bank.mapping')}>
      <p className="soft">{t('web.bank.mapping.why')}</p>
      <div className={styles.mapping}>
        {FIELDS.map((field) => (
          <label key={field}>
            <span>{tx(`web.bank.field.${field}`)}</span>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={tx(`web.bank.field.${field}`)}
              value={mapping[field] ?? null}
              options={named.map((heading) => ({ value: heading, label: heading }))}
              onChange={(heading: string | null | undefined) =>
                setMapping((before) => {
                  const rest = Object.fromEntries(Object.entries(before).filter(([name]) => name !== field));
                  return heading ? { ...rest, [field]: heading } : rest;
                })
              }
            />
          </label>
        ))}
      </div>
      <div className={styles.sample} tabIndex={0} role="region" aria-label={t('web.bank.preview')}>
        <table>
          <thead>
            <tr>
              {headings.map((heading, place) => (
                <th key={place} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((row, number) => (
              <tr key={number}>
                {row.map((cell, place) => (
                  <td key={place}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button className={styles.told} disabled={!enough} onClick={() => onApply(mapping)}>
        {t('web.bank.mapping.apply')}
      </Button>
    </Section>
  );
}
