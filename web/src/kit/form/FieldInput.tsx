import { DatePicker, Input, Select, Switch, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { lazy, Suspense, type ComponentType } from 'react';
import type { FieldKind, FieldMeta } from '../../api/types';
import { DecimalInput } from '../DecimalInput';
import { FieldValue, isReference } from '../FieldValue';
import { t, tx } from '../i18n';
import { COMPUTED, isMasked, REFERENCES } from '../kinds';
import { ReferencePicker } from '../ReferencePicker';
import { ReferencesPicker } from '../ReferencesPicker';
import { DateTimeInput } from './DateTimeInput';
import { PercentInput } from './PercentInput';
import { TagsInput } from './TagsInput';

export interface FieldInputProps {
  field: FieldMeta;
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  onBlur?: () => void;
  autoFocus?: boolean;
  /** In the cell of a table: one line, no more. */
  inCell?: boolean;
}

/** What an input of its own is handed. */
export type InputProps = Omit<FieldInputProps, 'inCell'>;

/** Inputs that few forms need come when one does. */
const LATER: Partial<Record<FieldKind, ComponentType<InputProps>>> = {
  rich_text: lazy(() => import('./RichTextInput')),
  address: lazy(() => import('./AddressInput')),
  location: lazy(() => import('./LocationInput')),
  file: lazy(() => import('./FilesInput')),
  image: lazy(() => import('./FilesInput')),
  signature: lazy(() => import('./SignatureInput')),
  sub_table: lazy(() => import('./SubTableInput')),
};

const LONG_TEXT_ROWS = { minRows: 2, maxRows: 8 };
const INPUT_TYPES: Partial<Record<FieldKind, string>> = { email: 'email', phone: 'tel', url: 'url' };

/** The input a field's kind asks for. Dates and amounts go in and out as the strings of the contract. */
export function FieldInput(props: FieldInputProps) {
  const { field, id, value, onChange, onBlur, autoFocus, inCell } = props;
  const common = { ...(id ? { id } : {}), ...(onBlur ? { onBlur } : {}), autoFocus: autoFocus ?? false };
  const text = typeof value === 'string' ? value : '';
  if (isMasked(field) || COMPUTED.has(field.kind) || field.kind === 'json') {
    return <FieldValue field={field} value={value as string} />;
  }
  const Later = LATER[field.kind];
  if (Later) {
    return (
      <Suspense fallback={<Input disabled />}>
        <Later {...props} />
      </Suspense>
    );
  }
  if (REFERENCES.has(field.kind)) {
    return (
      <ReferencePicker
        {...common}
        label={tx(field.label)}
        path={field.reference?.path ?? ''}
        value={isReference(value) ? value.id : text || undefined}
        title={isReference(value) ? value.title : undefined}
        onChange={(reference) => onChange?.(reference ?? null)}
      />
    );
  }
  switch (field.kind) {
    case 'choice':
    case 'multi_choice':
      return <ChoiceInput {...props} />;
    case 'tags':
      return <TagsInput {...props} />;
    case 'multi_reference':
      return (
        <ReferencesPicker
          {...common}
          label={tx(field.label)}
          path={field.reference?.path ?? ''}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={onChange ?? (() => undefined)}
        />
      );
    case 'boolean':
      return (
        <Switch
          {...(id ? { id } : {})}
          aria-label={tx(field.label)}
          autoFocus={autoFocus ?? false}
          checked={Boolean(value)}
          onChange={(next) => onChange?.(next)}
        />
      );
    case 'date':
      return (
        <DatePicker
          {...common}
          value={text ? dayjs(text) : null}
          onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
        />
      );
    case 'time':
      return (
        <TimePicker
          {...common}
          format="HH:mm"
          needConfirm={false}
          value={text ? dayjs(text, 'HH:mm') : null}
          onChange={(time) => onChange?.(time ? dayjs(time).format('HH:mm') : null)}
        />
      );
    case 'datetime':
      return <DateTimeInput {...props} />;
    case 'percent':
      return <PercentInput {...common} value={value} onChange={onChange} />;
    case 'money':
    case 'quantity':
    case 'number':
    case 'decimal':
      return (
        <DecimalInput
          {...common}
          value={value === undefined ? null : (value as string | null)}
          onChange={onChange}
        />
      );
    case 'long_text':
      return (
        <Input.TextArea
          {...common}
          value={text}
          autoSize={LONG_TEXT_ROWS}
          maxLength={field.max_length ?? undefined}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
    default:
      return (
        <Input
          {...common}
          value={text}
          placeholder={field.numbered || field.kind === 'number_rule' ? t('web.form.numbered') : ''}
          type={inCell ? 'text' : (INPUT_TYPES[field.kind] ?? 'text')}
          maxLength={field.max_length ?? undefined}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
  }
}

function ChoiceInput({ field, id, value, onChange, onBlur, autoFocus, inCell }: FieldInputProps) {
  const many = field.kind === 'multi_choice';
  // What only verbs set stands there only where a verb has set it.
  const options = (field.choices ?? [])
    .filter((choice) => !choice.reserved || choice.value === value)
    .map((choice) => ({ value: choice.value, label: tx(choice.label) }));
  return (
    <Select
      {...(id ? { id } : {})}
      {...(onBlur ? { onBlur } : {})}
      {...(many ? { mode: 'multiple' as const } : {})}
      autoFocus={autoFocus ?? false}
      {...(inCell ? { defaultOpen: true } : {})}
      aria-label={tx(field.label)}
      value={many ? (Array.isArray(value) ? (value as string[]) : []) : (value as string | undefined) || null}
      allowClear={!field.required}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={(next) => onChange?.(next ?? null)}
    />
  );
}
