import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { useMeta } from '../../api/records';
import type { Condition } from '../../api/types';
import { t, tx } from '../../kit/i18n';
import { conditionOf, groupOf, isFilterable } from '../../kit/list/conditions';
import GroupEditor from '../../kit/list/GroupEditor';
import type { Permission } from './api';
import styles from './RolesPage.module.css';

const PEOPLE = ['own', 'own_below', 'department', 'department_below'] as const;
const NONE = 'none';

interface ScopeSelectProps {
  permission: Permission;
  /** Null: the role does not hold the permission. */
  scope: unknown;
  editable: boolean;
  wide: boolean;
  onChange: (scope: unknown) => void;
}

/** Whether a role may do something, and on which rows. */
export function ScopeSelect({ permission, scope, editable, wide, onChange }: ScopeSelectProps) {
  const [asking, setAsking] = useState(false);
  const meta = useMeta().records.find((record) => record.name === permission.record);
  const condition =
    typeof scope === 'object' && scope !== null ? (scope as { filter: Condition }).filter : null;
  const offered: string[] = [
    NONE,
    ...(permission.by_people ? PEOPLE : []),
    'all',
    ...(permission.record && meta ? ['condition'] : []),
  ];
  const value = scope === null ? NONE : condition ? 'condition' : String(scope);
  const word = (name: string): string => {
    if (name === NONE) return t('web.scope.none');
    if (name === 'all' && !permission.by_people && offered.length === 2) return t('web.scope.allowed');
    return tx(`web.scope.short.${name}`);
  };
  return (
    <span className={styles.cell}>
      {wide ? <span className={styles.deed}>{tx(permission.label)}</span> : null}
      <Select
        size="small"
        className={value === NONE ? styles.none : undefined}
        variant={value === NONE ? 'borderless' : 'outlined'}
        aria-label={tx(permission.label)}
        disabled={!editable}
        value={value}
        popupMatchSelectWidth={false}
        options={offered.map((name) => ({ value: name, label: word(name) }))}
        onChange={(name) => {
          if (name === 'condition') setAsking(true);
          else onChange(name === NONE ? null : name);
        }}
      />
      {condition && editable ? (
        <Button size="small" type="link" onClick={() => setAsking(true)}>
          {t('web.scope.condition.change')}
        </Button>
      ) : null}
      {asking && meta ? (
        <Modal
          open
          footer={null}
          width={700}
          title={t('web.scope.condition.title', { permission: tx(permission.label) })}
          onCancel={() => setAsking(false)}
        >
          <GroupEditor
            rich
            fields={meta.fields.filter((field) => field.kind !== 'roll_up' && isFilterable(field))}
            start={groupOf(condition ?? undefined)}
            onDone={(group) => {
              const filter = conditionOf(group);
              if (filter) onChange({ filter });
              setAsking(false);
            }}
          />
        </Modal>
      ) : null}
    </span>
  );
}
