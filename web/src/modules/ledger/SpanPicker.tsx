import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { firstOfMonth, lastOfMonth, today } from '../../kit/dates';
import { t } from '../../kit/i18n';
import type { Span } from './api';
import styles from './SpanPicker.module.css';

interface SpanPickerProps {
  span: Span;
  onChange: (span: Span) => void;
  /** Nothing is proposed beyond this day. */
  until?: string;
}

export const thisMonth = (): Span => ({ from: firstOfMonth(today()), to: lastOfMonth(today()) });

/** What is told to others ends today: nothing has happened after it. */
export const monthToDate = (): Span => ({ from: firstOfMonth(today()), to: today() });

const isSame = (one: Span, other: Span): boolean => one.from === other.from && one.to === other.to;

/** A span of days: this month, last month, this year, or any. */
export function SpanPicker({ span, onChange, until }: SpanPickerProps) {
  const now = today();
  const capped = ({ from, to }: Span): Span => ({ from, to: until && to > until ? until : to });
  const before = dayjs(now).subtract(1, 'month').format('YYYY-MM-DD');
  const usual: [string, Span][] = [
    [t('web.span.this_month'), { from: firstOfMonth(now), to: lastOfMonth(now) }],
    [t('web.span.last_month'), { from: firstOfMonth(before), to: lastOfMonth(before) }],
    [t('web.span.this_year'), { from: `${now.slice(0, 4)}-01-01`, to: `${now.slice(0, 4)}-12-31` }],
  ];
  const ready = usual.map(([label, value]): [string, Span] => [label, capped(value)]);
  return (
    <div className={styles.picker}>
      <DatePicker.RangePicker
        size="small"
        allowClear={false}
        value={[dayjs(span.from), dayjs(span.to)]}
        onChange={(days) => {
          if (days?.[0] && days[1])
            onChange({ from: days[0].format('YYYY-MM-DD'), to: days[1].format('YYYY-MM-DD') });
        }}
      />
      {ready.map(([label, value]) => (
        <Button
          key={label}
          size="small"
          type={isSame(value, span) ? 'default' : 'text'}
          aria-pressed={isSame(value, span)}
          onClick={() => onChange(value)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
