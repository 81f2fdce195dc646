import { useParams } from '@tanstack/react-router';
import { Button, Checkbox, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import {
  useBelongings,
  useHandOverPreview,
  useStartHandOver,
  type Belongings,
  type HandOverPreview,
} from '../../api/handing';
import type { Reference } from '../../api/types';
import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page, Section } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useUser } from './api';
import styles from './HandOver.module.css';
import { Apart, People, receivers, Rules } from './HandOverParts';
import { HandOverRuns } from './HandOversPage';
import { beginning, isWhole, planOf, type Draft } from './handOverPlan';

/** Somebody leaves: what belongs to him, who gets it, and the button that does it. */
export default function HandOverPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const user = useUser(id);
  const belongings = useBelongings(id);
  const name = user.data?.value.name ?? '';
  return (
    <Page
      title={t('web.hand_over.of', { name })}
      narrow
      actions={<Go to={recordUrl('users', id)}>{t('web.hand_over.person')}</Go>}
    >
      <div className={styles.parts}>
        {belongings.isError ? (
          <ErrorPanel error={belongings.error} onRetry={() => void belongings.refetch()} />
        ) : null}
        {belongings.isPending ? <SkeletonRows rows={6} columns={4} /> : null}
        {belongings.data ? <Having key={id} id={id} name={name} has={belongings.data} /> : null}
        <HandOverRuns userId={id} />
      </div>
    </Page>
  );
}

function Having({ id, name, has }: { id: string; name: string; has: Belongings }) {
  const open = has.records.reduce((sum, one) => sum + one.open, 0);
  const nothing = open + has.teams + has.reports === 0;
  return (
    <>
      <Section title={t('web.hand_over.belongings')} flush>
        {has.records.length === 0 ? (
          <EmptyState title={t('web.hand_over.nothing')} why={t('web.hand_over.nothing.why')} />
        ) : (
          <SimpleTable
            label={t('web.hand_over.belongings')}
            rows={has.records}
            rowKey={(one) => one.record}
            columns={[
              { key: 'kind', title: t('web.transfer.what'), cell: (one) => tx(one.label) },
              {
                key: 'open',
                title: t('web.hand_over.open'),
                numeric: true,
                cell: (one) => (
                  <>
                    {one.open}
                    {one.may < one.open ? (
                      <span className="soft">
                        {' '}
                        {t('web.transfer.may', { may: one.may, count: one.open })}
                      </span>
                    ) : null}
                  </>
                ),
              },
              {
                key: 'value',
                title: t('web.hand_over.value'),
                numeric: true,
                cell: (one) => <Money value={one.value} blank="—" />,
              },
              {
                key: 'closed',
                title: t('web.hand_over.closed'),
                numeric: true,
                cell: (one) => (one.closed > 0 ? one.closed : '—'),
              },
            ]}
          />
        )}
      </Section>
      <p className="soft">
        {t('web.hand_over.besides', { teams: has.teams, reports: has.reports })}{' '}
        {t('web.hand_over.closed.why')}
      </p>
      {nothing ? null : <Planning id={id} name={name} has={has} />}
    </>
  );
}

