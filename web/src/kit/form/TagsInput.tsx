import { Select } from 'antd';
import { useState } from 'react';
import { tx } from '../i18n';
import { useTagWords } from './tagWords';
import type { FieldInputProps } from './FieldInput';

const LONGEST = 40;

/** Free words; those used before are offered. */
export function TagsInput({ field, id, value, onChange, onBlur, autoFocus }: FieldInputProps) {
  const [known] = useState(() => (Array.isArray(value) ? (value as string[]) : []));
  const suggested = useTagWords(field);
  const options = [...new Set([...suggested, ...known])].map((word) => ({ value: word, label: word }));
  return (
    <Select
      {...(id ? { id } : {})}
      {...(onBlur ? { onBlur } : {})}
      mode="tags"
      autoFocus={autoFocus ?? false}
      aria-label={tx(field.label)}
      tokenSeparators={[',', '，', ';', '；']}
      value={Array.isArray(value) ? (value as string[]) : []}
      options={options}
      onChange={(words: string[]) =>
        onChange?.([...new Set(words.map((word) => word.trim().slice(0, LONGEST)))].filter(Boolean))
      }
    />
  );
}
