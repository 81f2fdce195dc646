import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FieldMeta, Leaf, RecordMeta } from '../../api/types';
import { t, tx } from '../i18n';
import { ReferenceTitle } from '../ReferenceTitle';
import { fromLeaves, isFilterable, leavesOf, needsValue, operatorWord } from './conditions';
import { FilterEditor } from './FilterEditor';
import styles from './FilterBar.module.css';
import { SearchBox } from './SearchBox';
import type { ListView } from './useListView';

interface FilterBarProps {
  meta: RecordMeta;
  view: ListView;
  onChange: (change: ListView) => void;
  extra?: ReactNode;
}

/** Search and filters; together they read as one sentence: 状态 是 草稿，下单日期 从 2026-11-01. */
export function FilterBar({ meta, view, onChange, extra }: FilterBarProps) {
  const [adding, setAdding] = useState(false);
  const leaves = leavesOf(view.filter);
  const fields = meta.fields.filter(isFilterable);
  const set = (next: Leaf[]): void => onChange({ filter: fromLeaves(next) });
  return (
    <div className={styles.bar}>
      <SearchBox value={view.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
      <div className={styles.chips} role="group" aria-label={t('web.list.filters')}>
        {leaves === null ? (
          <Chip text={t('web.list.filter.special')} onRemove={() => onChange({ filter: undefined })} />
        ) : (
          leaves.map((leaf, index) => (
            <LeafChip
              key={`${index} ${JSON.stringify(leaf)}`}
              leaf={leaf}
              fields={fields}
              onChange={(next) => set(leaves.map((other, place) => (place === index ? next : other)))}
              onRemove={() => set(leaves.filter((_, place) => place !== index))}
            />
          ))
        )}
        {leaves === null ? null : (
          <Popover
            open={adding}
            onOpenChange={setAdding}
            trigger="click"
            placement="bottomLeft"
            destroyOnHidden
            content={
              <FilterEditor
                fields={fields}
                onDone={(leaf) => {
                  set([...leaves, leaf]);
                  setAdding(false);
                }}
              />
            }
          >
            <Button type="text" size="small" icon={<FilterOutlined />}>
              {t('web.list.filter.add')}
            </Button>
          </Popover>
        )}
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

interface LeafChipProps {
  leaf: Leaf;
  fields: FieldMeta[];
  onChange: (leaf: Leaf) => void;
  onRemove: () => void;
}

function LeafChip({ leaf, fields, onChange, onRemove }: LeafChipProps) {
  const [open, setOpen] = useState(false);
  const field = fields.find((item) => item.name === leaf.field);
  if (!field) return <Chip text={leaf.field} onRemove={onRemove} />;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <FilterEditor
          fields={fields}
          start={leaf}
          onDone={(next) => {
            onChange(next);
            setOpen(false);
          }}
        />
      }
    >
      <span>
        <Chip text={<LeafSentence leaf={leaf} field={field} />} onRemove={onRemove} openable />
      </span>
    </Popover>
  );
}

function LeafSentence({ leaf, field }: { leaf: Leaf; field: FieldMeta }) {
  return (
    <>
      <span>{tx(field.label)}</span> <span className="soft">{t(operatorWord(leaf.op, field.kind))}</span>{' '}
      {needsValue(leaf.op) ? <LeafValue leaf={leaf} field={field} /> : null}
    </>
  );
}

function LeafValue({ leaf, field }: { leaf: Leaf; field: FieldMeta }) {
  const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  if (field.kind === 'reference' && field.reference) {
    return <ReferenceTitle path={field.reference.path} id={String(leaf.value)} />;
  }
  if (field.kind === 'datetime') return <>{String(leaf.value).slice(0, 10)}</>;
  if (field.kind === 'boolean') return <>{t(leaf.value ? 'web.yes' : 'web.no')}</>;
  const word = (value: unknown): string =>
    tx(field.choices?.find((choice) => choice.value === value)?.label) || String(value);
  return <>{values.map(word).join(t('web.list.or'))}</>;
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
