import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { t, tx } from '../../kit/i18n';
import { ChoiceList } from './Choices';
import type { ColumnDraft } from './draft';
import type { SettingProps } from './FieldSettings';
import { COLUMN_KINDS } from './kinds';
import { Reorder } from './Reorder';
import styles from './Shaping.module.css';

const EMPTY: ColumnDraft = {
  name: '',
  kind: 'text',
  labels: { zh: '', en: '' },
  required: false,
  choices: [],
};

/** The columns of a table inside a record. */
export function Columns({ draft, onChange }: SettingProps) {
  const { columns } = draft;
  const set = (next: ColumnDraft[]): void => onChange({ ...draft, columns: next });
  const put = (at: number, change: Partial<ColumnDraft>): void =>
    set(columns.map((column, place) => (place === at ? { ...column, ...change } : column)));
  return (
    <div className={`${styles.row} ${styles.choices}`}>
      <span className={styles.label}>{t('web.shape.field.columns')}</span>
      <Reorder
        items={columns}
        keyOf={(column, at) => column.name || String(at)}
        nameOf={(column) => column.labels.zh}
        onChange={set}
      >
        {(column, at) => (
          <>
            <Input
              style={{ flex: 1, minWidth: 100 }}
              size="small"
              maxLength={60}
              aria-label={`${t('web.shape.choice.zh')} ${at + 1}`}
              placeholder={t('web.shape.choice.zh')}
              value={column.labels.zh}
              onChange={(event) => put(at, { labels: { ...column.labels, zh: event.target.value } })}
            />
            <Input
              style={{ flex: 1, minWidth: 100 }}
              size="small"
              maxLength={60}
              aria-label={`${t('web.shape.choice.en')} ${at + 1}`}
              placeholder={t('web.shape.choice.en')}
              value={column.labels.en}
              onChange={(event) => put(at, { labels: { ...column.labels, en: event.target.value } })}
            />
            <Select
              size="small"
              style={{ width: 110 }}
              aria-label={`${t('web.shape.field.kind')} ${at + 1}`}
              disabled={column.name !== ''}
              value={column.kind}
              options={COLUMN_KINDS.map((kind) => ({ value: kind, label: tx(`web.kind.${kind}`) }))}
              onChange={(kind) => put(at, { kind })}
            />
            <Checkbox
              checked={column.required}
              onChange={(event) => put(at, { required: event.target.checked })}
            >
              {t('web.shape.column.required')}
            </Checkbox>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('web.shape.take_away', { name: column.labels.zh })}
              onClick={() => set(columns.filter((_, place) => place !== at))}
            />
            {column.kind === 'choice' ? (
              <div className={styles.wide}>
                <ChoiceList choices={column.choices} onChange={(choices) => put(at, { choices })} />
              </div>
            ) : null}
          </>
        )}
      </Reorder>
      <div>
        <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => set([...columns, EMPTY])}>
          {t('web.shape.field.columns.add')}
        </Button>
      </div>
      <small className="soft">{t('web.shape.field.columns.help')}</small>
    </div>
  );
}
