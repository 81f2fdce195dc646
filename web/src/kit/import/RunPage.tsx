import { useParams } from '@tanstack/react-router';
import { Button, Checkbox, Progress, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import {
  badRowsUrl,
  isWorking,
  useCancelImport,
  useCheckImport,
  useImportRun,
  useStartImport,
  useUndoImport,
  type ImportRun,
} from '../../api/imports';
import { useMyPools } from '../../api/sea';
import { useAccess } from '../access';
import { ConfirmButton } from '../ConfirmButton';
import { formatInstant } from '../dates';
import { ErrorPanel } from '../ErrorPanel';
import { useGo } from '../Go';
import { oneOf, t, tx } from '../i18n';
import { Page, Section } from '../Page';
import { SimpleTable } from '../SimpleTable';
import { SkeletonRows } from '../Skeleton';
import { Status } from '../Status';
import { Columns } from './Columns';
import { Counts, Diff, Findings } from './Findings';
import { Steps } from './Steps';
import styles from './RunPage.module.css';

/** One import on its way: columns, a look at every row, the writing, and its undoing. */
export default function RunPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const run = useImportRun(id);
  if (run.isError) return <ErrorPanel error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) return <SkeletonRows rows={8} columns={4} />;
  return <Run key={id} run={run.data} />;
}

const stepOf = (run: ImportRun): number => {
  if (run.state === 'reading' || run.state === 'refused') return 0;
  if (run.state === 'ready') return 1;
  return run.state === 'checking' || run.state === 'checked' ? 2 : 3;
};

