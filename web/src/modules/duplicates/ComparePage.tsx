import { useParams, useSearch } from '@tanstack/react-router';
import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useMerge, useUndoMerge } from '../../api/duplicates';
import { useRecord, useRecordMeta } from '../../api/records';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { FieldValue } from '../../kit/FieldValue';
import { same } from '../../kit/form/changes';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { isBlank, isEditable } from '../../kit/kinds';
import { Page } from '../../kit/Page';
import { relatedLabel, useRelated, useRelatedCounts } from '../../kit/record/related';
import { titleOf } from '../../kit/record/RecordPage';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone, sayRefused, sayUndoable } from '../../kit/toast';
import styles from './Duplicates.module.css';
import { toldApart } from './toldApart';

type Side = 'a' | 'b';
const SIDES: Side[] = ['a', 'b'];
const other = (side: Side): Side => (side === 'a' ? 'b' : 'a');

/** Two records side by side: which stays, and field by field whose value. */
export default function ComparePage() {
  const { path = '' } = useParams({ strict: false }) as { path?: string };
  const { a = '', b = '' } = useSearch({ strict: false }) as { a?: string; b?: string };
  const meta = useRecordMeta(path);
  const first = useRecord(path, a);
  const second = useRecord(path, b);
  if (!meta?.allowed.includes('delete')) {
    return (
      <Page title={t('web.duplicates.compare')}>
        <EmptyState title={t('web.no_right.title')} why={t('web.no_right.why')} />
      </Page>
    );
  }
  const error = first.error ?? second.error;
  if (error || a === '' || b === '') {
    return (
      <Page title={t('web.duplicates.compare')}>
        {error ? <ErrorPanel error={error} /> : <EmptyState title={t('web.duplicates.two_needed')} />}
      </Page>
    );
  }
  if (!first.data || !second.data) return <SkeletonPage />;
  return <Compare key={`${a} ${b}`} meta={meta} rows={{ a: first.data.value, b: second.data.value }} />;
}

/** Fields that differ come to a choice: the one that stays keeps its own, unless it has none. */
const startOf = (field: FieldMeta, rows: Record<Side, RecordRow>, stays: Side): Side =>
  isBlank(rows[stays][field.name]) && !isBlank(rows[other(stays)][field.name]) ? other(stays) : stays;

