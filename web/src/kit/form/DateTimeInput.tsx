import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { atTime, formatInstant } from '../dates';
import type { FieldInputProps } from './FieldInput';

/** A moment, entered and shown in the company's time zone. */
export function DateTimeInput({ id, value, onChange, onBlur, autoFocus }: FieldInputProps) {
  const text = typeof value === 'string' && value ? formatInstant(value) : '';
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(onBlur ? { onBlur } : {})}
      autoFocus={autoFocus ?? false}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      needConfirm={false}
      value={text ? dayjs(text) : null}
      onChange={(moment) =>
        onChange?.(moment ? atTime(moment.format('YYYY-MM-DD'), moment.format('HH:mm')) : null)
      }
    />
  );
}
