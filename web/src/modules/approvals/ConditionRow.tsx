import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Condition, FieldMeta } from '../../api/types';
import { DecimalInput } from '../../kit/DecimalInput';
import { t, tx } from '../../kit/i18n';
import { conditionOf, groupOf } from '../../kit/list/conditions';
import GroupEditor from '../../kit/list/GroupEditor';
import { PartSentence } from '../../kit/list/Sentence';
import styles from './Approvals.module.css';
import { above, amountAbove, amountOf } from './flowFields';

interface ConditionRowProps {
  label: string;
  fields: FieldMeta[];
  condition: Condition | null;
  onChange: (condition: Condition | null) => void;
}

/** When something counts: above an amount, which is the most common, or on any condition of the house. */
export function ConditionRow({ label, fields, condition, onChange }: ConditionRowProps) {
  const [open, setOpen] = useState(false);
  const money = amountOf(fields);
  const amount = money ? amountAbove(condition, money.name) : undefined;
  return (
    <div className={styles.field} role="group" aria-label={label}>
      <span>{label}</span>
      {money && amount !== undefined ? (
        <DecimalInput
          label={t('web.approvals.above', { field: tx(money.label) })}
          prefix={t('web.approvals.above', { field: tx(money.label) })}
          placeholder={t('web.approvals.above.any')}
          value={amount}
          onChange={(next) => onChange(above(money.name, next))}
        />
      ) : condition ? (
        <span>
          <PartSentence part={groupOf(condition)} fields={fields} />
        </span>
      ) : (
        <span className="soft">{t('web.approvals.flow.always')}</span>
      )}
      <span>
        <Button size="small" type="link" onClick={() => setOpen(true)}>
          {t('web.approvals.condition.edit')}
        </Button>
        {condition ? (
          <Button size="small" type="link" onClick={() => onChange(null)}>
            {t('web.approvals.condition.clear')}
          </Button>
        ) : null}
      </span>
      {open ? (
        <Modal open footer={null} width={700} title={label} onCancel={() => setOpen(false)}>
          <GroupEditor
            rich={false}
            fields={fields}
            start={groupOf(condition ?? undefined)}
            onDone={(group) => {
              onChange(conditionOf(group) ?? null);
              setOpen(false);
            }}
          />
        </Modal>
      ) : null}
    </div>
  );
}
