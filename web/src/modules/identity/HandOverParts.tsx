import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Belongings } from '../../api/handing';
import type { Condition } from '../../api/types';
import { useMeta } from '../../api/records';
import { t, tx } from '../../kit/i18n';
import { conditionOf, groupOf, isFilterable } from '../../kit/list/conditions';
import GroupEditor from '../../kit/list/GroupEditor';
import { PartSentence } from '../../kit/list/Sentence';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { ReferencesPicker } from '../../kit/ReferencesPicker';
import styles from './HandOver.module.css';
import type { Draft, DraftRule } from './handOverPlan';

/** Who may be given something: whoever works here, and is not who leaves. */
export const receivers = (leaver: string): Condition => ({
  and: [
    { field: 'active', op: 'eq', value: true },
    { field: 'id', op: 'ne', value: leaver },
  ],
});

interface PartProps {
  leaver: string;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

/** Who gets it: one, or several in turn, or one for what no condition finds. */
export function People({ leaver, draft, onChange }: PartProps) {
  const label = t(`web.hand_over.people.${draft.way}`);
  return (
    <label className={styles.field}>
      <span>{label}</span>
      {draft.way === 'evenly' ? (
        <ReferencesPicker
          label={label}
          path="users"
          value={draft.several}
          filter={receivers(leaver)}
          onChange={(several) => onChange({ several })}
        />
      ) : (
        <ReferencePicker
          label={label}
          path="users"
          value={draft.one?.id}
          title={draft.one?.title ?? undefined}
          filter={receivers(leaver)}
          onChange={(one) => onChange({ one })}
        />
      )}
    </label>
  );
}

/** Conditions on the customer, each with the person who gets what it finds. */
export function Rules({ leaver, draft, onChange }: PartProps) {
  const fields = (useMeta().records.find((item) => item.name === 'party')?.fields ?? []).filter(isFilterable);
  const [building, setBuilding] = useState<number | null>(null);
  const put = (key: number, part: Partial<DraftRule>): void =>
    onChange({ rules: draft.rules.map((rule) => (rule.key === key ? { ...rule, ...part } : rule)) });
  const built = draft.rules.find((rule) => rule.key === building);
  const next = Math.max(...draft.rules.map((rule) => rule.key), 0) + 1;
  return (
    <div className={styles.rules}>
      <span>{t('web.hand_over.rules')}</span>
      {draft.rules.map((rule, at) => (
        <div
          key={rule.key}
          className={styles.rule}
          role="group"
          aria-label={t('web.hand_over.rule', { number: at + 1 })}
        >
          <Button onClick={() => setBuilding(rule.key)}>
            {rule.condition ? (
              <PartSentence part={groupOf(rule.condition)} fields={fields} />
            ) : (
              t('web.rules.condition.set')
            )}
          </Button>
          <ReferencePicker
            label={t('web.hand_over.rule.to', { number: at + 1 })}
            path="users"
            value={rule.user?.id}
            title={rule.user?.title ?? undefined}
            filter={receivers(leaver)}
            onChange={(user) => put(rule.key, { user })}
          />
          {draft.rules.length > 1 ? (
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('web.hand_over.rule.remove', { number: at + 1 })}
              onClick={() => onChange({ rules: draft.rules.filter((other) => other.key !== rule.key) })}
            />
          ) : null}
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() =>
            onChange({ rules: [...draft.rules, { key: next, condition: undefined, user: undefined }] })
          }
        >
          {t('web.hand_over.rule.add')}
        </Button>
      </div>
      {built ? (
        <Modal
          open
          footer={null}
          width={700}
          title={t('web.rules.condition')}
          onCancel={() => setBuilding(null)}
        >
          <GroupEditor
            rich={false}
            fields={fields}
            start={groupOf(built.condition)}
            onDone={(group) => {
              put(built.key, { condition: conditionOf(group) ?? undefined });
              setBuilding(null);
            }}
          />
        </Modal>
      ) : null}
    </div>
  );
}

type Choice = 'usual' | 'stay' | 'other';

/** Kind by kind: as usual (with its customer, or by the way above), to somebody else, or not at all. */
export function Apart({ leaver, has, draft, onChange }: PartProps & { has: Belongings }) {
  const kinds = has.records.filter((one) => one.open > 0);
  const names = new Map(has.records.map((one) => [one.record, tx(one.label)]));
  const put = (kind: string, choice: Choice): void => {
    const others = Object.fromEntries(Object.entries(draft.apart).filter(([name]) => name !== kind));
    const said = { stay: { [kind]: null }, other: { [kind]: undefined }, usual: {} };
    onChange({ apart: { ...others, ...said[choice] } });
  };
  if (kinds.length < 2) return null;
  return (
    <div className={styles.rules}>
      <span>{t('web.hand_over.apart')}</span>
      {kinds.map((one) => {
        const to = draft.apart[one.record];
        const choice: Choice = !(one.record in draft.apart) ? 'usual' : to === null ? 'stay' : 'other';
        const usual = one.follows
          ? t('web.hand_over.apart.follows', { what: names.get(one.follows) ?? tx(`record.${one.follows}`) })
          : t('web.hand_over.apart.usual');
        const label = `${tx(one.label)}（${one.open}）`;
        return (
          <div key={one.record} className={styles.apart}>
            <span>{label}</span>
            <div className={styles.bar}>
              <Select<Choice>
                aria-label={label}
                style={{ minWidth: 180 }}
                value={choice}
                options={[
                  { value: 'usual', label: usual },
                  { value: 'other', label: t('web.hand_over.apart.other') },
                  { value: 'stay', label: t('web.hand_over.apart.stay') },
                ]}
                onChange={(next) => put(one.record, next)}
              />
              {choice === 'other' ? (
                <div style={{ flex: 1, minWidth: 180, display: 'grid' }}>
                  <ReferencePicker
                    label={t('web.hand_over.apart.to', { what: tx(one.label) })}
                    path="users"
                    value={to?.id}
                    title={to?.title ?? undefined}
                    filter={receivers(leaver)}
                    onChange={(person) => onChange({ apart: { ...draft.apart, [one.record]: person } })}
                  />
                </div>
              ) : null}
            </div>
          </div>
        );
      })}
    </div>
  );
}
