import { useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { formatMoney, isNegative, parseDecimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import styles from './Voucher.module.css';

interface AmountCellProps {
  label: string;
  side: 'debit' | 'credit';
  value: string;
  /** A standard template wants the amount on this side. */
  wanted: boolean;
  wrong: boolean;
  onChange: (text: string) => void;
  /** The equals sign: fill in what is missing. */
  onBalance: () => void;
  /** The space bar: to the other side. */
  onSwap: () => void;
  onEnter: (input: HTMLInputElement) => void;
}

/** An amount of a line. `=` balances the voucher, the space bar changes the side. */
export function AmountCell(props: AmountCellProps) {
  const [typing, setTyping] = useState(false);
  const exact = parseDecimal(props.value);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === '=') props.onBalance();
    else if (event.key === ' ') props.onSwap();
    else if (event.key === 'Enter') props.onEnter(event.currentTarget);
    else return;
    event.preventDefault();
  };
  return (
    <input
      className={`${styles.input} number ${exact && isNegative(exact) ? 'negative' : ''}`}
      data-cell={props.side}
      inputMode="decimal"
      autoComplete="off"
      aria-label={props.label}
      {...(props.wanted ? { placeholder: t('web.standard.amount'), 'data-wanted': true } : {})}
      aria-invalid={props.wrong || (props.value.trim() !== '' && exact === null) || undefined}
      value={typing || exact === null ? props.value : formatMoney(exact)}
      onFocus={(event) => {
        // The plain number stands there before it is selected: drawn later, it would lose the selection.
        flushSync(() => setTyping(true));
        event.target.select();
      }}
      onBlur={() => setTyping(false)}
      onChange={(event) => {
        const text = event.target.value;
        // A phone's or an input method's equals sign arrives as text.
        if (/[=\uff1d]/.test(text)) props.onBalance();
        else props.onChange(text.trim());
      }}
      onKeyDown={onKeyDown}
    />
  );
}