function Planning({ id, name, has }: { id: string; name: string; has: Belongings }) {
  const [draft, setDraft] = useState<Draft>(beginning);
  const { can } = useAccess();
  const go = useGo();
  const start = useStartHandOver(id);
  const change = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }));
  const plan = isWhole(draft) ? planOf(draft) : null;
  const preview = useHandOverPreview(id, plan);
  const manages = can('identity.user.manage');
  return (
    <>
      <Section title={t('web.hand_over.plan')}>
        <div className={styles.plan}>
          <label className={styles.field}>
            <span>{t('web.hand_over.way')}</span>
            <Select
              aria-label={t('web.hand_over.way')}
              value={draft.way}
              options={(['one', 'evenly', 'condition'] as const).map((one) => ({
                value: one,
                label: t(`web.hand_over.way.${one}`),
              }))}
              onChange={(way) => change({ way })}
            />
          </label>
          {draft.way === 'condition' ? <Rules leaver={id} draft={draft} onChange={change} /> : null}
          <People leaver={id} draft={draft} onChange={change} />
          <Apart leaver={id} has={has} draft={draft} onChange={change} />
          {has.teams > 0 ? (
            <div className={styles.field}>
              <span>{t('web.hand_over.teams', { count: has.teams })}</span>
              <Select
                aria-label={t('web.hand_over.teams', { count: has.teams })}
                value={draft.teams}
                options={(['end', 'leave', 'pass'] as const).map((one) => ({
                  value: one,
                  label: t(`web.hand_over.teams.${one}`),
                }))}
                onChange={(teams) => change({ teams })}
              />
              {draft.teams === 'pass' ? (
                <Person
                  leaver={id}
                  label={t('web.hand_over.teams.to')}
                  value={draft.teamTo}
                  onChange={(teamTo) => change({ teamTo })}
                />
              ) : null}
            </div>
          ) : null}
          {has.reports > 0 && manages ? (
            <label className={styles.field}>
              <span>{t('web.hand_over.reports', { count: has.reports })}</span>
              <Person
                leaver={id}
                label={t('web.hand_over.reports', { count: has.reports })}
                value={draft.reportsTo}
                onChange={(reportsTo) => change({ reportsTo })}
              />
            </label>
          ) : null}
          {manages ? (
            <Checkbox
              checked={draft.switchOff}
              onChange={(event) => change({ switchOff: event.target.checked })}
            >
              {t('web.hand_over.switch_off', { name })}
            </Checkbox>
          ) : null}
        </div>
      </Section>
      {preview.isError ? <ErrorPanel error={preview.error} /> : null}
      {plan && preview.data ? (
        <Shares preview={preview.data} />
      ) : (
        <p className="soft">{t('web.hand_over.choose')}</p>
      )}
      {start.isError ? <ErrorPanel error={start.error} /> : null}
      <div className={styles.bar}>
        {plan && preview.data ? (
          <Popconfirm
            title={t('web.hand_over.start.ask', { name })}
            description={t('web.hand_over.start.why')}
            okText={t('web.hand_over.start')}
            cancelText={t('web.cancel')}
            onConfirm={() => start.mutate(plan, { onSuccess: (run) => go(`/hand-overs/${run.id}`) })}
          >
            <Button type="primary" loading={start.isPending}>
              {t('web.hand_over.start')}
            </Button>
          </Popconfirm>
        ) : (
          <Button disabled>{t('web.hand_over.start')}</Button>
        )}
      </div>
    </>
  );
}

interface PersonProps {
  leaver: string;
  label: string;
  value: Reference | undefined;
  onChange: (person: Reference | undefined) => void;
}

function Person({ leaver, label, value, onChange }: PersonProps) {
  return (
    <ReferencePicker
      label={label}
      path="users"
      value={value?.id}
      title={value?.title ?? undefined}
      filter={receivers(leaver)}
      onChange={(person) => onChange(person)}
    />
  );
}

function Shares({ preview }: { preview: HandOverPreview }) {
  const staying = preview.records.filter((one) => one.staying > 0);
  return (
    <Section title={t('web.hand_over.preview')} flush>
      <SimpleTable
        label={t('web.hand_over.preview')}
        rows={preview.people}
        rowKey={(one) => one.id}
        columns={[
          { key: 'who', title: t('web.hand_over.who'), cell: (one) => one.title },
          ...preview.records.map((kind) => ({
            key: kind.record,
            title: tx(kind.label),
            numeric: true,
            cell: (one: HandOverPreview['people'][number]) =>
              kind.people.find((other) => other.id === one.id)?.count ?? '—',
          })),
          {
            key: 'sum',
            title: t('web.hand_over.sum'),
            numeric: true,
            cell: (one) => one.count,
          },
          {
            key: 'value',
            title: t('web.hand_over.value'),
            numeric: true,
            cell: (one) => <Money value={one.value} blank="—" />,
          },
        ]}
      />
      {staying.length > 0 ? (
        <p className="soft" style={{ padding: '8px 16px', margin: 0 }}>
          {t('web.hand_over.staying', {
            what: staying.map((one) => `${tx(one.label)} ${one.staying}`).join(t('web.list.comma')),
          })}
        </p>
      ) : null}
    </Section>
  );
}
