import { DatePicker, type DatePickerProps } from 'antd';
import dayjs from 'dayjs';

type Shown = Pick<
  DatePickerProps,
  'id' | 'size' | 'disabled' | 'autoFocus' | 'prefix' | 'style' | 'aria-label'
>;

interface DayPickerProps extends Shown {
  /** 2026-11-23; null until one is chosen. */
  value: string | null;
  onChange: (day: string) => void;
}

/** Asks for a business day. There must be one: it cannot be cleared. */
export function DayPicker({ value, onChange, ...shown }: DayPickerProps) {
  return (
    <DatePicker
      {...shown}
      allowClear={false}
      value={value ? dayjs(value) : null}
      onChange={(day) => {
        if (day) onChange(day.format('YYYY-MM-DD'));
      }}
    />
  );
}
