import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useMeta } from '../../api/records';
import type { Condition } from '../../api/types';
import { t } from '../../kit/i18n';
import { conditionOf, groupOf, isFilterable } from '../../kit/list/conditions';
import GroupEditor from '../../kit/list/GroupEditor';
import { PartSentence } from '../../kit/list/Sentence';
import styles from './Shaping.module.css';

interface ConditionSettingProps {
  record: string;
  label: string;
  /** The field itself: it cannot depend on its own value. */
  without: string;
  condition: Condition | null;
  onChange: (condition: Condition | null) => void;
}

/** A condition on the record, told as a sentence and built as a filter is. */
export function ConditionSetting({ record, label, without, condition, onChange }: ConditionSettingProps) {
  const [open, setOpen] = useState(false);
  const fields = (useMeta().records.find((item) => item.name === record)?.fields ?? []).filter(
    (field) => field.name !== without && field.kind !== 'roll_up' && isFilterable(field),
  );
  return (
    <div className={styles.row}>
      <span className={styles.label}>{label}</span>
      <div>
        {condition ? (
          <>
            <PartSentence part={groupOf(condition)} fields={fields} />{' '}
          </>
        ) : null}
        <Button size="small" type={condition ? 'link' : 'default'} onClick={() => setOpen(true)}>
          {t(condition ? 'web.shape.condition.change' : 'web.shape.condition.set')}
        </Button>
        {condition ? (
          <Button size="small" type="link" onClick={() => onChange(null)}>
            {t('web.shape.condition.clear')}
          </Button>
        ) : null}
      </div>
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
