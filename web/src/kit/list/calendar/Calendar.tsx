import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { lazy, Suspense } from 'react';
import type { Problem } from '../../../api/problem';
import { fetchPage, type ListQuery } from '../../../api/records';
import type { Condition, FieldMeta, Page, RecordRow } from '../../../api/types';
import { startOfDay, today } from '../../dates';
import { ErrorPanel } from '../../ErrorPanel';
import { recordUrl, useGo } from '../../Go';
import { language, t } from '../../i18n';
import { isEditable, valueKind } from '../../kinds';
import { addDays } from '../../spans';
import { usePhone } from '../../usePhone';
import { both } from '../conditions';
import { useMayEdit, type ModeProps } from '../ListMode';
import { useMoves } from '../useMoves';
import styles from './Calendar.module.css';
import { Day } from './Day';
import { dayOf, daysShown, newOn, onDay, step, type CalendarSpan } from './days';

const Peek = lazy(() => import('../Peek'));

interface CalendarProps extends ModeProps {
  field: FieldMeta;
  query: ListQuery;
}

const PAGE = 200;
const MOST_PAGES = 5;

interface Shown {
  rows: RecordRow[];
  complete: boolean;
}

/** The rows whose day lies within these days. */
function between(field: FieldMeta, days: string[]): Condition {
  const [first = '', end = ''] = [days[0], addDays(days[days.length - 1] ?? '', 1)];
  const at = (day: string): string => (valueKind(field) === 'datetime' ? startOfDay(day) : day);
  return {
    and: [
      { field: field.name, op: 'gte', value: at(first) },
      { field: field.name, op: 'lt', value: at(end) },
    ],
  };
}

/** A query laid out on days; dragging a record to another day changes it. */
export default function Calendar({ meta, mayCreate, view, change, choices, field, query }: CalendarProps) {
  const go = useGo();
  const phone = usePhone();
  const span: CalendarSpan = view.span ?? 'month';
  const on = view.on && /^\d{4}-\d{2}-\d{2}$/.test(view.on) ? view.on : today();
  const days = daysShown(on, span);
  const filter = both(query.filter, between(field, days));
  const fields = [...new Set([meta.title_field, ...(query.fields ?? []), field.name])].filter((name) =>
    meta.fields.some((item) => item.name === name),
  );
  const sort = field.sortable === false ? undefined : field.name;
  const found = useQuery<Shown, Problem>({
    queryKey: ['records', meta.path, 'calendar', filter, query.search, fields],
    queryFn: async ({ signal }) => {
      const rows: RecordRow[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const asked: ListQuery = { ...query, filter, fields, sort, limit: PAGE };
        const answer: Page = await fetchPage<RecordRow>(meta.path, asked, cursor, signal);
        rows.push(...answer.items);
        cursor = answer.next_cursor;
        if (cursor === null) break;
      }
      return { rows, complete: cursor === null };
    },
    placeholderData: (before) => before,
  });
  const mayEdit = useMayEdit(meta);
  const { moved, move } = useMoves(meta, field);
  const movable = meta.allowed.includes('update') && isEditable(field);
  const rows = (found.data?.rows ?? []).map((row) => {
    const there = moved.get(row.id);
    return there ? ({ ...row, [field.name]: there.value } as RecordRow) : row;
  });
  const put = (row: RecordRow, day: string): void => {
    if (movable && mayEdit(row, field) && dayOf(field, row[field.name]) !== day)
      void move(row, onDay(field, row, day));
  };
  const byDay = new Map<string, RecordRow[]>();
  for (const row of rows) {
    const day = dayOf(field, row[field.name]);
    if (day) byDay.set(day, [...(byDay.get(day) ?? []), row]);
  }
  const lead =
    meta.title_field === 'name'
      ? undefined
      : choices.map((choice) => choice.field).find((one) => one.name === 'name' || one.kind === 'reference');
  const names = new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' });
  const shown = phone ? days.filter((day) => byDay.has(day) || day === today()) : days;
  return (
    <div className={styles.split}>
      <div className={styles.calendar}>
        <header className={styles.head}>
          <Button size="small" onClick={() => change({ on: undefined })}>
            {t('web.calendar.today')}
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={t('web.calendar.before')}
            onClick={() => change({ on: step(on, span, -1) })}
          >
            ‹
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={t('web.calendar.next')}
            onClick={() => change({ on: step(on, span, 1) })}
          >
            ›
          </Button>
          <h2 aria-live="polite">{title(on, span, days)}</h2>
          {found.data && !found.data.complete ? (
            <span className={styles.cut}>{t('web.calendar.cut', { count: rows.length })}</span>
          ) : null}
          <Segmented<CalendarSpan>
            size="small"
            className={styles.span ?? ''}
            value={span}
            options={[
              { value: 'month', label: t('web.calendar.month') },
              { value: 'week', label: t('web.calendar.week') },
            ]}
            onChange={(next) => change({ span: next === 'week' ? 'week' : undefined })}
          />
        </header>
        {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
        {phone ? null : (
          <div className={styles.names} aria-hidden="true">
            {days.slice(0, 7).map((day) => (
              <span key={day}>{names.format(new Date(day))}</span>
            ))}
          </div>
        )}
        <div
          className={`${styles.grid} ${span === 'week' ? styles.week : ''}`}
          style={phone ? undefined : { gridTemplateRows: `repeat(${days.length / 7}, minmax(0, 1fr))` }}
          aria-busy={found.isFetching}
        >
          {shown.map((day) => (
            <Day
              key={day}
              meta={meta}
              field={field}
              lead={lead}
              day={day}
              faint={span === 'month' && day.slice(0, 7) !== on.slice(0, 7)}
              rows={byDay.get(day) ?? []}
              long={phone}
              all={span === 'week' || phone}
              movable={(row) => movable && mayEdit(row, field)}
              find={(id) => rows.find((row) => row.id === id)}
              onMove={put}
              onPeek={(row) => (phone ? go(recordUrl(meta.path, row.id)) : change({ peek: row.id }))}
              onOpen={(row) => go(recordUrl(meta.path, row.id))}
              onMore={() => change({ on: day, span: 'week' })}
              onCreate={
                mayCreate && meta.allowed.includes('create') && isEditable(field)
                  ? () => go(`/${meta.path}/new`, { search: { set: { [field.name]: newOn(field, day) } } })
                  : null
              }
            />
          ))}
        </div>
      </div>
      {view.peek && !phone ? (
        <Suspense fallback={null}>
          <Peek
            meta={meta}
            id={view.peek}
            row={rows.find((row) => row.id === view.peek)}
            to={recordUrl(meta.path, view.peek)}
            onStep={(by) => {
              const order = days.flatMap((day) => byDay.get(day) ?? []);
              const next = order[order.findIndex((row) => row.id === view.peek) + by];
              if (next) change({ peek: next.id });
            }}
            onClose={() => change({ peek: undefined })}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

function title(on: string, span: CalendarSpan, days: string[]): string {
  if (span === 'week') return `${days[0] ?? ''} – ${days[6] ?? ''}`;
  const format = new Intl.DateTimeFormat(language(), { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.format(new Date(on));
}
