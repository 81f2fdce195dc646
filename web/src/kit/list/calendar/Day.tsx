import { useState, type DragEvent, type KeyboardEvent } from 'react';
import type { FieldMeta, RecordMeta, RecordRow } from '../../../api/types';
import { today } from '../../dates';
import { valueText } from '../../FieldValue';
import { language, t } from '../../i18n';
import { addDays } from '../../spans';
import { Status } from '../../Status';
import { titleWord } from '../../titles';
import styles from './Calendar.module.css';
import { timeOf } from './days';
import { nameless } from '../../nameless';

interface DayProps {
  meta: RecordMeta;
  field: FieldMeta;
  /** Whom or what it is about, where the title is only a number. */
  lead: FieldMeta | undefined;
  day: string;
  /** Of the month before or after. */
  faint: boolean;
  rows: RecordRow[];
  /** Days stand below each other, each with its whole name. */
  long: boolean;
  /** All that lies on it, not only the first few. */
  all: boolean;
  movable: (row: RecordRow) => boolean;
  find: (id: string) => RecordRow | undefined;
  onMove: (row: RecordRow, day: string) => void;
  onPeek: (row: RecordRow) => void;
  onOpen: (row: RecordRow) => void;
  onMore: () => void;
  onCreate: (() => void) | null;
}

const SHOWN = 3;
const TYPE = 'application/x-heyi-day';
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** One day and what lies on it. */
export function Day(props: DayProps) {
  const { meta, field, lead, day, rows, all } = props;
  const [over, setOver] = useState(false);
  const shown = all ? rows : rows.slice(0, rows.length > SHOWN ? SHOWN - 1 : SHOWN);
  const full = new Intl.DateTimeFormat(language(), { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(day),
  );
  const drop = (event: DragEvent): void => {
    setOver(false);
    const row = props.find(event.dataTransfer.getData(TYPE));
    if (!row) return;
    event.preventDefault();
    props.onMove(row, day);
  };
  const onKeyDown = (event: KeyboardEvent, row: RecordRow): void => {
    const by = STEPS[event.key];
    if (event.altKey && by !== undefined && props.movable(row)) props.onMove(row, addDays(day, by));
    else if (event.key === 'Enter') props.onOpen(row);
    else return;
    event.preventDefault();
  };
  const classes = [styles.day, props.faint ? styles.faint : '', over ? styles.over : ''];
  return (
    <section
      className={classes.join(' ')}
      aria-label={full}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(TYPE)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={styles.date}>
        {props.long ? (
          <span className={day === today() ? styles.now : undefined}>{longName(day)}</span>
        ) : (
          <span className={day === today() ? styles.today : undefined}>{Number(day.slice(8))}</span>
        )}
        {props.onCreate ? (
          <button
            type="button"
            aria-label={t('web.calendar.create', { day })}
            title={t('web.calendar.create', { day })}
            onClick={props.onCreate}
          >
            +
          </button>
        ) : null}
      </div>
      {shown.map((row) => (
        <button
          key={row.id}
          type="button"
          className={styles.entry}
          draggable={props.movable(row)}
          title={titleOf(meta, row)}
          onDragStart={(event) => {
            event.dataTransfer.setData(TYPE, row.id);
            event.dataTransfer.effectAllowed = 'move';
          }}
          onClick={() => props.onPeek(row)}
          onKeyDown={(event) => onKeyDown(event, row)}
        >
          {timeOf(field, row) ? <span className="soft">{timeOf(field, row)}</span> : null}
          {lead && row[lead.name] ? (
            <span className="ellipsis">{valueText(lead, row[lead.name])}</span>
          ) : null}
          <span className={lead && row[lead.name] ? 'ellipsis soft' : 'ellipsis'}>{titleOf(meta, row)}</span>
          {all ? <State meta={meta} row={row} /> : null}
        </button>
      ))}
      {rows.length > shown.length ? (
        <button type="button" className={styles.more} onClick={props.onMore}>
          {t('web.calendar.more', { count: rows.length - shown.length })}
        </button>
      ) : null}
    </section>
  );
}

const longName = (day: string): string =>
  new Intl.DateTimeFormat(language(), {
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(new Date(day));

function titleOf(meta: RecordMeta, row: RecordRow): string {
  const field = meta.fields.find((item) => item.name === meta.title_field);
  return (field && titleWord(meta.path, valueText(field, row[field.name]))) || nameless(row.state);
}

function State({ meta, row }: { meta: RecordMeta; row: RecordRow }) {
  const field = meta.fields.find((item) => item.name === 'state' && item.kind === 'choice');
  const value = field ? row[field.name] : undefined;
  if (!field || typeof value !== 'string') return null;
  return <Status state={value} label={field.choices?.find((choice) => choice.value === value)?.label} />;
}
