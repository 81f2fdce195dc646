import type { ReactNode } from 'react';
import { useMe } from '../../api/session';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { holds } from '../conditions';
import { FieldValue } from '../FieldValue';
import { t, tx } from '../i18n';
import { isBlank, LARGE, valueKind } from '../kinds';
import { partsOf } from '../layout';
import { Section } from '../Page';
import styles from './Facts.module.css';

export interface Fact {
  label: string;
  value: React.ReactNode;
  wide?: boolean;
}

/** Names and values in two columns; a blank stays a blank, so that rows do not jump from record to record. */
export function FactList({ facts, single = false }: { facts: Fact[]; single?: boolean }) {
  return (
    <dl className={single ? `${styles.facts} ${styles.single}` : styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={fact.wide ? `${styles.fact} ${styles.wide}` : styles.fact}>
          <dt>{fact.label}</dt>
          <dd>{fact.value ?? <span className={styles.blank}>–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Kinds that need the room of two columns when there is something in them. */
const isWide = (field: FieldMeta): boolean =>
  LARGE.has(valueKind(field)) && !['address', 'location', 'signature'].includes(valueKind(field));

/** A record's fields, in the person's layout or the groups of its metadata. */
export function RecordFacts({
  meta,
  record,
  without = [],
  single = false,
  around = (_, value) => value,
}: {
  meta: RecordMeta;
  record: RecordRow;
  without?: string[];
  single?: boolean;
  /** What a value stands in: where it may be changed, its editor. */
  around?: (field: FieldMeta, value: ReactNode) => ReactNode;
}) {
  const me = useMe().user_id;
  const fields = meta.fields.filter(
    (field) => !without.includes(field.name) && holds(field.show_if, record, meta.fields, me, true),
  );
  const fact = (field: FieldMeta): Fact => ({
    label: tx(field.label),
    value: around(
      field,
      isBlank(record[field.name]) ? undefined : <FieldValue field={field} value={record[field.name]} />,
    ),
    wide: isWide(field) && !isBlank(record[field.name]),
  });
  return partsOf(meta, fields, false).map((part) => (
    <Section key={part.key} title={part.title || t('web.record.facts')}>
      <FactList facts={part.fields.map(fact)} single={single || part.columns === 1} />
    </Section>
  ));
}