function Run({ run }: { run: ImportRun }) {
  const go = useGo();
  const cancel = useCancelImport(run.id);
  const undo = useUndoImport(run.id);
  const may = (action: string): boolean => run.allowed_actions.includes(action);
  return (
    <Page
      title={t('web.import.title', { what: oneOf(run.record) })}
      narrow
      facts={<Status state={run.state} label={`choice.import_run.state.${run.state}`} />}
      actions={
        <>
          {may('cancel') ? (
            <ConfirmButton
              question={t('web.imports.cancel.ask')}
              explain={t('web.imports.cancel.why')}
              confirm={t('web.imports.cancel')}
              command={() => cancel.mutateAsync()}
            >
              {t('web.imports.cancel')}
            </ConfirmButton>
          ) : null}
          {may('undo') ? (
            <ConfirmButton
              question={t('web.imports.undo.ask')}
              explain={t('web.imports.undo.why')}
              confirm={t('web.imports.undo')}
              command={() => undo.mutateAsync()}
            >
              {t('web.imports.undo')}
            </ConfirmButton>
          ) : null}
          <Button onClick={() => go(`/${run.path}/import`)}>{t('web.imports.other')}</Button>
          <Button onClick={() => go(`/${run.path}`)}>{t('web.import.see')}</Button>
        </>
      }
    >
      <div className={styles.parts}>
        <Steps now={stepOf(run)} />
        <p className="soft">
          {[
            run.filename,
            run.rows
              ? t('web.import.read_as', {
                  read: [run.encoding, run.sheet].filter(Boolean).join(' · '),
                  rows: run.rows,
                })
              : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {run.refusal ? (
          <p className={styles.missing} role="alert">
            {run.refusal}
          </p>
        ) : null}
        {isWorking(run.state) ? <Working run={run} /> : null}
        {run.state === 'ready' || run.state === 'checked' ? <Plan run={run} /> : null}
        {['running', 'done', 'cancelled', 'failed', 'undoing', 'undone'].includes(run.state) ? (
          <Result run={run} />
        ) : null}
      </div>
    </Page>
  );
}

function Working({ run }: { run: ImportRun }) {
  const total = run.total ?? (run.rows || null);
  return (
    <Section title={tx(`choice.import_run.state.${run.state}`)}>
      <Progress percent={total ? Math.floor((run.done * 100) / total) : 0} status="active" />
      <p className="soft" role="status">
        {total && run.state !== 'reading'
          ? t('web.imports.working', { done: run.done.toLocaleString(), total: total.toLocaleString() })
          : ''}{' '}
        {t('web.imports.leave')}
      </p>
    </Section>
  );
}

const WAYS = ['create', 'update', 'create_or_update', 'skip'] as const;
type Way = (typeof WAYS)[number];

/** The columns and the way; once looked at, what would become of the rows and the button that writes them. */
function Plan({ run }: { run: ImportRun }) {
  const check = useCheckImport(run.id);
  const { can } = useAccess();
  const [mapping, setMapping] = useState<Record<string, string | null>>({});
  const [way, setWay] = useState<Way>(run.way as Way);
  const keys = run.fields.filter((field) => field.is_key);
  const filled = new Set(run.columns.map((one) => (one.column in mapping ? mapping[one.column] : one.field)));
  const [key, setKey] = useState(run.key);
  const [origin, setOrigin] = useState(false);
  const [into, setInto] = useState<string | null>(run.into ?? null);
  const pools = useMyPools(can('sea.pool.view'));
  const seas = (pools.data ?? []).filter((pool) => pool.holds === run.record && pool.is_administrator);
  const usable = keys.filter((field) => filled.has(field.name));
  const chosenKey = usable.some((field) => field.name === key)
    ? key
    : ((usable.find((field) => field.name === 'code') ?? usable[0])?.name ?? '');
  const chosen = {
    ...Object.fromEntries(
      run.columns.filter((one) => one.how === 'chosen').map((one) => [one.column, one.field]),
    ),
    ...mapping,
  };
  const changed =
    Object.keys(mapping).length > 0 ||
    into !== (run.into ?? null) ||
    way !== run.way ||
    (way !== 'create' && chosenKey !== run.key);
  const look = (): void =>
    check.mutate(
      {
        mapping: Object.entries(chosen).map(([column, field]) => ({ column, field })),
        way,
        key: way === 'create' ? '' : chosenKey,
        keep_origin: origin,
        into,
      },
      { onSuccess: () => setMapping({}) },
    );
  return (
    <>
      <Columns
        run={run}
        mapping={mapping}
        disabled={check.isPending}
        onMap={(column, field) => setMapping({ ...mapping, [column]: field })}
      />
      <Section title={t('web.imports.way')}>
        <div className={styles.plan}>
          <label className={styles.pick}>
            <span>{t('web.imports.way')}</span>
            <Select
              aria-label={t('web.imports.way')}
              value={way}
              options={WAYS.map((one) => ({ value: one, label: tx(`web.imports.way.${one}`) }))}
              onChange={setWay}
            />
          </label>
          {way === 'create' ? null : (
            <label className={styles.pick}>
              <span>{t('web.imports.key')}</span>
              <Select
                aria-label={t('web.imports.key')}
                value={chosenKey}
                options={usable.map((field) => ({ value: field.name, label: tx(field.label) }))}
                onChange={setKey}
              />
            </label>
          )}
          {seas.length > 0 ? (
            <label className={styles.pick}>
              <span>{t('web.imports.into')}</span>
              <Select<string>
                aria-label={t('web.imports.into')}
                value={into ?? ''}
                options={[
                  { value: '', label: t('web.imports.into.owners') },
                  ...seas.map((pool) => ({ value: pool.id, label: pool.name })),
                ]}
                onChange={(chosen) => setInto(chosen || null)}
              />
            </label>
          ) : null}
          {run.may_keep_origin ? (
            <Checkbox checked={origin} onChange={(event) => setOrigin(event.target.checked)}>
              {t('web.imports.keep_origin')}
            </Checkbox>
          ) : null}
          <Button
            type={run.state === 'checked' && !changed ? 'default' : 'primary'}
            loading={check.isPending}
            disabled={way !== 'create' && chosenKey === ''}
            onClick={look}
          >
            {t(run.state === 'checked' ? 'web.imports.check_again' : 'web.imports.check')}
          </Button>
        </div>
      </Section>
      {check.isError ? <ErrorPanel error={check.error} /> : null}
      {run.state === 'checked' && !changed ? <Looked run={run} /> : null}
    </>
  );
}

function Looked({ run }: { run: ImportRun }) {
  const start = useStartImport(run.id);
  const [skipBad, setSkipBad] = useState(false);
  const [skipAlike, setSkipAlike] = useState(false);
  const { counts } = run;
  // The columns may fill the screen: what came of the look, and the button that goes on, are brought into sight.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'center' });
    place.current?.focus({ preventScroll: true });
  }, []);
  const writes = counts.created + counts.changed > 0;
  return (
    <>
      <div ref={place} tabIndex={-1} className={styles.looked}>
        <Section title={t('web.imports.will')}>
          <Counts run={run} />
          <div className={styles.plan}>
            {counts.bad > 0 ? (
              <Checkbox checked={skipBad} onChange={(event) => setSkipBad(event.target.checked)}>
                {t('web.imports.skip_bad', { bad: counts.bad })}
              </Checkbox>
            ) : null}
            {counts.alike > 0 ? (
              <Checkbox checked={skipAlike} onChange={(event) => setSkipAlike(event.target.checked)}>
                {t('web.imports.skip_alike', { alike: counts.alike })}
              </Checkbox>
            ) : null}
            <Button
              type="primary"
              loading={start.isPending}
              disabled={!writes || (counts.bad > 0 && !skipBad)}
              onClick={() => start.mutate({ skip_bad: skipBad, duplicates: skipAlike ? 'skip' : 'create' })}
            >
              {t('web.imports.start')}
            </Button>
            <BadRows run={run} />
          </div>
        </Section>
      </div>
      {start.isError ? <ErrorPanel error={start.error} /> : null}
      <Diff run={run} />
      <Findings run={run} />
    </>
  );
}

