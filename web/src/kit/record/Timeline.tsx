import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { useMeta } from '../../api/records';
import type { FieldMeta, FieldValue, RecordMeta, TimelineEvent } from '../../api/types';
import { TimeText } from '../DateText';
import { formatInstant } from '../dates';
import { formatMoney } from '../decimal';
import { EmptyState } from '../EmptyState';
import { valueText } from '../FieldValue';
import { Go, recordUrl } from '../Go';
import { hasSentence, oneOf, t, tx } from '../i18n';
import { isBlank, valueKind } from '../kinds';
import { ReferenceTitle } from '../ReferenceTitle';
import styles from './Timeline.module.css';

interface TimelineProps {
  events: TimelineEvent[];
  /** Ids of the record shown: its own name need not be said again. */
  of?: string;
  onOlder?: (() => void) | undefined;
  loading?: boolean | undefined;
}

/** What happened, newest first: who did what to which document. */
export function TimelineList({ events, of, onOlder, loading }: TimelineProps) {
  if (events.length === 0 && !loading) return <EmptyState small title={t('web.timeline.none')} />;
  return (
    <>
      <ol className={styles.timeline}>
        {events.map((event) => (
          <Event key={event.id} event={event} own={event.record_id === of} />
        ))}
      </ol>
      {onOlder ? (
        <div className={styles.older}>
          <Button size="small" onClick={onOlder} loading={loading ?? false}>
            {t('web.timeline.older')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Event({ event, own }: { event: TimelineEvent; own: boolean }) {
  const meta = useMeta().records.find((record) => record.name === event.record);
  // Some deeds have a sentence of their own that names the paper: 办理了出库.
  const special = `web.deed.${event.action}.${event.record}`;
  const named = hasSentence(special);
  const verb = named ? special : `web.did.${event.action}`;
  const what = named ? '' : oneOf(event.record);
  const openable = meta !== undefined && meta.allowed.includes('list') && event.action !== 'deleted';
  return (
    <li className={styles.event}>
      <span className={styles.dot} aria-hidden="true" />
      <div className={styles.line}>
        <span>{event.actor}</span> <span className="soft">{hasSentence(verb) ? tx(verb) : event.action}</span>{' '}
        {own ? (
          named ? null : (
            t('web.timeline.this')
          )
        ) : (
          <>
            {what}{' '}
            {event.record === 'follow_up' ? null : meta && openable ? (
              <Go to={recordUrl(meta.path, event.record_id)}>{event.title}</Go>
            ) : (
              <span>{event.title}</span>
            )}
          </>
        )}
        <Told event={event} />
        <Changes event={event} />
      </div>
      <span className={styles.when}>
        <TimeText value={event.occurred_at} relative />
      </span>
    </li>
  );
}

/** What was said: of a follow-up its words, and when to speak again. */
function Told({ event }: { event: TimelineEvent }) {
  if (event.record !== 'follow_up' || event.action !== 'created') return null;
  const said = (name: string): unknown => (event.changes[name] as [unknown, unknown] | undefined)?.[1];
  const next = said('next_contact_at');
  return (
    <>
      <p className={styles.told}>{String(said('content') ?? '')}</p>
      {typeof next === 'string' ? (
        <p className="soft">
          {t('web.follow.next')} <TimeText value={next} />
        </p>
      ) : null}
    </>
  );
}

const SHOWN_CHANGES = 4;

/** What is told of a record beside its fields (the units of a product) has its word too. */
const sentenceOr = (key: string, otherwise: string): string => (hasSentence(key) ? tx(key) : otherwise);

function Changes({ event }: { event: TimelineEvent }) {
  const meta = useMeta().records.find((record) => record.name === event.record);
  const pairs = Object.entries(event.changes).filter(
    (pair): pair is [string, [unknown, unknown]] => Array.isArray(pair[1]) && pair[1].length === 2,
  );
  const [all, setAll] = useState(false);
  const merged = event.changes.merged as [string | null, string | null] | undefined;
  if (merged) return <span> {merged[1] ?? merged[0]}</span>;
  const why = event.changes.reason ?? event.changes.rule;
  if (Array.isArray(why)) return <span className="soft"> {whyWord(String(why[1]))}</span>;
  const stage = event.action === 'moved' ? pairs.find(([name]) => name === 'stage_id')?.[1] : undefined;
  if (stage) return <span className="soft">{` ${String(stage[0])} → ${String(stage[1])}`}</span>;
  if (event.action === 'assigned') return <Assigned event={event} meta={meta} />;
  if (event.action !== 'changed' || pairs.length === 0) return null;
  const shown = all ? pairs : pairs.slice(0, SHOWN_CHANGES);
  const field = (name: string): FieldMeta | undefined => meta?.fields.find((item) => item.name === name);
  const label = (name: string): string =>
    tx(field(name)?.label) ||
    sentenceOr(`field.${event.record}.${name}`, name === 'file' ? t('web.record.files') : name);
  return (
    <ul className={styles.changes}>
      {shown.map(([name, [before, after]]) => (
        <li key={name}>
          {label(name)}{' '}
          <s>
            <Was value={before} field={field(name)} />
          </s>{' '}
          → <Was value={after} field={field(name)} />
        </li>
      ))}
      {shown.length < pairs.length ? (
        <li>
          <button type="button" className={styles.further} onClick={() => setAll(true)}>
            {t('web.timeline.further', { count: pairs.length - shown.length })}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

/** Why something went into a sea: what somebody wrote, or the kind or name of a rule. */
const whyWord = (word: string): string =>
  hasSentence(`web.sea.kind.${word}`) ? tx(`web.sea.kind.${word}`) : word;

function Assigned({ event, meta }: { event: TimelineEvent; meta: RecordMeta | undefined }) {
  const owner = event.changes[meta?.owner_field ?? ''] as [unknown, unknown] | undefined;
  const field = meta?.fields.find((item) => item.name === meta.owner_field);
  return owner && field ? (
    <span>
      {' '}
      → <Was value={owner[1]} field={field} />
    </span>
  ) : null;
}

const FILES = new Set(['file', 'image', 'signature']);
const NAMED = new Set(['reference', 'multi_reference', 'user', 'department']);

/** A value as it was: references, which the ledger keeps as ids, by the title they have now. */
function Was({ value, field }: { value: unknown; field: FieldMeta | undefined }) {
  const path = field?.reference?.path;
  if (!field || !path || !NAMED.has(field.kind) || isBlank(value)) return <>{words(value, field)}</>;
  const ids = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  if (ids.length === 0) return <>{words(value, field)}</>;
  return ids.map((id, at) => (
    <Fragment key={id}>
      {at > 0 ? t('web.list.comma') : ''}
      <ReferenceTitle path={path} id={id} />
    </Fragment>
  ));
}

function words(value: unknown, field: FieldMeta | undefined): string {
  if (isBlank(value)) return t('web.blank');
  if (typeof value === 'boolean') return t(value ? 'web.yes' : 'web.no');
  if (field) return told(field, value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The ledger keeps amounts and moments plainly; here they read as everywhere else. */
function told(field: FieldMeta, value: unknown): string {
  const kind = valueKind(field);
  if (kind === 'money') return formatMoney(String(value));
  // A file is kept by its id, which tells nobody anything.
  if (FILES.has(kind)) return t('web.record.files');
  if (kind === 'datetime') return formatInstant(String(value).replace(' ', 'T'));
  return valueText(field, value as FieldValue);
}
