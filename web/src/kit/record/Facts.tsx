import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { FieldValue } from '../FieldValue';
import { hasSentence, t, tx } from '../i18n';
import { Section } from '../Page';
import styles from './Facts.module.css';

export interface Fact {
  label: string;
  value: React.ReactNode;
}

/** Names and values in two columns; a blank stays a blank, so that rows do not jump from record to record. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles.fact}>
          <dt>{fact.label}</dt>
          <dd>{fact.value ?? <span className={styles.blank}>–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === '';

/** A record's fields in the groups of its metadata. */
export function RecordFacts({
  meta,
  record,
  without = [],
}: {
  meta: RecordMeta;
  record: RecordRow;
  without?: string[];
}) {
  const fields = meta.fields.filter((field) => !without.includes(field.name));
  const groups = [...new Set(fields.map((field) => field.group ?? ''))];
  const fact = (field: FieldMeta): Fact => ({
    label: tx(field.label),
    value: isBlank(record[field.name]) ? undefined : <FieldValue field={field} value={record[field.name]} />,
  });
  return groups.map((group) => (
    <Section key={group} title={group && hasSentence(group) ? tx(group) : t('web.record.facts')}>
      <FactList facts={fields.filter((field) => (field.group ?? '') === group).map(fact)} />
    </Section>
  ));
}