function Result({ run }: { run: ImportRun }) {
  const { undone } = run;
  return (
    <>
      <Section title={t('web.imports.did')}>
        <Counts run={run} />
        <div className={styles.plan}>
          <BadRows run={run} />
          {run.allowed_actions.includes('undo') && run.undo_until ? (
            <span className="soft">
              {t('web.imports.undo.until', { day: formatInstant(run.undo_until) })}
            </span>
          ) : null}
        </div>
      </Section>
      {undone ? (
        <Section title={t('web.imports.undone')} flush>
          <p className={styles.sum} role="status">
            {t('web.imports.undone.sum', {
              deleted: undone.deleted,
              restored: undone.restored,
              kept: undone.kept,
            })}
          </p>
          {undone.named.length > 0 ? (
            <SimpleTable
              label={t('web.imports.undone')}
              columns={[
                { key: 'title', title: t('web.imports.record'), cell: (one) => one.title },
                {
                  key: 'field',
                  title: t('web.import.field'),
                  cell: (one) =>
                    one.field
                      ? tx(run.fields.find((field) => field.name === one.field)?.label ?? one.field)
                      : '',
                },
                {
                  key: 'why',
                  title: t('web.imports.reason'),
                  cell: (one) => tx(`web.imports.kept.${one.reason}`),
                },
              ]}
              rows={undone.named}
              rowKey={(one) => `${one.id} ${one.field ?? ''}`}
            />
          ) : null}
        </Section>
      ) : null}
      <Findings run={run} />
    </>
  );
}

function BadRows({ run }: { run: ImportRun }) {
  if (run.counts.bad === 0) return null;
  return (
    <>
      <a href={badRowsUrl(run.id, 'xlsx')}>{t('web.imports.bad_xlsx')}</a>
      <a href={badRowsUrl(run.id, 'csv')}>{t('web.imports.bad_csv')}</a>
    </>
  );
}
