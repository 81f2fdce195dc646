import { Input } from 'antd';
import { useState } from 'react';
import { divide, isDecimal, multiply, parseDecimal } from '../decimal';

interface PercentInputProps {
  id?: string;
  value: unknown;
  onChange?: ((value: unknown) => void) | undefined;
  onBlur?: () => void;
  autoFocus?: boolean;
}

const HUNDRED = '100';
const shown = (value: unknown): string =>
  value !== null && value !== undefined && isDecimal(String(value)) ? multiply(String(value), HUNDRED) : '';

/** 13 % for people, 0.13 for the books. */
export function PercentInput({ id, value, onChange, onBlur, autoFocus }: PercentInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): string | null => parseDecimal(text.replace(/[%％]/g, ''));
  const wrong = typed !== null && typed.trim() !== '' && read(typed) === null;
  return (
    <Input
      {...(id ? { id } : {})}
      styles={{ input: { textAlign: 'right' } }}
      inputMode="decimal"
      autoComplete="off"
      suffix="%"
      autoFocus={autoFocus ?? false}
      aria-invalid={wrong}
      {...(wrong ? { status: 'error' as const } : {})}
      value={typed ?? shown(value)}
      onChange={(event) => {
        setTyped(event.target.value);
        const number = read(event.target.value);
        if (number !== null) onChange?.(divide(number, HUNDRED));
        else if (event.target.value.trim() === '') onChange?.(null);
      }}
      onBlur={() => {
        if (!wrong) setTyped(null);
        onBlur?.();
      }}
    />
  );
}
