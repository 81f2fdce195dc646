import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { Choice } from '../../api/types';
import { t, tx } from '../../kit/i18n';
import type { ChoiceDraft } from './draft';
import type { SettingProps } from './FieldSettings';
import { Reorder } from './Reorder';
import styles from './Shaping.module.css';

/** What may be chosen, in order, with its words; ours stay, added ones follow. */
export function Choices({ draft, onChange, ours }: SettingProps & { ours: Choice[] }) {
  const added = new Set(draft.choices.map((choice) => choice.value));
  const fixed = ours.filter((choice) => !added.has(choice.value));
  return (
    <div className={`${styles.row} ${styles.choices}`}>
      <span className={styles.label}>{t('web.shape.field.choices')}</span>
      {fixed.length > 0 ? (
        <span className="soft">
          {t('web.shape.field.choices.ours')}: {fixed.map((choice) => tx(choice.label)).join(' · ')}
        </span>
      ) : null}
      <ChoiceList choices={draft.choices} onChange={(choices) => onChange({ ...draft, choices })} />
    </div>
  );
}

export function ChoiceList({
  choices,
  onChange,
}: {
  choices: ChoiceDraft[];
  onChange: (choices: ChoiceDraft[]) => void;
}) {
  const put = (at: number, change: Partial<ChoiceDraft>): void =>
    onChange(choices.map((choice, place) => (place === at ? { ...choice, ...change } : choice)));
  return (
    <>
      <Reorder
        items={choices}
        keyOf={(_, at) => String(at)}
        nameOf={(choice) => choice.zh}
        onChange={onChange}
      >
        {(choice, at) => (
          <>
            <Input
              style={{ flex: 1, minWidth: 100 }}
              size="small"
              maxLength={60}
              aria-label={`${t('web.shape.choice.zh')} ${at + 1}`}
              placeholder={t('web.shape.choice.zh')}
              value={choice.zh}
              onChange={(event) => put(at, { zh: event.target.value })}
              onPressEnter={() => onChange([...choices, { value: '', zh: '', en: '' }])}
            />
            <Input
              style={{ flex: 1, minWidth: 100 }}
              size="small"
              maxLength={60}
              aria-label={`${t('web.shape.choice.en')} ${at + 1}`}
              placeholder={t('web.shape.choice.en')}
              value={choice.en}
              onChange={(event) => put(at, { en: event.target.value })}
            />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('web.shape.take_away', { name: choice.zh })}
              onClick={() => onChange(choices.filter((_, place) => place !== at))}
            />
          </>
        )}
      </Reorder>
      <div>
        <Button
          type="link"
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...choices, { value: '', zh: '', en: '' }])}
        >
          {t('web.shape.field.choices.add')}
        </Button>
      </div>
    </>
  );
}
