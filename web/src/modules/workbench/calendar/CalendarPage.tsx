import { useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Segmented, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useCalendar, useCalendarPeople, useMoveEntry, type CalendarEntry } from '../../../api/calendar';
import { useMe } from '../../../api/session';
import { useAccess } from '../../../kit/access';
import { atTime, formatInstant, today } from '../../../kit/dates';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, useGo } from '../../../kit/Go';
import { language, t, tx } from '../../../kit/i18n';
import styles from '../../../kit/list/calendar/Calendar.module.css';
import { daysShown, step } from '../../../kit/list/calendar/days';
import { Page } from '../../../kit/Page';
import { addDays } from '../../../kit/spans';
import { sayDone, sayRefused } from '../../../kit/toast';
import { usePhone } from '../../../kit/usePhone';
import own from './Calendar.module.css';
import { EntryDay } from './EntryDay';

const FeedDialog = lazy(() => import('./FeedDialog'));

type Span = 'month' | 'week' | 'day';

const KINDS = ['task', 'contact', 'lead', 'closing'] as const;

interface Asked {
  on?: string;
  span?: Span;
  who?: string;
  hide?: string[];
}

/** The days of a person: tasks, contacts and expected closings. The address holds which days, and whose. */
export default function CalendarPage() {
  const asked = useSearch({ strict: false }) as Asked;
  const go = useGo();
  const phone = usePhone();
  const me = useMe();
  const { may } = useAccess();
  const span: Span = asked.span ?? (phone ? 'week' : 'month');
  const on = asked.on && /^\d{4}-\d{2}-\d{2}$/.test(asked.on) ? asked.on : today();
  const hide = asked.hide ?? [];
  const days = span === 'day' ? [on] : daysShown(on, span);
  const [first = on, last = on] = [days[0], days[days.length - 1]];
  const found = useCalendar(first, last, asked.who);
  const { put, entries } = useMoving(found.data?.entries ?? []);
  const shown = entries.filter((entry) => !hide.includes(entry.kind));
  const byDay = new Map<string, CalendarEntry[]>();
  for (const entry of shown) byDay.set(entry.day, [...(byDay.get(entry.day) ?? []), entry]);
  const ask = (change: Asked): void => {
    const next = Object.entries({ ...asked, ...change }).filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : value !== undefined,
    );
    go('/calendar', { search: Object.fromEntries(next), replace: true });
  };
  const pass = (by: number): string => (span === 'day' ? addDays(on, by) : step(on, span, by));
  const names = new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' });
  const agenda = phone || span === 'day';
  const listed = agenda && span !== 'day' ? days.filter((day) => byDay.has(day) || day === today()) : days;
  const [feeding, setFeeding] = useState(false);
  const mine = !asked.who || asked.who === me.user_id;
  return (
    <Page
      full
      title={t('web.nav.calendar')}
      actions={
        mine ? (
          <>
            {may('tasks', 'create') ? <Go to="/tasks/new">{t('web.agenda.new_task')}</Go> : null}
            {me.demo ? null : <Button onClick={() => setFeeding(true)}>{t('web.feed.open')}</Button>}
          </>
        ) : undefined
      }
    >
      <Suspense fallback={null}>{feeding ? <FeedDialog onClose={() => setFeeding(false)} /> : null}</Suspense>
      <div className={styles.calendar}>
        <header className={styles.head}>
          <Button size="small" onClick={() => ask({ on: undefined as never })}>
            {t('web.calendar.today')}
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={t('web.calendar.before')}
            onClick={() => ask({ on: pass(-1) })}
          >
            ‹
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={t('web.calendar.next')}
            onClick={() => ask({ on: pass(1) })}
          >
            ›
          </Button>
          <h2 aria-live="polite">{titleOf(on, span, first, last)}</h2>
          <Whose who={asked.who} onChange={(who) => ask({ who: who as never })} />
          <Segmented<Span>
            size="small"
            className={styles.span ?? ''}
            value={span}
            options={[
              { value: 'month', label: t('web.calendar.month') },
              { value: 'week', label: t('web.calendar.week') },
              { value: 'day', label: t('web.agenda.day') },
            ]}
            onChange={(next) => ask({ span: next })}
          />
        </header>
        <div className={own.legend} role="group" aria-label={t('web.agenda.kinds')}>
          {KINDS.map((kind) => (
            <Checkbox
              key={kind}
              checked={!hide.includes(kind)}
              onChange={(event) =>
                ask({ hide: event.target.checked ? hide.filter((one) => one !== kind) : [...hide, kind] })
              }
            >
              <span className={`${own.sign} ${own[kind] ?? ''}`} aria-hidden="true" />
              {tx(`web.agenda.kind.${kind}`)}
            </Checkbox>
          ))}
          {found.data && !found.data.complete ? (
            <span className={styles.cut}>{t('web.agenda.cut')}</span>
          ) : null}
        </div>
        {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
        {agenda ? null : (
          <div className={styles.names} aria-hidden="true">
            {days.slice(0, 7).map((day) => (
              <span key={day}>{names.format(new Date(day))}</span>
            ))}
          </div>
        )}
        {agenda && found.data && shown.length === 0 ? (
          <EmptyState title={t('web.agenda.none')} why={t('web.agenda.none.why')} />
        ) : null}
        <div
          className={`${styles.grid} ${agenda ? own.agenda : ''} ${span === 'week' ? styles.week : ''}`}
          style={agenda ? undefined : { gridTemplateRows: `repeat(${days.length / 7}, minmax(0, 1fr))` }}
          aria-busy={found.isFetching}
        >
          {listed.map((day) => (
            <EntryDay
              key={day}
              day={day}
              entries={byDay.get(day) ?? []}
              faint={span === 'month' && day.slice(0, 7) !== on.slice(0, 7)}
              long={agenda}
              all={span !== 'month' || phone}
              find={(key) => entries.find((entry) => `${entry.kind} ${entry.id}` === key)}
              onMove={put}
              onMore={() => ask({ on: day, span: 'day' })}
            />
          ))}
        </div>
      </div>
    </Page>
  );
}

