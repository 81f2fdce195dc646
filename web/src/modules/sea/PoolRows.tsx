import { Button, Checkbox } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useRecordMeta } from '../../api/records';
import { useClaim, usePoolRecords, type MyPool, type SeaReport } from '../../api/sea';
import type { FieldMeta, RecordRow } from '../../api/types';
import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { FieldValue } from '../../kit/FieldValue';
import { t, tx } from '../../kit/i18n';
import { ExportMenu } from '../../kit/list/ExportMenu';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { Refused } from './Refused';
import styles from './Sea.module.css';

const PoolPeek = lazy(() => import('./PoolPeek'));
const HandDialog = lazy(() => import('./HandDialog'));
const MoveAllDialog = lazy(() => import('./MoveAllDialog'));

const COLUMNS = ['level', 'region', 'phone', 'source', 'previous_owner_id', 'pooled_at', 'last_followed_at'];

interface PoolRowsProps {
  pool: MyPool;
  pools: MyPool[];
  search: string;
}

/** What lies in a sea: to be looked at, claimed, and by administrators assigned or moved. */
export function PoolRows({ pool, pools, search }: PoolRowsProps) {
  const meta = useRecordMeta(pool.path);
  const { can } = useAccess();
  const [cursors, setCursors] = useState<string[]>([]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [peeked, setPeeked] = useState<string>();
  const [hand, setHand] = useState<'assign' | 'move'>();
  const [emptying, setEmptying] = useState(false);
  const [report, setReport] = useState<SeaReport>();
  const page = usePoolRecords(pool.id, search, cursors.at(-1));
  const claim = useClaim(pool.id);
  if (!meta) return null;
  const rows = page.data?.items ?? [];
  const titles = new Map(rows.map((row) => [row.id, String(row[meta.title_field] ?? '')]));
  const ids = rows.map((row) => row.id).filter((id) => picked.has(id));
  const pick = (id: string): void => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  const told = (done: SeaReport, words: string): void => {
    setPicked(new Set());
    setPeeked(undefined);
    if (done.refused.length > 0) setReport(done);
    else sayDone(words);
  };
  const take = (wanted: string[]): void =>
    claim.mutate(wanted, {
      onSuccess: (done) => told(done, t('web.sea.claimed', { count: done.done })),
      onError: sayRefused,
    });
  const mayClaim = pool.is_member && can('sea.standing.claim');
  const fields = COLUMNS.flatMap((name) => meta.fields.find((field) => field.name === name) ?? []).filter(
    (field) => rows.every((row) => field.name in row),
  );
  if (page.isPending) return <SkeletonRows rows={10} columns={5} />;
  if (page.isError) return <ErrorPanel error={page.error} onRetry={() => void page.refetch()} />;
  // Where opening is counted, only who administers the sea takes all of it out.
  const mayExport =
    meta.allowed.includes('export') && (pool.is_administrator || pool.view_limit === null) && rows.length > 0;
  const others = pools.filter((one) => one.id !== pool.id && one.holds === pool.holds);
  const mayEmpty = pool.is_administrator && others.length > 0 && rows.length > 0;
  return (
    <>
      {mayExport || mayEmpty ? (
        <div className={styles.tools}>
          {mayEmpty ? (
            <Button size="small" onClick={() => setEmptying(true)}>
              {t('web.sea.move_all')}
            </Button>
          ) : null}
          {mayExport ? (
            <ExportMenu
              path={pool.path}
              pool={pool.id}
              query={{
                filter: undefined,
                search: search || undefined,
                sort: '-pooled_at',
                fields: fields.map((field) => field.name),
              }}
            />
          ) : null}
        </div>
      ) : null}
      {ids.length > 0 ? (
        <div className={styles.bar} role="toolbar" aria-label={t('web.bulk.bar')}>
          <span className="figure">{t('web.bulk.chosen', { count: ids.length })}</span>
          <div className={styles.verbs}>
            {mayClaim ? (
              <Button type="primary" size="small" loading={claim.isPending} onClick={() => take(ids)}>
                {t('web.sea.claim')}
              </Button>
            ) : null}
            {pool.is_administrator ? (
              <>
                <Button size="small" onClick={() => setHand('assign')}>
                  {t('web.sea.assign')}
                </Button>
                <Button size="small" onClick={() => setHand('move')}>
                  {t('web.sea.move')}
                </Button>
              </>
            ) : null}
          </div>
        </div>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title={t('web.sea.empty')} why={t(search ? 'web.nothing_found' : 'web.sea.empty.why')} />
      ) : (
        <div className={styles.rows}>
          <SimpleTable<RecordRow>
            label={pool.name}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) => setPeeked(row.id)}
            columns={[
              {
                key: 'pick',
                title: <span className="hidden-text">{t('web.sea.pick')}</span>,
                width: 40,
                cell: (row) => (
                  <Checkbox
                    aria-label={titles.get(row.id) ?? ''}
                    checked={picked.has(row.id)}
                    onChange={() => pick(row.id)}
                  />
                ),
              },
              {
                key: 'title',
                title: tx(`field.${meta.name}.${meta.title_field}`),
                cell: (row) => (
                  <button type="button" className={styles.linkish} onClick={() => setPeeked(row.id)}>
                    {titles.get(row.id)}
                  </button>
                ),
              },
              ...fields.map((field: FieldMeta) => ({
                key: field.name,
                title: tx(field.label),
                cell: (row: RecordRow) => <FieldValue field={field} value={row[field.name]} plain />,
              })),
              {
                key: 'claim',
                title: <span className="hidden-text">{t('web.actions')}</span>,
                numeric: true,
                cell: (row) =>
                  mayClaim ? (
                    <Button size="small" type="link" onClick={() => take([row.id])}>
                      {t('web.sea.claim')}
                    </Button>
                  ) : null,
              },
            ]}
          />
          <div className={styles.more}>
            {cursors.length > 0 ? (
              <Button onClick={() => setCursors(cursors.slice(0, -1))}>{t('web.sea.before')}</Button>
            ) : null}
            {page.data.next_cursor ? (
              <Button onClick={() => setCursors([...cursors, page.data.next_cursor ?? ''])}>
                {t('web.sea.next')}
              </Button>
            ) : null}
          </div>
        </div>
      )}
      <Suspense fallback={null}>
        {peeked ? (
          <PoolPeek
            pool={pool}
            meta={meta}
            id={peeked}
            onClaim={mayClaim ? () => take([peeked]) : undefined}
            onClose={() => setPeeked(undefined)}
          />
        ) : null}
        {hand ? (
          <HandDialog
            what={hand}
            pool={pool}
            pools={others}
            ids={ids}
            onDone={(done) => {
              setHand(undefined);
              told(done, t(hand === 'assign' ? 'web.sea.assigned' : 'web.sea.moved', { count: done.done }));
            }}
            onClose={() => setHand(undefined)}
          />
        ) : null}
        {emptying ? <MoveAllDialog pool={pool} others={others} onClose={() => setEmptying(false)} /> : null}
      </Suspense>
      {report ? <Refused report={report} titles={titles} onClose={() => setReport(undefined)} /> : null}
    </>
  );
}
