import {
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { useEffect, useRef, type ReactNode } from 'react';
import { t, tx, type MessageKey } from '../i18n';
import { readRichText, richWords, safeAddress, writeRichText } from '../richNodes';
import type { InputProps } from './FieldInput';
import styles from './RichTextInput.module.css';

const COMMANDS: [string, MessageKey, ReactNode][] = [
  ['bold', 'web.rich.bold', <BoldOutlined key="b" />],
  ['italic', 'web.rich.italic', <ItalicOutlined key="i" />],
  ['insertUnorderedList', 'web.rich.list', <UnorderedListOutlined key="u" />],
  ['insertOrderedList', 'web.rich.numbers', <OrderedListOutlined key="o" />],
];

const clean = (html: string): string => writeRichText(readRichText(html));

/** A small editor: bold, italic, lists and links. What is pasted loses everything else. */
export default function RichTextInput({ field, id, value, onChange, onBlur, autoFocus }: InputProps) {
  const box = useRef<HTMLDivElement>(null);
  const last = useRef<string | null>(null);
  const html = typeof value === 'string' ? value : '';
  useEffect(() => {
    // What the person types comes back as value: only what came from elsewhere is put in anew.
    if (box.current && last.current !== html) {
      box.current.innerHTML = clean(html);
      last.current = html;
    }
  }, [html]);
  useEffect(() => {
    if (autoFocus) box.current?.focus();
  }, [autoFocus]);

  const tell = (): void => {
    const now = clean(box.current?.innerHTML ?? '');
    const next = richWords(readRichText(now)).trim() === '' ? '' : now;
    last.current = next;
    onChange?.(next);
  };
  // There is no other way to change a selection in place; every browser keeps it for editors.
  const run = (command: string, argument?: string): void => {
    box.current?.focus();
    document.execCommand(command, false, argument);
    tell();
  };
  const link = (): void => {
    const typed = window.prompt(t('web.rich.address'), 'https://');
    if (typed === null) return;
    const address = safeAddress(/^[a-z]+:/i.test(typed) ? typed : `https://${typed}`);
    if (address) run('createLink', address);
  };
  return (
    <div className={styles.editor}>
      <div className={styles.tools} role="toolbar" aria-label={t('web.rich.tools')}>
        {COMMANDS.map(([command, label, sign]) => (
          <button
            key={command}
            type="button"
            tabIndex={-1}
            aria-label={t(label)}
            title={t(label)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(command)}
          >
            {sign}
          </button>
        ))}
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('web.rich.link')}
          title={t('web.rich.link')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={link}
        >
          <LinkOutlined />
        </button>
      </div>
      <div
        ref={box}
        id={id}
        className={styles.box}
        role="textbox"
        aria-multiline="true"
        aria-label={tx(field.label)}
        contentEditable
        suppressContentEditableWarning
        onInput={tell}
        onBlur={onBlur}
        onPaste={(event) => {
          event.preventDefault();
          const pasted = event.clipboardData.getData('text/html');
          if (pasted) run('insertHTML', clean(pasted));
          else run('insertText', event.clipboardData.getData('text/plain'));
        }}
      />
    </div>
  );
}
