import { HolderOutlined, PushpinFilled, PushpinOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Popover, Segmented } from 'antd';
import { useState, type DragEvent } from 'react';
import type { FieldMeta, RecordMeta } from '../../api/types';
import { t, tx } from '../i18n';
import { preferences, usePreferences } from '../preferences';
import type { Density } from '../theme';
import { listFields, type ColumnChoice } from './columnChoice';
import styles from './ColumnChooser.module.css';

interface ColumnChooserProps {
  meta: RecordMeta;
  chosen: ColumnChoice[];
  totals: { on: boolean; onChange: (on: boolean) => void } | null;
  onChange: (choices: ColumnChoice[] | undefined) => void;
}

const MANY = 12;

/** Which columns, in which order, and which of them stay. The choice is part of the URL. */
export function ColumnChooser({ meta, chosen, totals, onChange }: ColumnChooserProps) {
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<Columns meta={meta} chosen={chosen} totals={totals} onChange={onChange} />}
    >
      <Button
        type="text"
        size="small"
        icon={<SettingOutlined />}
        aria-label={t('web.list.columns')}
        title={t('web.list.columns')}
      />
    </Popover>
  );
}

function Columns({ meta, chosen, totals, onChange }: ColumnChooserProps) {
  const [words, setWords] = useState('');
  const density = usePreferences().density;
  const names = chosen.map((choice) => choice.field.name);
  const all = listFields(meta);
  const others = all.filter((field) => !names.includes(field.name) && fits(field, words));
  const place = (name: string, at: number): void => {
    const moved = chosen.find((choice) => choice.field.name === name);
    const rest = chosen.filter((choice) => choice !== moved);
    if (moved) onChange([...rest.slice(0, at), moved, ...rest.slice(at)]);
  };
  const drop = (event: DragEvent, at: number): void => {
    event.preventDefault();
    place(event.dataTransfer.getData('text/plain'), at);
  };
  return (
    <div className={styles.list}>
      {all.length > MANY ? (
        <Input
          size="small"
          allowClear
          placeholder={t('web.list.column.search')}
          aria-label={t('web.list.column.search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      ) : null}
      {chosen.map((choice, at) =>
        fits(choice.field, words) ? (
          <div
            key={choice.field.name}
            className={styles.row}
            draggable
            onDragStart={(event) => event.dataTransfer.setData('text/plain', choice.field.name)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => drop(event, at)}
          >
            <HolderOutlined className={styles.holder} />
            <Checkbox
              checked
              disabled={choice.field.name === meta.title_field || chosen.length === 1}
              onChange={() => onChange(chosen.filter((other) => other !== choice))}
            >
              {tx(choice.field.label)}
            </Checkbox>
            <button
              type="button"
              aria-pressed={choice.frozen}
              aria-label={t(choice.frozen ? 'web.list.column.release' : 'web.list.column.freeze')}
              title={t(choice.frozen ? 'web.list.column.release' : 'web.list.column.freeze')}
              onClick={() =>
                onChange(
                  chosen.map((other) => (other === choice ? { ...other, frozen: !other.frozen } : other)),
                )
              }
            >
              {choice.frozen ? <PushpinFilled /> : <PushpinOutlined />}
            </button>
            <button
              type="button"
              aria-label={t('web.list.column.up')}
              disabled={at === 0}
              onClick={() => place(choice.field.name, at - 1)}
            >
              ↑
            </button>
            <button
              type="button"
              aria-label={t('web.list.column.down')}
              disabled={at === chosen.length - 1}
              onClick={() => place(choice.field.name, at + 1)}
            >
              ↓
            </button>
          </div>
        ) : null,
      )}
      {others.map((field) => (
        <div key={field.name} className={styles.row}>
          <span className={styles.holder} />
          <Checkbox checked={false} onChange={() => onChange([...chosen, { field, frozen: false }])}>
            {tx(field.label)}
          </Checkbox>
        </div>
      ))}
      <div className={styles.foot}>
        {totals ? (
          <Checkbox checked={totals.on} onChange={(event) => totals.onChange(event.target.checked)}>
            {t('web.list.totals.show')}
          </Checkbox>
        ) : null}
        <Segmented<Density>
          size="small"
          aria-label={t('web.density')}
          value={density}
          options={[
            { value: 'compact', label: t('web.density.compact') },
            { value: 'comfortable', label: t('web.density.comfortable') },
          ]}
          onChange={(next) => preferences.set((now) => ({ ...now, density: next }))}
        />
        <Button type="link" size="small" onClick={() => onChange(undefined)}>
          {t('web.list.column.reset')}
        </Button>
      </div>
    </div>
  );
}

const fits = (field: FieldMeta, words: string): boolean =>
  tx(field.label).toLowerCase().includes(words.trim().toLowerCase());
