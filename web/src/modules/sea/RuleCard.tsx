import { Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Rule } from '../../api/sea';
import type { Condition, RecordMeta } from '../../api/types';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { conditionOf, groupOf, isFilterable } from '../../kit/list/conditions';
import GroupEditor from '../../kit/list/GroupEditor';
import { PartSentence } from '../../kit/list/Sentence';
import styles from './Sea.module.css';

const KINDS: Rule['kind'][] = ['no_follow_up', 'no_opportunity', 'not_won', 'condition'];

interface RuleCardProps {
  rule: Rule;
  meta: RecordMeta;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}

/** One rule: what it looks at, after how many days, for all or by level, and what it spares. */
export function RuleCard({ rule, meta, onChange, onRemove }: RuleCardProps) {
  const change = (next: Partial<Rule>): void => onChange({ ...rule, ...next });
  const levels = meta.fields.find((field) => field.name === 'level')?.choices ?? [];
  return (
    <div
      className={styles.rule}
      role="group"
      aria-label={rule.name ?? t(`web.sea.kind.${rule.kind}` as MessageKey)}
    >
      <div className={styles.line}>
        <Select<Rule['kind']>
          aria-label={t('web.sea.rule.kind')}
          className={styles.kind ?? ''}
          value={rule.kind}
          options={KINDS.map((kind) => ({ value: kind, label: t(`web.sea.kind.${kind}` as MessageKey) }))}
          onChange={(kind) => change({ kind })}
        />
        <label>
          <Days
            label={t('web.sea.rule.days')}
            value={rule.days ?? null}
            onChange={(days) => change({ days })}
          />
          {t('web.sea.rule.days')}
        </label>
        <Input
          aria-label={t('web.sea.rule.name')}
          placeholder={t('web.sea.rule.name')}
          style={{ width: 200 }}
          value={rule.name ?? ''}
          maxLength={60}
          onChange={(event) => change({ name: event.target.value || null })}
        />
        <Button type="link" danger onClick={onRemove}>
          {t('web.sea.rule.remove')}
        </Button>
      </div>
      {rule.kind === 'condition' ? <ConditionLine rule={rule} meta={meta} change={change} /> : null}
      {levels.length > 0 ? (
        <div className={styles.line}>
          <span className="soft">{t('web.sea.rule.by_level')}</span>
          {levels.map((level) => (
            <label key={level.value}>
              {tx(level.label)}
              <Days
                label={`${t('web.sea.rule.by_level')} ${tx(level.label)}`}
                value={rule.by_level?.[level.value] ?? null}
                onChange={(days) => change({ by_level: withDays(rule.by_level ?? {}, level.value, days) })}
              />
            </label>
          ))}
        </div>
      ) : null}
      <div className={styles.line}>
        {rule.kind === 'not_won' ? null : (
          <Checkbox
            checked={rule.won_exempt ?? false}
            onChange={(event) => change({ won_exempt: event.target.checked })}
          >
            {t('web.sea.rule.won_exempt')}
          </Checkbox>
        )}
        <Checkbox
          checked={rule.opportunity_exempt ?? false}
          onChange={(event) => change({ opportunity_exempt: event.target.checked })}
        >
          {t('web.sea.rule.opportunity_exempt')}
        </Checkbox>
      </div>
    </div>
  );
}

function withDays(
  levels: Record<string, number>,
  level: string,
  days: number | null,
): Record<string, number> {
  const rest = Object.fromEntries(Object.entries(levels).filter(([name]) => name !== level));
  return days === null ? rest : { ...rest, [level]: days };
}

interface DaysProps {
  label: string;
  value: number | null;
  onChange: (days: number | null) => void;
}

function Days({ label, value, onChange }: DaysProps) {
  return (
    <InputNumber
      aria-label={label}
      className={styles.days ?? ''}
      min={0}
      max={3650}
      precision={0}
      value={value}
      onChange={onChange}
    />
  );
}

interface ConditionLineProps {
  rule: Rule;
  meta: RecordMeta;
  change: (next: Partial<Rule>) => void;
}

function ConditionLine({ rule, meta, change }: ConditionLineProps) {
  const [open, setOpen] = useState(false);
  const condition = (rule.condition ?? undefined) as Condition | undefined;
  const fields = meta.fields.filter((field) => field.kind !== 'roll_up' && isFilterable(field));
  const days = fields.filter((field) => field.kind === 'date' || field.kind === 'datetime');
  return (
    <div className={styles.line}>
      <span className="soft">{t('web.sea.rule.condition')}</span>
      {condition ? <PartSentence part={groupOf(condition)} fields={fields} /> : null}
      <Button size="small" onClick={() => setOpen(true)}>
        {t('web.sea.rule.condition.set')}
      </Button>
      <span className="soft">{t('web.sea.rule.since')}</span>
      <Select
        aria-label={t('web.sea.rule.since')}
        className={styles.kind ?? ''}
        allowClear
        placeholder={tx(`field.${meta.name}.received_at`)}
        value={rule.date_field ?? null}
        options={days.map((field) => ({ value: field.name, label: tx(field.label) }))}
        onChange={(name: string | null) => change({ date_field: name ?? null })}
      />
      {open ? (
        <Modal
          open
          footer={null}
          width={700}
          title={t('web.sea.rule.condition')}
          onCancel={() => setOpen(false)}
        >
          <GroupEditor
            rich={false}
            fields={fields}
            start={groupOf(condition)}
            onDone={(group) => {
              change({ condition: (conditionOf(group) ?? null) as Rule['condition'] });
              setOpen(false);
            }}
          />
        </Modal>
      ) : null}
    </div>
  );
}
