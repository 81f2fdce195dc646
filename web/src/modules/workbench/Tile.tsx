import { useRecordPage } from '../../api/records';
import type { Condition } from '../../api/types';
import { daysBetween, today } from '../../kit/dates';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import styles from './WorkbenchPage.module.css';

interface TileProps {
  title: string;
  path: string;
  filter: Condition;
  sort: string;
}

/** How many wait, and since when the first one waits; a click opens the rows. */
export function Tile({ title, path, filter, sort }: TileProps) {
  const page = useRecordPage(path, { filter, sort, fields: ['number', sort], limit: 1 });
  const count = page.data?.count;
  const day = page.data?.items[0]?.[sort];
  const waiting = typeof day === 'string' ? daysBetween(day, today()) : null;
  return (
    <Go to={`/${path}`} search={{ filter, sort }} className={styles.tile}>
      <span className={styles.title}>{title}</span>
      <span className={styles.figure}>
        {count ? `${count.value}${count.exact ? '' : '+'}` : page.isError ? '–' : '…'}
      </span>
      <span className={styles.oldest}>
        {waiting === null ? t('web.today.nothing_waits') : t('web.today.oldest', { days: waiting })}
      </span>
    </Go>
  );
}
