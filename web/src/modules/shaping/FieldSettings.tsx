import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useMeta } from '../../api/records';
import type { Problem } from '../../api/problem';
import type { FieldMeta } from '../../api/types';
import { t, tx, type MessageKey } from '../../kit/i18n';
import type { FieldView } from './api';
import { Choices } from './Choices';
import { Columns } from './Columns';
import { ConditionSetting } from './ConditionSetting';
import { DefaultValue } from './DefaultValue';
import type { Draft } from './draft';
import { FormulaEditor } from './FormulaEditor';
import { TAKES } from './kinds';
import { NumberSetting } from './NumberSetting';
import { RollUpSetting } from './RollUpSetting';
import { Row } from './Row';
import styles from './Shaping.module.css';

export interface SettingProps {
  record: string;
  draft: Draft;
  /** What the server said against the formula when the field was saved. */
  refused?: Problem | null;
  onChange: (draft: Draft) => void;
}

interface FieldSettingsProps extends SettingProps {
  field: FieldView | undefined;
  meta: FieldMeta | undefined;
}

/** Everything that can be said of a field of this kind, and nothing else. */
export function FieldSettings({ record, draft, field, meta, refused = null, onChange }: FieldSettingsProps) {
  const isOwn = field?.own ?? true;
  const others = useMeta().records.find((one) => one.name === record)?.fields ?? [];
  const twin = others.some((one) => one.name !== field?.name && tx(one.label) === draft.labels.zh.trim());
  const put = (change: Partial<Draft>): void => onChange({ ...draft, ...change });
  const setting = { record, draft, refused, onChange };
  const takesChoices = isOwn
    ? TAKES.choices.has(draft.kind)
    : Boolean((meta as { open_choices?: boolean })?.open_choices);
  return (
    <div className={styles.form}>
      <div className={styles.pair}>
        <Row label={t('web.shape.labels.zh')}>
          {(id) => (
            <Input
              id={id}
              autoFocus={!field}
              maxLength={60}
              placeholder={field ? tx(field.label) : ''}
              value={draft.labels.zh}
              onChange={(event) => put({ labels: { ...draft.labels, zh: event.target.value } })}
            />
          )}
        </Row>
        <Row label={t('web.shape.labels.en')}>
          {(id) => (
            <Input
              id={id}
              maxLength={60}
              value={draft.labels.en}
              onChange={(event) => put({ labels: { ...draft.labels, en: event.target.value } })}
            />
          )}
        </Row>
      </div>
      {twin ? (
        <p className="soft" role="alert">
          {t('web.shape.field.label_taken', { name: draft.labels.zh.trim() })}
        </p>
      ) : null}
      {isOwn ? <KindSettings {...setting} isNew={!field} /> : null}
      {takesChoices ? <Choices {...setting} ours={isOwn ? [] : (meta?.choices ?? [])} /> : null}
      <Ticks
        {...setting}
        isOwn={isOwn}
        alwaysRequired={!isOwn && Boolean(meta?.required) && !field?.definition.required}
      />
      {isOwn && TAKES.default.has(draft.kind) ? <DefaultValue {...setting} /> : null}
      <h3>{t('web.shape.field.conditions')}</h3>
      {(['show_if', 'read_only_if'] as const).map((key) => (
        <ConditionSetting
          key={key}
          record={record}
          label={t(`web.shape.field.${key}`)}
          without={field?.name ?? ''}
          condition={draft[key]}
          onChange={(condition) => put({ [key]: condition })}
        />
      ))}
      <div className={styles.pair}>
        {(['zh', 'en'] as const).map((language) => (
          <Row key={language} label={t(`web.shape.field.tip.${language}`)}>
            {(id) => (
              <Input
                id={id}
                maxLength={200}
                value={draft.tips[language]}
                onChange={(event) => put({ tips: { ...draft.tips, [language]: event.target.value } })}
              />
            )}
          </Row>
        ))}
      </div>
    </div>
  );
}

/** What belongs to the kind itself. */
function KindSettings(props: SettingProps & { isNew: boolean }) {
  const { draft, onChange, isNew } = props;
  const put = (change: Partial<Draft>): void => onChange({ ...draft, ...change });
  switch (draft.kind) {
    case 'formula':
      return <FormulaEditor {...props} />;
    case 'roll_up':
      return <RollUpSetting {...props} />;
    case 'number_rule':
      return <NumberSetting {...props} />;
    case 'sub_table':
      return <Columns {...props} />;
    case 'reference':
    case 'multi_reference':
      return <Target draft={draft} onChange={onChange} fixed={!isNew} />;
    default:
      return (
        <>
          {TAKES.bounds.has(draft.kind) ? <Bounds draft={draft} put={put} /> : null}
          {TAKES.max_length.has(draft.kind) ? (
            <Row label={t('web.shape.field.max_length')}>
              {(id) => (
                <InputNumber
                  id={id}
                  min={1}
                  max={2000}
                  precision={0}
                  placeholder="200"
                  value={draft.max_length}
                  onChange={(value) => put({ max_length: value })}
                />
              )}
            </Row>
          ) : null}
        </>
      );
  }
}

function Bounds({ draft, put }: { draft: Draft; put: (change: Partial<Draft>) => void }) {
  const hint = draft.kind === 'date' ? 'YYYY-MM-DD' : '';
  return (
    <div className={styles.pair}>
      {(['minimum', 'maximum'] as const).map((key) => (
        <Row key={key} label={t(`web.shape.field.${key}`)}>
          {(id) => (
            <Input
              id={id}
              inputMode={draft.kind === 'date' ? 'text' : 'decimal'}
              placeholder={hint}
              value={draft[key]}
              onChange={(event) => put({ [key]: event.target.value.trim() })}
            />
          )}
        </Row>
      ))}
    </div>
  );
}

function Target({ draft, onChange, fixed }: Omit<SettingProps, 'record'> & { fixed: boolean }) {
  const records = useMeta().records.filter((record) => record.name !== 'audit_event');
  return (
    <Row label={t('web.shape.field.references')}>
      {(id) => (
        <Select
          id={id}
          disabled={fixed}
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.references || null}
          options={records.map((record) => ({ value: record.name, label: tx(record.label) }))}
          onChange={(references) => onChange({ ...draft, references: references ?? '' })}
        />
      )}
    </Row>
  );
}

const TICKS = ['required', 'unique', 'searchable', 'indexed'] as const;

function Ticks({
  draft,
  onChange,
  isOwn,
  alwaysRequired,
}: SettingProps & { isOwn: boolean; alwaysRequired: boolean }) {
  const fits = (key: (typeof TICKS)[number]): boolean =>
    (isOwn || key === 'required') && TAKES[key].has(draft.kind);
  return (
    <div className={styles.ticks}>
      {TICKS.filter(fits).map((key) => (
        <Checkbox
          key={key}
          checked={draft[key] || (key === 'required' && alwaysRequired)}
          disabled={key === 'required' && alwaysRequired}
          onChange={(event) => onChange({ ...draft, [key]: event.target.checked })}
        >
          {t(`web.shape.field.${key}` as MessageKey)}
        </Checkbox>
      ))}
      <Checkbox
        checked={draft.in_list}
        onChange={(event) => onChange({ ...draft, in_list: event.target.checked })}
      >
        {t('web.shape.field.in_list')}
      </Checkbox>
    </div>
  );
}
