import { useEffect } from 'react';
import { t } from '../../../kit/i18n';
import { useRatesOfDay } from '../currencies/api';
import styles from './Voucher.module.css';
import type { VoucherLineState, Wrong } from './voucherState';

interface LineForeignProps {
  no: number;
  line: VoucherLineState;
  day: string;
  wrong: Wrong[];
  onChange: (said: { foreign?: string; rate?: string }) => void;
  onEnter: (cell: HTMLElement) => void;
}

/** What a line is in the currency that its account keeps, and the rate: both make its amount. */
export function LineForeign({ no, line, day, wrong, onChange, onEnter }: LineForeignProps) {
  const currency = line.account?.currency ?? null;
  const rates = useRatesOfDay(day, currency !== null);
  const known = rates.data?.find((one) => one.currency === currency);
  const proposed = known?.rate ?? null;
  const { rate } = line;
  useEffect(() => {
    if (currency !== null && rate === '' && proposed !== null) onChange({ rate: proposed });
    // Only when the line comes to keep a currency, or its rate becomes known: whoever empties the rate means it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [currency, proposed]);
  if (currency === null) return null;
  const field = (name: 'foreign' | 'rate', said: string) => (
    <input
      className={`${styles.input} number ${styles.foreign}`}
      data-cell={name}
      inputMode="decimal"
      autoComplete="off"
      aria-label={t('web.voucher.cell', { line: no, what: said })}
      aria-invalid={wrong.includes(name) || undefined}
      value={line[name]}
      onFocus={(event) => event.target.select()}
      onChange={(event) => onChange({ [name]: event.target.value.trim() })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onEnter(event.currentTarget);
      }}
    />
  );
  return (
    <div className={styles.tags}>
      <label className={styles.tag}>
        <span className={styles.tagName}>{currency}</span>
        {field('foreign', currency)}
      </label>
      <label className={styles.tag}>
        <span className={styles.tagName} title={known?.day ?? undefined}>
          {t('web.currencies.rate')}
        </span>
        {field('rate', t('web.currencies.rate'))}
      </label>
    </div>
  );
}
