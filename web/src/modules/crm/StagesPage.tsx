import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { divide, multiply } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { ReferencesPicker } from '../../kit/ReferencesPicker';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useSaveStageGroup, useStageGroups, type StageGroup, type StageGroupBody } from './api';
import styles from './Crm.module.css';

/** The groups of stages: in which order, with which rate of success, and how long at most. */
export default function StagesPage() {
  const groups = useStageGroups();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t('web.nav.sales_stages')}
      actions={
        <Button type="primary" icon={<PlusOutlined />} disabled={adding} onClick={() => setAdding(true)}>
          {t('web.stages.add_group')}
        </Button>
      }
    >
      {groups.isError ? <ErrorPanel error={groups.error} /> : null}
      {groups.isPending ? <SkeletonRows rows={8} columns={4} /> : null}
      <div className={styles.cards}>
        {adding ? <Group group={undefined} onDone={() => setAdding(false)} /> : null}
        {(groups.data ?? []).map((group) => (
          <Group key={`${group.id}.${group.version}`} group={group} />
        ))}
      </div>
    </Page>
  );
}

interface Typed {
  key: string;
  id: string | null;
  name: string;
  rate: number | null;
  days: number | null;
  done_when: string;
}

let made = 0;
const blank = (): Typed => {
  made += 1;
  return { key: `n${made}`, id: null, name: '', rate: null, days: null, done_when: '' };
};

const typed = (group: StageGroup | undefined): Typed[] =>
  group
    ? group.stages
        .filter((stage) => stage.active)
        .map((stage) => ({
          key: stage.id,
          id: stage.id,
          name: stage.name,
          rate: Number(multiply(stage.win_rate, '100')),
          days: stage.most_days,
          done_when: stage.done_when ?? '',
        }))
    : [blank()];

function Group({ group, onDone }: { group: StageGroup | undefined; onDone?: () => void }) {
  const save = useSaveStageGroup(group);
  const [name, setName] = useState(group?.name ?? '');
  const [active, setActive] = useState(group?.active ?? true);
  const [departments, setDepartments] = useState<string[]>(group?.departments ?? []);
  const [stages, setStages] = useState(() => typed(group));
  const change = (at: number, part: Partial<Typed>): void =>
    setStages((now) => now.map((stage, place) => (place === at ? { ...stage, ...part } : stage)));
  const swap = (at: number, to: number): void =>
    setStages((now) => {
      const next = [...now];
      const [moved] = next.splice(at, 1);
      if (moved) next.splice(to, 0, moved);
      return next;
    });
  const whole =
    name.trim() !== '' && stages.every((stage) => stage.name.trim() !== '' && stage.rate !== null);
  const send = (): void => {
    const said: StageGroupBody = {
      name: name.trim(),
      active,
      departments,
      stages: stages.map((stage) => ({
        id: stage.id,
        name: stage.name.trim(),
        win_rate: divide(String(stage.rate ?? 0), '100'),
        most_days: stage.days,
        done_when: stage.done_when.trim() || null,
      })),
    };
    save.mutate(said, {
      onSuccess: () => {
        sayDone(t('web.form.saved'));
        onDone?.();
      },
    });
  };
  return (
    <Section
      title={group?.name ?? t('web.stages.add_group')}
      extra={
        <>
          {onDone ? (
            <Button size="small" onClick={onDone}>
              {t('web.cancel')}
            </Button>
          ) : null}
          <Button size="small" type="primary" disabled={!whole} loading={save.isPending} onClick={send}>
            {t('web.save')}
          </Button>
        </>
      }
    >
      {save.error ? <ErrorPanel error={save.error} /> : null}
      <div className={styles.groupHead}>
        <Input
          aria-label={tx('field.stage_group.name')}
          placeholder={tx('field.stage_group.name')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
        />
        <ReferencesPicker
          label={t('web.stages.departments')}
          path="departments"
          value={departments}
          onChange={(chosen) => setDepartments(chosen.map((one) => one.id))}
        />
        <label>
          <Switch size="small" checked={active} onChange={setActive} /> {tx('field.stage_group.active')}
        </label>
      </div>
      <p className={`soft ${styles.help}`}>{t('web.stages.departments.help')}</p>
      <div className={styles.steps}>
        <div className={`${styles.step} soft`} aria-hidden="true">
          <span />
          <span>{tx('field.stage.name')}</span>
          <span>{tx('field.stage.win_rate')}</span>
          <span>{tx('field.stage.most_days')}</span>
          <span className={styles.wide}>{tx('field.stage.done_when')}</span>
          <span />
        </div>
        {stages.map((stage, at) => (
          <div key={stage.key} className={styles.step}>
            <span className="soft">{at + 1}</span>
            <Input
              aria-label={t('web.stages.name_of', { place: at + 1 })}
              placeholder={tx('field.stage.name')}
              value={stage.name}
              maxLength={60}
              onChange={(event) => change(at, { name: event.target.value })}
            />
            <InputNumber
              aria-label={t('web.stages.rate_of', { place: at + 1 })}
              placeholder="%"
              suffix="%"
              min={0}
              max={100}
              value={stage.rate}
              onChange={(rate) => change(at, { rate })}
            />
            <InputNumber
              aria-label={t('web.stages.days_of', { place: at + 1 })}
              placeholder={t('web.stages.days')}
              min={1}
              max={3650}
              precision={0}
              value={stage.days}
              onChange={(days) => change(at, { days })}
            />
            <Input
              className={styles.wide}
              aria-label={t('web.stages.done_when_of', { place: at + 1 })}
              placeholder={tx('field.stage.done_when')}
              value={stage.done_when}
              maxLength={200}
              onChange={(event) => change(at, { done_when: event.target.value })}
            />
            <span>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={t('web.stages.up', { name: stage.name })}
                disabled={at === 0}
                onClick={() => swap(at, at - 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={t('web.stages.down', { name: stage.name })}
                disabled={at === stages.length - 1}
                onClick={() => swap(at, at + 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('web.stages.remove', { name: stage.name })}
                disabled={stages.length === 1}
                onClick={() => setStages((now) => now.filter((_, place) => place !== at))}
              />
            </span>
          </div>
        ))}
        <Button icon={<PlusOutlined />} onClick={() => setStages((now) => [...now, blank()])}>
          {t('web.stages.add')}
        </Button>
      </div>
    </Section>
  );
}
