import { DatePicker, Input, Select, Switch } from 'antd';
import dayjs from 'dayjs';
import type { FieldMeta } from '../../api/types';
import { DecimalInput } from '../DecimalInput';
import { isReference } from '../FieldValue';
import { t, tx } from '../i18n';
import { ReferencePicker } from '../ReferencePicker';

interface FieldInputProps {
  field: FieldMeta;
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  onBlur?: () => void;
  autoFocus?: boolean;
}

const LONG_TEXT_ROWS = { minRows: 2, maxRows: 8 };

/** The input a field's kind asks for. Dates and amounts go in and out as the strings of the contract. */
export function FieldInput({ field, id, value, onChange, onBlur, autoFocus }: FieldInputProps) {
  const common = { ...(id ? { id } : {}), ...(onBlur ? { onBlur } : {}), autoFocus: autoFocus ?? false };
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          {...common}
          aria-label={tx(field.label)}
          value={text || null}
          allowClear={!field.required}
          options={(field.choices ?? []).map((choice) => ({ value: choice.value, label: tx(choice.label) }))}
          onChange={(next) => onChange?.(next ?? null)}
        />
      );
    case 'boolean':
      return (
        <Switch {...(id ? { id } : {})} checked={Boolean(value)} onChange={(next) => onChange?.(next)} />
      );
    case 'date':
      return (
        <DatePicker
          {...common}
          value={text ? dayjs(text) : null}
          onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
        />
      );
    case 'reference':
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
    case 'money':
    case 'quantity':
    case 'number':
    case 'percent':
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
          placeholder={field.numbered ? t('web.form.numbered') : ''}
          type={field.kind === 'email' ? 'email' : field.kind === 'phone' ? 'tel' : 'text'}
          maxLength={field.max_length ?? undefined}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
  }
}
