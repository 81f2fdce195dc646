import { useParams } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useMeta, useRecord } from '../../api/records';
import {
  usePoolSettings,
  useSavePoolSettings,
  useSimulate,
  type People,
  type PoolSettings,
  type Rule,
} from '../../api/sea';
import type { RecordMeta, RecordRow } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { RecordFacts } from '../../kit/record/Facts';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { FallingTable } from './FallingTable';
import { PeopleFields } from './PoolsPage';
import { RuleCard } from './RuleCard';
import styles from './Sea.module.css';

/** One sea: its limits, its people, what is hidden in it, and the rules by which something falls into it. */
export default function PoolPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const pool = useRecord<RecordRow>('pools', id);
  const settings = usePoolSettings(id);
  const { records } = useMeta();
  const error = pool.error ?? settings.error;
  if (error) {
    return (
      <Page title={t('web.nav.pools')}>
        <ErrorPanel error={error} />
      </Page>
    );
  }
  const held = records.find((meta) => meta.name === settings.data?.holds);
  const own = records.find((meta) => meta.name === 'pool');
  if (!pool.data || !settings.data || !held || !own) return <SkeletonPage />;
  return (
    <Settings key={settings.data.version} row={pool.data.value} own={own} held={held} start={settings.data} />
  );
}

interface SettingsProps {
  row: RecordRow;
  own: RecordMeta;
  held: RecordMeta;
  start: PoolSettings;
}

type Hidden = Record<string, 'hidden' | 'masked'>;

function Settings({ row, own, held, start }: SettingsProps) {
  const go = useGo();
  const save = useSavePoolSettings(row.id, () => sayDone(t('web.sea.saved')));
  const simulate = useSimulate();
  const [members, setMembers] = useState(start.members as unknown as People);
  const [administrators, setAdministrators] = useState(start.administrators as unknown as People);
  const [hidden, setHidden] = useState(start.hidden_fields as Hidden);
  const [rules, setRules] = useState(start.rules as unknown as Rule[]);
  const name = String(row.name ?? '');
  return (
    <Page
      narrow
      title={name}
      facts={<span>{t('web.sea.people_now', { count: start.people_now })}</span>}
      actions={
        <>
          <Button onClick={() => go(`/pools/${row.id}/edit`)}>{t('web.sea.pool.edit')}</Button>
          <Button
            type="primary"
            loading={save.isPending}
            onClick={() =>
              save.mutate({
                version: start.version,
                change: { members, administrators, hidden_fields: hidden, rules },
              })
            }
          >
            {t('web.save')}
          </Button>
        </>
      }
    >
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      <RecordFacts meta={own} record={row} without={['name']} />
      <Section title={t('web.sea.people')}>
        <PeopleFields label={t('web.sea.members')} people={members} onChange={setMembers} />
        <PeopleFields
          label={t('web.sea.administrators')}
          people={administrators}
          onChange={setAdministrators}
        />
      </Section>
      <Section title={t('web.sea.hidden')}>
        <div className={styles.two}>
          {(['masked', 'hidden'] as const).map((level) => (
            <div key={level} className={styles.field}>
              <span>{t(level === 'masked' ? 'web.sea.masked_fields' : 'web.sea.hidden_fields')}</span>
              <Select
                mode="multiple"
                aria-label={t(level === 'masked' ? 'web.sea.masked_fields' : 'web.sea.hidden_fields')}
                value={Object.keys(hidden).filter((field) => hidden[field] === level)}
                options={held.fields
                  .filter((field) => field.name !== held.title_field)
                  .map((field) => ({ value: field.name, label: tx(field.label) }))}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(names: string[]) => setHidden(withLevel(hidden, level, names))}
              />
            </div>
          ))}
        </div>
      </Section>
      <Section
        title={t('web.sea.rules')}
        extra={
          <Button
            size="small"
            loading={simulate.isPending}
            onClick={() => simulate.mutate({ record: start.holds as 'party', pool_id: row.id, rules })}
          >
            {t('web.sea.try')}
          </Button>
        }
      >
        <p className="soft">{t('web.sea.rules.help')}</p>
        {rules.map((rule, at) => (
          <RuleCard
            key={rule.id ?? at}
            rule={rule}
            meta={held}
            onChange={(next) => setRules(rules.map((other, place) => (place === at ? next : other)))}
            onRemove={() => setRules(rules.filter((_, place) => place !== at))}
          />
        ))}
        <Button
          onClick={() =>
            setRules([
              ...rules,
              { kind: 'no_follow_up', days: 30, by_level: {}, won_exempt: true, opportunity_exempt: false },
            ])
          }
        >
          {t('web.sea.rule.add')}
        </Button>
      </Section>
      {simulate.isError ? <ErrorPanel error={simulate.error} /> : null}
      {simulate.data ? (
        <Section flush title={t('web.sea.tonight.count', { count: simulate.data.count })}>
          <FallingTable label={t('web.sea.tonight')} path={held.path} rows={simulate.data.items} />
        </Section>
      ) : null}
    </Page>
  );
}

function withLevel(hidden: Hidden, level: 'hidden' | 'masked', names: string[]): Hidden {
  const others = Object.entries(hidden).filter(([name, now]) => now !== level && !names.includes(name));
  return Object.fromEntries([...others, ...names.map((name) => [name, level] as const)]);
}
