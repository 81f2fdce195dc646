import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import type { FieldMeta, RecordMeta } from '../../api/types';
import { t, tx } from '../i18n';
import styles from './ColumnChooser.module.css';

interface ColumnChooserProps {
  meta: RecordMeta;
  chosen: FieldMeta[];
  onChange: (names: string[] | undefined) => void;
}

/** Which columns, in which order. The choice is part of the URL. */
export function ColumnChooser({ meta, chosen, onChange }: ColumnChooserProps) {
  const names = chosen.map((field) => field.name);
  const others = meta.fields.filter((field) => !names.includes(field.name));
  const move = (place: number, step: number): void => {
    const next = [...names];
    const [name] = next.splice(place, 1);
    if (name) next.splice(place + step, 0, name);
    onChange(next);
  };
  const toggle = (name: string): void => {
    const next = names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
    if (next.length > 0) onChange(next);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className={styles.list}>
          {chosen.map((field, place) => (
            <div key={field.name} className={styles.row}>
              <Checkbox
                checked
                disabled={field.name === meta.title_field}
                onChange={() => toggle(field.name)}
              >
                {tx(field.label)}
              </Checkbox>
              <button
                type="button"
                aria-label={t('web.list.column.up')}
                disabled={place === 0}
                onClick={() => move(place, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                aria-label={t('web.list.column.down')}
                disabled={place === chosen.length - 1}
                onClick={() => move(place, 1)}
              >
                ↓
              </button>
            </div>
          ))}
          {others.map((field) => (
            <div key={field.name} className={styles.row}>
              <Checkbox checked={false} onChange={() => toggle(field.name)}>
                {tx(field.label)}
              </Checkbox>
            </div>
          ))}
          <Button type="link" size="small" onClick={() => onChange(undefined)}>
            {t('web.list.column.reset')}
          </Button>
        </div>
      }
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
