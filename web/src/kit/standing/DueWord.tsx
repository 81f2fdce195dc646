import dayjs from 'dayjs';
import { t } from '../i18n';
import styles from './Standing.module.css';

const SOON = 3;

/** In how many days something falls into a sea; the day itself on hover. */
export function DueWord({ day }: { day: string }) {
  const left = dayjs(day).startOf('day').diff(dayjs().startOf('day'), 'day');
  const word = left <= 0 ? t('web.sea.due.tonight') : t('web.sea.due.days', { days: left });
  return (
    <span className={left <= SOON ? styles.soon : undefined} title={day}>
      {word}
    </span>
  );
}
