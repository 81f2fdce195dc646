import { useState, type DragEvent, type KeyboardEvent } from 'react';
import type { CalendarEntry } from '../../../api/calendar';
import { formatInstant, today } from '../../../kit/dates';
import { recordUrl, useGo } from '../../../kit/Go';
import { language, t, tx } from '../../../kit/i18n';
import styles from '../../../kit/list/calendar/Calendar.module.css';
import { addDays } from '../../../kit/spans';
import own from './Calendar.module.css';

interface EntryDayProps {
  day: string;
  entries: CalendarEntry[];
  /** Of the month before or after. */
  faint: boolean;
  /** Days stand below each other, each with its whole name. */
  long: boolean;
  /** All that lies on it, not only the first few. */
  all: boolean;
  find: (key: string) => CalendarEntry | undefined;
  onMove: (entry: CalendarEntry, day: string) => void;
  onMore: () => void;
}

const SHOWN = 4;
const TYPE = 'application/x-heyi-entry';
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** One day of a person; what lies on it can be dragged to another, or moved with Alt and the arrows. */
export function EntryDay(props: EntryDayProps) {
  const { day, entries, all, long } = props;
  const go = useGo();
  const [over, setOver] = useState(false);
  const shown = all ? entries : entries.slice(0, entries.length > SHOWN ? SHOWN - 1 : SHOWN);
  const drop = (event: DragEvent): void => {
    setOver(false);
    const entry = props.find(event.dataTransfer.getData(TYPE));
    if (!entry) return;
    event.preventDefault();
    props.onMove(entry, day);
  };
  const onKeyDown = (event: KeyboardEvent, entry: CalendarEntry): void => {
    const by = STEPS[event.key];
    if (!event.altKey || by === undefined || !entry.movable) return;
    event.preventDefault();
    props.onMove(entry, addDays(day, by));
  };
  const classes = [styles.day, props.faint ? styles.faint : '', over ? styles.over : ''];
  return (
    <section
      className={classes.join(' ')}
      aria-label={named(day, { dateStyle: 'full' })}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(TYPE)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={styles.date}>
        {long ? (
          <span className={day === today() ? styles.now : undefined}>
            {named(day, { month: 'numeric', day: 'numeric', weekday: 'short' })}
          </span>
        ) : (
          <span className={day === today() ? styles.today : undefined}>{Number(day.slice(8))}</span>
        )}
      </div>
      {shown.map((entry) => (
        <button
          key={`${entry.kind} ${entry.id}`}
          type="button"
          className={[styles.entry, own.entry, own[entry.kind] ?? '', entry.done ? own.done : ''].join(' ')}
          draggable={entry.movable}
          title={titleOf(entry)}
          onDragStart={(event) => {
            event.dataTransfer.setData(TYPE, `${entry.kind} ${entry.id}`);
            event.dataTransfer.effectAllowed = 'move';
          }}
          onClick={() => go(recordUrl(entry.path, entry.id))}
          onKeyDown={(event) => onKeyDown(event, entry)}
        >
          {entry.at ? <span className="soft">{formatInstant(entry.at).slice(11)}</span> : null}
          {long ? <span className="soft">{tx(`web.agenda.kind.${entry.kind}`)}</span> : null}
          <span className="ellipsis">{entry.title}</span>
          {entry.party ? <span className="ellipsis soft">{entry.party}</span> : null}
        </button>
      ))}
      {entries.length > shown.length ? (
        <button type="button" className={styles.more} onClick={props.onMore}>
          {t('web.calendar.more', { count: entries.length - shown.length })}
        </button>
      ) : null}
    </section>
  );
}

const titleOf = (entry: CalendarEntry): string =>
  [tx(`web.agenda.kind.${entry.kind}`), entry.title, entry.party].filter(Boolean).join(' · ');

const named = (day: string, how: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language(), { ...how, timeZone: 'UTC' }).format(new Date(day));
