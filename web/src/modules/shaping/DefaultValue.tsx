import { Input, Select } from 'antd';
import { t } from '../../kit/i18n';
import type { SettingProps } from './FieldSettings';
import { Row } from './Row';

/** What a new record has when nobody says otherwise. */
export function DefaultValue({ draft, onChange }: SettingProps) {
  const put = (value: unknown): void => onChange({ ...draft, default: value === '' ? null : value });
  const choices =
    draft.kind === 'boolean'
      ? [
          { value: 'true', label: t('web.yes') },
          { value: 'false', label: t('web.no') },
        ]
      : draft.choices
          .filter((choice) => choice.zh.trim() !== '')
          .map((choice) => ({ value: choice.value || choice.zh.trim(), label: choice.zh }));
  const isChoice = draft.kind === 'boolean' || draft.kind === 'choice';
  return (
    <Row label={t('web.shape.field.default')}>
      {(id) =>
        isChoice ? (
          <Select
            id={id}
            allowClear
            value={draft.default === null || draft.default === undefined ? null : String(draft.default)}
            options={choices}
            onChange={(value) =>
              put(value === undefined ? null : draft.kind === 'boolean' ? value === 'true' : value)
            }
          />
        ) : (
          <Input
            id={id}
            placeholder={draft.kind === 'date' ? 'YYYY-MM-DD' : ''}
            value={draft.default === null || draft.default === undefined ? '' : String(draft.default)}
            onChange={(event) => {
              const text = event.target.value;
              put(draft.kind === 'number' && /^-?\d+$/.test(text) ? Number(text) : text);
            }}
          />
        )
      }
    </Row>
  );
}