/** Whose days are shown, where there is a choice. */
function Whose({ who, onChange }: { who: string | undefined; onChange: (who: string | undefined) => void }) {
  const me = useMe();
  const people = useCalendarPeople().data ?? [];
  if (people.length < 2) return null;
  return (
    <Select<string>
      size="small"
      aria-label={t('web.agenda.whose')}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={who ?? me.user_id}
      options={people.map((one) => ({
        value: one.id,
        label: one.id === me.user_id ? t('web.agenda.mine') : one.title,
      }))}
      onChange={(next) => onChange(next === me.user_id ? undefined : next)}
    />
  );
}

/** Entries stand where they were put while the server has not answered. */
function useMoving(found: CalendarEntry[]) {
  const move = useMoveEntry();
  const [moved, setMoved] = useState<ReadonlyMap<string, string>>(new Map());
  const entries = found.map((entry) => ({ ...entry, day: moved.get(entry.id) ?? entry.day }));
  const put = (entry: CalendarEntry, day: string): void => {
    if (!entry.movable || entry.day === day) return;
    const value = entry.at ? atTime(day, formatInstant(entry.at).slice(11)) : day;
    setMoved((now) => new Map(now).set(entry.id, day));
    move
      .mutateAsync({ entry, value })
      .then(() => sayDone(t('web.agenda.moved', { day })), sayRefused)
      .finally(() =>
        setMoved((now) => {
          const left = new Map(now);
          left.delete(entry.id);
          return left;
        }),
      );
  };
  return { entries, put };
}

function titleOf(on: string, span: Span, first: string, last: string): string {
  if (span === 'week') return `${first} – ${last}`;
  const month = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat(
    language(),
    span === 'day' ? { dateStyle: 'full', timeZone: 'UTC' } : month,
  );
  return format.format(new Date(on));
}
