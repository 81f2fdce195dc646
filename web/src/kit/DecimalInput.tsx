import { Input, type InputRef } from 'antd';
import { useState, type Ref } from 'react';
import { parseDecimal, type Decimal } from './decimal';

interface DecimalInputProps {
  id?: string;
  value?: Decimal | number | null;
  onChange?: ((value: Decimal | null) => void) | undefined;
  onBlur?: () => void;
  autoFocus?: boolean;
  placeholder?: string;
  prefix?: string;
  suffix?: string;
  label?: string;
  /** Every letter as typed, also what is no number. */
  onTyped?: (text: string) => void;
  inputRef?: Ref<InputRef>;
}

/** An exact number: takes "1,234.5" and full-width digits, keeps what cannot be read in sight and marks it. */
export function DecimalInput(props: DecimalInputProps) {
  const outer = props.value === null || props.value === undefined ? '' : String(props.value);
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && typed.trim() !== '' && parseDecimal(typed) === null;
  return (
    <Input
      {...(props.id ? { id: props.id } : {})}
      {...(props.inputRef ? { ref: props.inputRef } : {})}
      className="number"
      inputMode="decimal"
      autoComplete="off"
      autoFocus={props.autoFocus ?? false}
      placeholder={props.placeholder}
      prefix={props.prefix}
      suffix={props.suffix}
      aria-label={props.label}
      aria-invalid={wrong}
      {...(wrong ? { status: 'error' as const } : {})}
      value={typed ?? outer}
      // What is typed takes the place of the number, and does not slip into it.
      onFocus={(event) => event.target.select()}
      onChange={(event) => {
        setTyped(event.target.value);
        props.onTyped?.(event.target.value);
        const value = parseDecimal(event.target.value);
        if (value !== null || event.target.value.trim() === '') props.onChange?.(value);
      }}
      onBlur={() => {
        if (!wrong) setTyped(null);
        props.onBlur?.();
      }}
    />
  );
}
