import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { FieldMeta, Leaf } from '../../api/types';
import { t } from '../i18n';
import { conditionOf, groupOf, isFilterable, isGroup, type Group, type Part } from './conditions';
import { FilterEditor } from './FilterEditor';
import styles from './FilterBar.module.css';
import { SearchBox } from './SearchBox';
import { joinWord, PartSentence } from './Sentence';
import type { ListView } from './useListView';

const GroupEditor = lazy(() => import('./GroupEditor'));

interface FilterBarProps {
  fields: FieldMeta[];
  /** The server knows spans, sets and "me". */
  rich: boolean;
  view: ListView;
  onChange: (change: ListView) => void;
  extra?: ReactNode;
}

/** Search and filters; together they read as one sentence: 状态 是 草稿 且 下单日期 在 本月. */
export function FilterBar({ fields: all, rich, view, onChange, extra }: FilterBarProps) {
  const fields = all.filter(isFilterable);
  const root = groupOf(view.filter);
  // A "not" of the whole is one bracket; everything else is joined here.
  const group: Group = root.not ? { join: 'and', not: false, parts: [root] } : root;
  const set = (next: Group): void => onChange({ filter: conditionOf(next) });
  const put = (at: number, part: Part): void =>
    set({ ...group, parts: group.parts.map((other, place) => (place === at ? part : other)) });
  return (
    <div className={styles.bar}>
      <SearchBox value={view.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
      <div className={styles.chips} role="group" aria-label={t('web.list.filters')}>
        {group.parts.map((part, at) => (
          <span key={`${at} ${JSON.stringify(part)}`} className={styles.joined}>
            {at > 0 ? (
              <button
                type="button"
                className={styles.join}
                title={t('web.list.filter.join')}
                onClick={() => set({ ...group, join: group.join === 'and' ? 'or' : 'and' })}
              >
                {joinWord(group)}
              </button>
            ) : null}
            <PartChip
              part={part}
              fields={fields}
              rich={rich}
              onChange={(next) => put(at, next)}
              onRemove={() => set({ ...group, parts: group.parts.filter((_, place) => place !== at) })}
            />
          </span>
        ))}
        <AddFilter
          fields={fields}
          rich={rich}
          onAdd={(part) => set({ ...group, parts: [...group.parts, part] })}
        />
        {view.filter || view.q ? (
          <Button type="link" size="small" onClick={() => onChange({ filter: undefined, q: undefined })}>
            {t('web.list.filter.clear')}
          </Button>
        ) : null}
      </div>
      {extra ? <div className={styles.extra}>{extra}</div> : null}
    </div>
  );
}

interface AddFilterProps {
  fields: FieldMeta[];
  rich: boolean;
  onAdd: (part: Part) => void;
}

function AddFilter({ fields, rich, onAdd }: AddFilterProps) {
  const [open, setOpen] = useState<'leaf' | 'group' | null>(null);
  const add = (part: Part): void => {
    onAdd(part);
    setOpen(null);
  };
  const content =
    open === 'group' ? (
      <Suspense fallback={null}>
        <GroupEditor fields={fields} rich={rich} start={{ join: 'or', not: false, parts: [] }} onDone={add} />
      </Suspense>
    ) : (
      <>
        <FilterEditor fields={fields} rich={rich} onDone={add} />
        <Button type="link" size="small" className={styles.grouped} onClick={() => setOpen('group')}>
          {t('web.list.filter.add_group')}
        </Button>
      </>
    );
  return (
    <Popover
      open={open !== null}
      onOpenChange={(next) => setOpen(next ? 'leaf' : null)}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={content}
    >
      <Button type="text" size="small" icon={<FilterOutlined />}>
        {t('web.list.filter.add')}
      </Button>
    </Popover>
  );
}

interface PartChipProps {
  part: Part;
  fields: FieldMeta[];
  rich: boolean;
  onChange: (part: Part) => void;
  onRemove: () => void;
}

function PartChip({ part, fields, rich, onChange, onRemove }: PartChipProps) {
  const [open, setOpen] = useState(false);
  const done = (next: Part): void => {
    onChange(next);
    setOpen(false);
  };
  const known = isGroup(part) || fields.some((field) => field.name === part.field);
  if (!known) return <Chip text={(part as Leaf).field} onRemove={onRemove} />;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        isGroup(part) ? (
          <Suspense fallback={null}>
            <GroupEditor fields={fields} rich={rich} start={part} onDone={done} />
          </Suspense>
        ) : (
          <FilterEditor fields={fields} rich={rich} start={part} onDone={done} />
        )
      }
    >
      <span>
        <Chip text={<PartSentence part={part} fields={fields} />} onRemove={onRemove} openable />
      </span>
    </Popover>
  );
}

function Chip({ text, onRemove, openable }: { text: ReactNode; onRemove: () => void; openable?: boolean }) {
  return (
    <span className={styles.chip}>
      {openable ? (
        <button type="button" className={styles.sentence}>
          {text}
        </button>
      ) : (
        <span className={styles.sentence}>{text}</span>
      )}
      <button
        type="button"
        className={styles.remove}
        aria-label={t('web.list.filter.remove')}
        onClick={(event) => {
          event.stopPropagation();
          onRemove();
        }}
      >
        <CloseOutlined />
      </button>
    </span>
  );
}
