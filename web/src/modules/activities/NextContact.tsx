import { Button } from 'antd';
import { atTime, today } from '../../kit/dates';
import { DateTimeInput } from '../../kit/form/DateTimeInput';
import { t } from '../../kit/i18n';
import styles from './activities.module.css';
import { USUAL } from './nextContact';

const MORNING = '09:00';

interface NextContactProps {
  label: string;
  field: unknown;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** When to speak again: one of the usual times, or one's own. */
export function NextContact({ label, field, value, onChange }: NextContactProps) {
  return (
    <div className={styles.next}>
      <div className={styles.row} role="group" aria-label={t('web.follow.next_quickly')}>
        {USUAL.map((usual) => {
          const moment = atTime(usual.day(today()), MORNING);
          return (
            <Button
              key={usual.label}
              size="small"
              type={value === moment ? 'primary' : 'default'}
              aria-pressed={value === moment}
              onClick={() => onChange(value === moment ? undefined : moment)}
            >
              {t(usual.label)}
            </Button>
          );
        })}
      </div>
      <label className={styles.next}>
        <span>{label}</span>
        <DateTimeInput
          field={field as never}
          value={value}
          onChange={(chosen) => onChange((chosen as string | null) ?? undefined)}
        />
      </label>
    </div>
  );
}
