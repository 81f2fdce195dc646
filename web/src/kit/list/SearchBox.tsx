import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useHotkey } from '../hotkeys';
import { t } from '../i18n';
import styles from './SearchBox.module.css';

const PAUSE_MS = 250;

interface SearchBoxProps {
  value: string;
  onSearch: (words: string) => void;
}

/** Searches while one types; `/` brings the cursor here. */
export function SearchBox({ value, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const input = useRef<InputRef>(null);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  if (known !== value) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  useHotkey('/', () => input.current?.focus());
  useEffect(() => {
    const words = text.trim();
    if (words === value) return undefined;
    const timer = window.setTimeout(() => latest.current(words), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text, value]);
  return (
    <Input
      ref={input}
      className={styles.search}
      size="small"
      value={text}
      prefix={<SearchOutlined />}
      placeholder={t('web.list.search')}
      aria-label={t('web.list.search')}
      allowClear
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onSearch(text.trim())}
    />
  );
}
