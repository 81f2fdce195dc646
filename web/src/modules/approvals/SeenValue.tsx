import { useMeta } from '../../api/records';
import type { FieldMeta, FieldValue as Value } from '../../api/types';
import { FieldValue } from '../../kit/FieldValue';
import { t } from '../../kit/i18n';
import { REFERENCES } from '../../kit/kinds';
import type { SeenField } from './api';

interface SeenValueProps {
  record: string;
  field: SeenField;
  /** The value before the change. */
  before?: boolean;
}

/** A value as it was when it was submitted: told by its own kind, references by the title they had. */
export function SeenValue({ record, field, before }: SeenValueProps) {
  const known = useMeta()
    .records.find((one) => one.name === record)
    ?.fields.find((one) => one.name === field.name);
  const value = (before ? field.was : field.value) as Value | undefined;
  const title = before ? field.was_title : field.title;
  if (value === null || value === undefined || value === '') return <span className="soft">–</span>;
  if (typeof title === 'string') return <>{title}</>;
  if (known && !REFERENCES.has(known.kind)) return <FieldValue plain field={known} value={value} />;
  return <PlainValue kind={field.kind} value={value} />;
}

/** A value of which only the kind is known: a column of lines, a fact. */
export function PlainValue({ kind, value }: { kind: string; value: unknown }) {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return <>{t(value ? 'web.yes' : 'web.no')}</>;
  if (typeof value === 'object') return <>{JSON.stringify(value)}</>;
  const field = { name: '', label: '', kind } as FieldMeta;
  return SIMPLE.has(kind) ? (
    <FieldValue plain field={field} value={value as Value} />
  ) : (
    <>{String(value as string | number)}</>
  );
}

const SIMPLE = new Set(['money', 'quantity', 'number', 'decimal', 'percent', 'date', 'datetime', 'boolean']);
