import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { StripItem } from '../../../kit/HeadStrip';
import { t } from '../../../kit/i18n';
import styles from './OrderEditorPage.module.css';

interface WantedOnProps {
  label: string;
  value: string | null;
  /** Nothing is wanted before it is ordered. */
  since: string;
  onChange: (day: string | null) => void;
  /** Asked to say it line by line; left out where the grid shows it already. */
  onByLine: (() => void) | undefined;
}

/** By when the goods of an order are wanted: all of them here, or line by line. */
export function WantedOn({ label, value, since, onChange, onByLine }: WantedOnProps) {
  return (
    <StripItem
      label={label}
      beside={
        onByLine ? (
          <Button type="link" size="small" className={styles.byLine} onClick={onByLine}>
            {t('web.order.by_line')}
          </Button>
        ) : null
      }
    >
      <DatePicker
        aria-label={label}
        value={value ? dayjs(value) : null}
        minDate={dayjs(since)}
        onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
      />
    </StripItem>
  );
}
