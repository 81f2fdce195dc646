import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { FieldMeta, Operator } from '../../api/types';
import { startOfDay } from '../dates';
import { parseDecimal } from '../decimal';
import { t, tx, type MessageKey } from '../i18n';
import { NUMBERS, valueKind } from '../kinds';
import { ReferencePicker } from '../ReferencePicker';
import { ReferencesPicker } from '../ReferencesPicker';
import { SPANS } from '../spans';
import { isPerson, pointsAway, takesMany } from './conditions';
import styles from './FilterEditor.module.css';

interface LeafValueInputProps {
  field: FieldMeta;
  op: Operator;
  value: unknown;
  onChange: (value: unknown) => void;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const one = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The value a field is compared with, entered as its kind asks. */
export function LeafValueInput({ field, op, value, onChange }: LeafValueInputProps) {
  const label = t('web.list.filter.value');
  const kind = valueKind(field);
  if (op === 'within') {
    return (
      <Select
        aria-label={label}
        placeholder={label}
        value={one(value) || null}
        options={SPANS.map((span) => ({ value: span, label: t(`web.within.${span}` as MessageKey) }))}
        onChange={onChange}
      />
    );
  }
  if (pointsAway(field)) return <PointedInput field={field} op={op} value={value} onChange={onChange} />;
  if (kind === 'choice' || kind === 'multi_choice' || kind === 'tags') {
    const options = (field.choices ?? []).map((choice) => ({ value: choice.value, label: tx(choice.label) }));
    const many = takesMany(op);
    const free = kind === 'tags';
    return (
      <Select
        aria-label={label}
        placeholder={label}
        {...(many || free ? { mode: free ? ('tags' as const) : ('multiple' as const) } : {})}
        {...(free && !many ? { maxCount: 1 } : {})}
        value={many ? texts(value) : free ? (one(value) ? [one(value)] : []) : one(value) || null}
        options={options}
        onChange={(next: string | string[] | null) =>
          onChange(many ? next : Array.isArray(next) ? next[next.length - 1] : next)
        }
      />
    );
  }
  if (kind === 'boolean') {
    return (
      <Select
        aria-label={label}
        value={value === undefined ? true : Boolean(value)}
        options={[
          { value: true, label: t('web.yes') },
          { value: false, label: t('web.no') },
        ]}
        onChange={onChange}
      />
    );
  }
  if (kind === 'date' || kind === 'datetime') {
    // A moment is compared with where its day begins.
    const valueOf = (day: string): string => (kind === 'datetime' ? startOfDay(day) : day);
    return (
      <DatePicker
        aria-label={label}
        value={one(value) ? dayjs(one(value).slice(0, 10)) : null}
        onChange={(day) => onChange(day ? valueOf(day.format('YYYY-MM-DD')) : undefined)}
      />
    );
  }
  if (NUMBERS.has(kind)) return <NumberInput kind={kind} value={value} onChange={onChange} label={label} />;
  return (
    <Input
      aria-label={label}
      placeholder={label}
      type={kind === 'time' ? 'time' : 'text'}
      value={one(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface NumberInputProps {
  kind: string;
  value: unknown;
  label: string;
  onChange: (value: unknown) => void;
}

function NumberInput({ value, label, onChange }: NumberInputProps) {
  return (
    <Input
      aria-label={label}
      inputMode="decimal"
      placeholder={label}
      defaultValue={value === undefined || value === null ? '' : String(value)}
      onChange={(event) => onChange(parseDecimal(event.target.value) ?? undefined)}
    />
  );
}

function PointedInput({ field, op, value, onChange }: LeafValueInputProps) {
  const label = t('web.list.filter.value');
  const path = field.reference?.path ?? '';
  const person = isPerson(field);
  if (takesMany(op)) {
    return (
      <ReferencesPicker
        label={label}
        path={path}
        value={texts(value)}
        extra={person ? [{ id: '@me', title: t('web.list.me') }] : []}
        onChange={(references) => onChange(references.map((reference) => reference.id))}
      />
    );
  }
  const me = value === '@me';
  return (
    <span className={styles.pointed}>
      <ReferencePicker
        label={label}
        path={path}
        value={typeof value === 'string' ? value : undefined}
        title={me ? t('web.list.me') : undefined}
        onChange={(reference) => onChange(reference?.id)}
      />
      {person ? (
        <button type="button" className={styles.me} aria-pressed={me} onClick={() => onChange('@me')}>
          {t('web.list.me')}
        </button>
      ) : null}
    </span>
  );
}