function Compare({ meta, rows }: { meta: RecordMeta; rows: Record<Side, RecordRow> }) {
  const [stays, setStays] = useState<Side>('a');
  const [chosen, setChosen] = useState<Record<string, Side>>({});
  const [asks, setAsks] = useState(false);
  const fields = meta.fields.filter(
    (field) => isEditable(field) && SIDES.some((side) => !isBlank(rows[side][field.name])),
  );
  const differing = fields.filter((field) => !same(rows.a[field.name], rows.b[field.name]));
  const alike = fields.filter((field) => !differing.includes(field));
  const sideOf = (field: FieldMeta): Side => chosen[field.name] ?? startOf(field, rows, stays);
  const [a, b] = toldApart([titleOf(meta, rows.a), titleOf(meta, rows.b)], [rows.a, rows.b]);
  const names: Record<Side, string> = { a, b };
  const take = differing.filter((field) => sideOf(field) !== stays).map((field) => field.name);
  return (
    <Page
      title={t('web.duplicates.compare')}
      facts={<span>{t('web.merge.differing', { count: differing.length })}</span>}
      actions={
        <Button type="primary" onClick={() => setAsks(true)}>
          {t('web.merge')}
        </Button>
      }
    >
      <p className={styles.help}>{t('web.merge.help')}</p>
      <table className={styles.compare}>
        <colgroup>
          <col className={styles.name} />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr>
            <td />
            {SIDES.map((side) => (
              <th key={side} scope="col" className={side === stays ? styles.chosen : undefined}>
                <Go to={recordUrl(meta.path, rows[side].id)}>{names[side]}</Go>
                <div>
                  <Radio
                    checked={side === stays}
                    onChange={() => {
                      setStays(side);
                      setChosen({});
                    }}
                  >
                    {t(side === stays ? 'web.merge.stays' : 'web.merge.stay')}
                  </Radio>
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differing.map((field) => (
            <tr key={field.name}>
              <th scope="row">{tx(field.label)}</th>
              {SIDES.map((side) => (
                <td key={side} className={sideOf(field) === side ? styles.chosen : undefined}>
                  <Radio
                    aria-label={`${tx(field.label)}: ${names[side]}`}
                    checked={sideOf(field) === side}
                    onChange={() => setChosen({ ...chosen, [field.name]: side })}
                  >
                    <Shown field={field} row={rows[side]} />
                  </Radio>
                </td>
              ))}
            </tr>
          ))}
          {alike.map((field) => (
            <tr key={field.name}>
              <th scope="row">{tx(field.label)}</th>
              <td colSpan={2}>
                <Shown field={field} row={rows.a} />
              </td>
            </tr>
          ))}
          <Children meta={meta} rows={rows} />
        </tbody>
      </table>
      {asks ? (
        <Confirm
          meta={meta}
          winner={rows[stays]}
          loser={rows[other(stays)]}
          names={{ winner: names[stays], loser: names[other(stays)] }}
          take={take}
          onCancel={() => setAsks(false)}
        />
      ) : null}
    </Page>
  );
}

function Shown({ field, row }: { field: FieldMeta; row: RecordRow }) {
  const value = row[field.name];
  return isBlank(value) ? (
    <span className="soft">{t('web.blank')}</span>
  ) : (
    <FieldValue field={field} value={value} plain />
  );
}

/** How many records of other kinds point to each of the two. */
function Children({ meta, rows }: { meta: RecordMeta; rows: Record<Side, RecordRow> }) {
  const lists = useRelated(meta);
  const counts = { a: useRelatedCounts(lists, rows.a.id), b: useRelatedCounts(lists, rows.b.id) };
  return lists
    .filter((list) => SIDES.some((side) => (counts[side].get(list.key) ?? 0) > 0))
    .map((list) => (
      <tr key={list.key}>
        <th scope="row">{relatedLabel(list, lists, tx)}</th>
        {SIDES.map((side) => (
          <td key={side} className="figure">
            {counts[side].get(list.key) ?? '…'}
          </td>
        ))}
      </tr>
    ));
}

interface ConfirmProps {
  meta: RecordMeta;
  winner: RecordRow;
  loser: RecordRow;
  names: { winner: string; loser: string };
  take: string[];
  onCancel: () => void;
}

/** Says what will move before anything does, and afterwards offers the way back. */
function Confirm({ meta, winner, loser, names, take, onCancel }: ConfirmProps) {
  const go = useGo();
  const merge = useMerge(meta.path);
  const undo = useUndoMerge();
  const lists = useRelated(meta);
  const counts = useRelatedCounts(lists, loser.id);
  const moving = lists.filter((list) => (counts.get(list.key) ?? 0) > 0);
  const run = async (): Promise<void> => {
    const made = await merge.mutateAsync({
      winner_id: winner.id,
      loser_id: loser.id,
      winner_version: winner.version ?? 1,
      loser_version: loser.version ?? 1,
      take,
    });
    go(recordUrl(meta.path, winner.id), { replace: true });
    sayUndoable(t('web.merge.done', names), {
      label: t('web.merge.undo'),
      run: () => undo.mutateAsync(made.id).then(() => sayDone(t('web.merge.undone', names)), sayRefused),
    });
  };
  return (
    <Modal
      open
      className={styles.confirm ?? ''}
      title={t('web.merge.question', names)}
      okText={t('web.merge')}
      cancelText={t('web.cancel')}
      confirmLoading={merge.isPending}
      onCancel={onCancel}
      onOk={() => void run().catch(() => undefined)}
    >
      <ul>
        <li>{t('web.merge.stays.fact', { name: names.winner, count: take.length })}</li>
        {moving.map((list) => (
          <li key={list.key}>
            {t('web.merge.moves', {
              what: relatedLabel(list, lists, tx),
              count: counts.get(list.key) ?? 0,
            })}
          </li>
        ))}
        <li>{t('web.merge.moves.rest')}</li>
        <li>{t('web.merge.goes', { name: names.loser })}</li>
      </ul>
      {merge.isError ? <ErrorPanel error={merge.error} /> : null}
    </Modal>
  );
}
