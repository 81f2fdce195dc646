import { CloseOutlined, ExpandAltOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { useRecord } from '../../api/records';
import type { RecordMeta, RecordRow } from '../../api/types';
import { ErrorPanel } from '../ErrorPanel';
import { valueText } from '../FieldValue';
import { Go } from '../Go';
import { useHotkey } from '../hotkeys';
import { oneOf, t } from '../i18n';
import { RecordFacts } from '../record/Facts';
import { titleWord } from '../titles';
import styles from './Peek.module.css';
import { nameless } from '../nameless';

interface PeekProps {
  meta: RecordMeta;
  id: string;
  /** What the list knows already. */
  row: RecordRow | undefined;
  to: string | null;
  onStep: (step: number) => void;
  onClose: () => void;
}

/** A record beside its list. The arrow keys walk on through the rows. */
export default function Peek({ meta, id, row, to, onStep, onClose }: PeekProps) {
  const record = useRecord(meta.path, id);
  const box = useRef<HTMLElement>(null);
  useHotkey('escape', onClose);
  const value = record.data?.value ?? row;
  useEffect(() => {
    const body = box.current?.querySelector('[data-body]');
    if (body) body.scrollTop = 0;
  }, [id]);
  const field = meta.fields.find((item) => item.name === meta.title_field);
  const title = value && field ? titleWord(meta.path, valueText(field, value[field.name])) : '';
  return (
    <aside
      ref={box}
      className={styles.panel}
      aria-label={t('web.list.peek')}
      onKeyDown={(event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step === undefined || /^(INPUT|TEXTAREA)$/.test((event.target as HTMLElement).tagName)) return;
        event.preventDefault();
        onStep(step);
      }}
    >
      <header className={styles.head}>
        <div className={styles.words}>
          <span className="soft">{oneOf(meta.name)}</span>
          <h2 className="ellipsis" title={title}>
            {title || nameless(value?.state)}
          </h2>
        </div>
        <button type="button" aria-label={t('web.list.peek.before')} title="↑" onClick={() => onStep(-1)}>
          ↑
        </button>
        <button type="button" aria-label={t('web.list.peek.next')} title="↓" onClick={() => onStep(1)}>
          ↓
        </button>
        {to ? (
          <Go to={to} aria-label={t('web.list.open')} title={t('web.list.open')}>
            <ExpandAltOutlined />
          </Go>
        ) : null}
        <button type="button" aria-label={t('web.close')} title="Esc" onClick={onClose}>
          <CloseOutlined />
        </button>
      </header>
      <div className={styles.body} data-body="">
        {record.isError ? <ErrorPanel error={record.error} onRetry={() => void record.refetch()} /> : null}
        {value && !record.isError ? <RecordFacts meta={meta} record={value} single /> : null}
      </div>
    </aside>
  );
}
