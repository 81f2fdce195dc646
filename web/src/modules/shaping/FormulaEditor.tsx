import { Input, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useLayoutEffect, useRef, useState } from 'react';
import { useMeta } from '../../api/records';
import type { FieldKind } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { NUMBERS, valueKind } from '../../kit/kinds';
import { useDebounced } from '../../kit/useDebounced';
import { useFunctions, useTriedFormula } from './api';
import type { SettingProps } from './FieldSettings';
import { namesOf, shownFormula, storedFormula } from './formulaWords';
import { Row } from './Row';
import styles from './Shaping.module.css';

const PAUSE_MS = 400;
const SHOWN = ['number', 'money', 'percent'] as const;
const KIND_OF = { number: 'decimal', money: 'money', percent: 'percent' } as const;
const UNUSABLE = new Set([
  'multi_choice',
  'tags',
  'multi_reference',
  'reference',
  'user',
  'department',
  'datetime',
  'file',
  'image',
  'signature',
  'sub_table',
  'address',
  'location',
  'json',
]);

/** A formula with the fields it may use, the functions there are, and at once whether it holds. */
export function FormulaEditor({ record, draft, refused = null, onChange }: SettingProps) {
  const fields = (useMeta().records.find((item) => item.name === record)?.fields ?? []).filter(
    (field) => field.kind !== 'roll_up' && !UNUSABLE.has(valueKind(field)),
  );
  const named = namesOf(fields, tx);
  const functions = useFunctions();
  const [text, setText] = useState(() => shownFormula(draft.formula, named));
  const area = useRef<TextAreaRef>(null);
  const caret = useRef<number | null>(null);
  const tried = useTriedFormula(record, useDebounced(draft.formula.trim(), PAUSE_MS));
  const wrong = tried.error ?? refused;
  const isNumber = NUMBERS.has(tried.data?.result as FieldKind);
  const kindShown = isNumber && draft.shown_as ? KIND_OF[draft.shown_as] : tried.data?.result;
  const write = (next: string): void => {
    setText(next);
    onChange({ ...draft, formula: storedFormula(next, named) });
  };
  const insert = (piece: string): void => {
    const input = area.current?.resizableTextArea?.textArea;
    const from = input?.selectionStart ?? text.length;
    const until = input?.selectionEnd ?? text.length;
    caret.current = from + piece.length;
    write(text.slice(0, from) + piece + text.slice(until));
  };
  // With the text itself, so that what is typed next lands behind the piece however busy the page is.
  useLayoutEffect(() => {
    if (caret.current === null) return;
    const input = area.current?.resizableTextArea?.textArea;
    input?.focus();
    input?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);
  return (
    <>
      <Row label={t('web.shape.field.formula')}>
        {(id) => (
          <Input.TextArea
            id={id}
            ref={area}
            className={styles.formula}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            placeholder={t('web.shape.field.formula.empty')}
            value={text}
            onChange={(event) => write(event.target.value)}
          />
        )}
      </Row>
      <div aria-live="polite">
        {wrong ? <ErrorPanel error={wrong} /> : null}
        {tried.data && !wrong && draft.formula.trim() ? (
          <span className="soft">
            ✓ {t('web.shape.field.formula.result', { kind: tx(`web.kind.${kindShown ?? ''}`) })}
          </span>
        ) : null}
      </div>
      {isNumber ? (
        <Row label={t('web.shape.field.formula.shown_as')}>
          {(id) => (
            <Select
              id={id}
              value={SHOWN.find((way) => KIND_OF[way] === kindShown) ?? null}
              options={SHOWN.map((way) => ({ value: way, label: t(`web.shape.shown_as.${way}`) }))}
              onChange={(shown_as) => onChange({ ...draft, shown_as: shown_as ?? '' })}
            />
          )}
        </Row>
      ) : null}
      <Row label={t('web.shape.field.formula.insert')}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            options={named.map((field) => ({ value: field.label, label: field.label }))}
            onChange={(label: string | null) => (label ? insert(`{${label}}`) : undefined)}
          />
        )}
      </Row>
      <details>
        <summary>{t('web.shape.field.formula.functions')}</summary>
        <ul className={styles.functions}>
          {(functions.data ?? []).map((one) => (
            <li key={one.name}>
              <button type="button" onClick={() => insert(`${one.name}()`)}>
                <code>{one.signature}</code>
              </button>{' '}
              <span className="soft">{tx(one.message_key)}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
