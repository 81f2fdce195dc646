import { TimeText } from '../../kit/DateText';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { Notice } from '../../api/notices';
import styles from './Notices.module.css';

/** Notices, each a way to what it speaks of; a dot marks what was not read. */
export function NoticeRows({
  label,
  notices,
  onOpen,
}: {
  label: string;
  notices: Notice[];
  onOpen: (notice: Notice) => void;
}) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {notices.map((notice) => (
        <li key={notice.id} className={notice.read_at ? styles.read : styles.unread}>
          <span className={styles.dot} aria-hidden="true" />
          <div className={styles.what}>
            <Words notice={notice} onOpen={onOpen} />
            <span className={styles.under}>
              {notice.read_at ? null : <span className="hidden-text">{t('web.notices.unread')}</span>}
              {tx(notice.label)} · <TimeText value={notice.at} relative />
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Words({ notice, onOpen }: { notice: Notice; onOpen: (notice: Notice) => void }) {
  const { opens, text } = notice;
  if (!opens) {
    return (
      <button type="button" className={styles.plain} onClick={() => onOpen(notice)}>
        {text}
      </button>
    );
  }
  const search = opens.filter ? { filter: opens.filter } : {};
  return (
    <Go to={opens.to} search={search} onClick={() => onOpen(notice)}>
      {text}
    </Go>
  );
}
