import { Input, InputNumber, Select } from 'antd';
import { useMe } from '../../api/session';
import { t, tx } from '../../kit/i18n';
import type { NumberDraft } from './draft';
import type { SettingProps } from './FieldSettings';
import { Row } from './Row';
import styles from './Shaping.module.css';

const DATES = ['none', 'yyyy', 'yyyymm', 'yyyymmdd'] as const;
const RESETS = ['never', 'year', 'month', 'day'] as const;
/** How much of the date a number must show before its counter may begin anew that often. */
const NEEDS: Record<string, string> = { never: 'none', year: 'yyyy', month: 'yyyymm', day: 'yyyymmdd' };

/** The first numbers a rule gives today. */
function examples(rule: NumberDraft, today: string): string {
  const digits = today.replaceAll('-', '');
  const date = digits.slice(0, { none: 0, yyyy: 4, yyyymm: 6, yyyymmdd: 8 }[rule.dated] ?? 0);
  return [1, 2, 3]
    .map(
      (number) =>
        `${rule.prefix}${date}${rule.middle}${String(number).padStart(rule.digits, '0')}${rule.suffix}`,
    )
    .join(' · ');
}

/** How a field numbers records, with the numbers as they will be. */
export function NumberSetting({ draft, onChange }: SettingProps) {
  const { today } = useMe();
  const rule = draft.number;
  const put = (change: Partial<NumberDraft>): void => onChange({ ...draft, number: { ...rule, ...change } });
  return (
    <>
      <h3>{t('web.shape.field.number')}</h3>
      <div className={styles.pair}>
        <Row label={t('web.company.numbers.prefix')}>
          {(id) => (
            <Input
              id={id}
              maxLength={12}
              value={rule.prefix}
              onChange={(event) => put({ prefix: event.target.value })}
            />
          )}
        </Row>
        <Row label={t('web.numbers.date')}>
          {(id) => (
            <Select
              id={id}
              value={rule.dated}
              options={DATES.map((value) => ({ value, label: tx(`web.numbers.date.${value}`) }))}
              onChange={(dated) => put({ dated })}
            />
          )}
        </Row>
        <Row label={t('web.numbers.middle')}>
          {(id) => (
            <Input
              id={id}
              maxLength={10}
              value={rule.middle}
              onChange={(event) => put({ middle: event.target.value })}
            />
          )}
        </Row>
        <Row label={t('web.numbers.digits')}>
          {(id) => (
            <InputNumber
              id={id}
              min={1}
              max={10}
              precision={0}
              value={rule.digits}
              onChange={(digits) => put({ digits: digits ?? 4 })}
            />
          )}
        </Row>
        <Row label={t('web.numbers.suffix')}>
          {(id) => (
            <Input
              id={id}
              maxLength={10}
              value={rule.suffix}
              onChange={(event) => put({ suffix: event.target.value })}
            />
          )}
        </Row>
        <Row label={t('web.company.numbers.reset')}>
          {(id) => (
            <Select
              id={id}
              value={rule.reset}
              options={RESETS.map((value) => ({ value, label: tx(`web.company.reset.${value}`) }))}
              onChange={(reset) => {
                const least = NEEDS[reset] ?? 'none';
                const enough =
                  DATES.indexOf(rule.dated as (typeof DATES)[number]) >= DATES.indexOf(least as 'none');
                put({ reset, ...(enough ? {} : { dated: least }) });
              }}
            />
          )}
        </Row>
      </div>
      <p aria-live="polite">
        {t('web.shape.field.number.preview')} <span className="figure">{examples(rule, today)}</span>
      </p>
    </>
  );
}
