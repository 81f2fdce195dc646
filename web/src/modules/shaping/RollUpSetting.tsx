import { Select } from 'antd';
import { useMeta } from '../../api/records';
import { t, tx } from '../../kit/i18n';
import { NUMBERS, valueKind } from '../../kit/kinds';
import type { RollUpDraft } from './draft';
import type { SettingProps } from './FieldSettings';
import { Row } from './Row';

const MEASURES = ['count', 'sum', 'avg', 'min', 'max'] as const;

/** Which children are counted or added up. */
export function RollUpSetting({ record, draft, onChange }: SettingProps) {
  const records = useMeta().records;
  const points = (name: string) =>
    records
      .find((item) => item.name === name)
      ?.fields.filter((field) => field.reference?.record === record && field.kind !== 'multi_reference') ??
    [];
  const children = records.filter((item) => points(item.name).length > 0);
  const said = draft.roll_up;
  const put = (change: Partial<RollUpDraft>): void => onChange({ ...draft, roll_up: { ...said, ...change } });
  const figures = (records.find((item) => item.name === said.record)?.fields ?? []).filter((field) => {
    const kind = valueKind(field);
    return (
      field.kind !== 'roll_up' &&
      (NUMBERS.has(kind) || (kind === 'date' && ['min', 'max'].includes(said.measure)))
    );
  });
  if (children.length === 0) return <p className="soft">{t('web.shape.field.roll_up.none')}</p>;
  return (
    <>
      <h3>{t('web.shape.field.roll_up')}</h3>
      <Row label={t('web.shape.field.roll_up.record')}>
        {(id) => (
          <Select
            id={id}
            value={said.record || null}
            options={children.map((item) => ({ value: item.name, label: tx(item.label) }))}
            onChange={(name) =>
              put({ record: name ?? '', through: points(name ?? '')[0]?.name ?? '', field: '' })
            }
          />
        )}
      </Row>
      {points(said.record).length > 1 ? (
        <Row label={t('web.shape.field.roll_up.through')}>
          {(id) => (
            <Select
              id={id}
              value={said.through}
              options={points(said.record).map((field) => ({ value: field.name, label: tx(field.label) }))}
              onChange={(through) => put({ through })}
            />
          )}
        </Row>
      ) : null}
      <Row label={t('web.shape.field.roll_up.measure')}>
        {(id) => (
          <Select
            id={id}
            value={said.measure}
            options={MEASURES.map((value) => ({ value, label: tx(`web.shape.measure.${value}`) }))}
            onChange={(measure) => put({ measure, ...(measure === 'count' ? { field: '' } : {}) })}
          />
        )}
      </Row>
      {said.record && said.measure !== 'count' ? (
        <Row label={t('web.shape.field.roll_up.field')}>
          {(id) => (
            <Select
              id={id}
              value={said.field || null}
              options={figures.map((field) => ({ value: field.name, label: tx(field.label) }))}
              onChange={(field) => put({ field: field ?? '' })}
            />
          )}
        </Row>
      ) : null}
    </>
  );
}
