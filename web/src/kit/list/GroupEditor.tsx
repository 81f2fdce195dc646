import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type { FieldMeta } from '../../api/types';
import { t } from '../i18n';
import { isGroup, isWhole, type Group, type Join, type Part } from './conditions';
import styles from './FilterEditor.module.css';
import { beginLeaf, LeafFields } from './LeafFields';

interface GroupEditorProps {
  fields: FieldMeta[];
  rich: boolean;
  start: Group;
  onDone: (group: Group) => void;
}

const DEEPEST = 4;

/** Conditions and groups of them, as deep as a sentence can be read. */
export default function GroupEditor({ fields, rich, start, onDone }: GroupEditorProps) {
  const [group, setGroup] = useState(start);
  return (
    <div className={styles.builder}>
      <GroupFields fields={fields} rich={rich} group={group} depth={1} onChange={setGroup} />
      <div className={styles.done}>
        <Button type="primary" disabled={!isReady(group)} onClick={() => onDone(group)}>
          {t('web.list.filter.apply')}
        </Button>
      </div>
    </div>
  );
}

const isReady = (group: Group): boolean =>
  group.parts.every((part) => (isGroup(part) ? isReady(part) : isWhole(part)));

interface GroupFieldsProps {
  fields: FieldMeta[];
  rich: boolean;
  group: Group;
  depth: number;
  onChange: (group: Group) => void;
}

function GroupFields({ fields, rich, group, depth, onChange }: GroupFieldsProps) {
  const [first] = fields;
  if (!first) return null;
  const put = (at: number, part: Part): void =>
    onChange({ ...group, parts: group.parts.map((other, place) => (place === at ? part : other)) });
  const remove = (at: number): void =>
    onChange({ ...group, parts: group.parts.filter((_, place) => place !== at) });
  const begin = beginLeaf(first, rich);
  return (
    <div
      className={depth > 1 ? styles.group : undefined}
      role="group"
      aria-label={t('web.list.filter.group')}
    >
      <div className={styles.head}>
        <Segmented<Join>
          size="small"
          value={group.join}
          options={[
            { value: 'and', label: t('web.list.filter.all') },
            { value: 'or', label: t('web.list.filter.any') },
          ]}
          onChange={(join) => onChange({ ...group, join })}
        />
        <Checkbox checked={group.not} onChange={(event) => onChange({ ...group, not: event.target.checked })}>
          {t('web.list.filter.not')}
        </Checkbox>
      </div>
      {group.parts.map((part, at) => (
        <div key={at} className={styles.part}>
          {isGroup(part) ? (
            <GroupFields
              fields={fields}
              rich={rich}
              group={part}
              depth={depth + 1}
              onChange={(next) => put(at, next)}
            />
          ) : (
            <div className={styles.line}>
              <LeafFields fields={fields} rich={rich} leaf={part} onChange={(leaf) => put(at, leaf)} />
            </div>
          )}
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('web.list.filter.remove')}
            onClick={() => remove(at)}
          />
        </div>
      ))}
      <div className={styles.add}>
        <Button
          type="link"
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange({ ...group, parts: [...group.parts, begin] })}
        >
          {t('web.list.filter.add_condition')}
        </Button>
        {depth < DEEPEST ? (
          <Button
            type="link"
            size="small"
            icon={<PlusOutlined />}
            onClick={() =>
              onChange({
                ...group,
                parts: [
                  ...group.parts,
                  { join: group.join === 'and' ? 'or' : 'and', not: false, parts: [begin] },
                ],
              })
            }
          >
            {t('web.list.filter.add_group')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
