import { Modal } from 'antd';
import { formatMoney, isZero, negate, parseDecimal, subtract, sum, type Decimal } from '../../../kit/decimal';
import { language, t } from '../../../kit/i18n';
import { SkeletonRows } from '../../../kit/Skeleton';
import { useStatement } from '../booksApi';
import styles from './Opening.module.css';
import { amountOf } from './yearSoFar';

interface FlowsDialogProps {
  /** The month that the rows of the statement are asked for. */
  month: string;
  flows: Record<number, string>;
  /** What cash and bank changed by. */
  cash: Decimal;
  may: boolean;
  onChange: (row: number, amount: string) => void;
  onClose: () => void;
}

/** How money flowed in the year so far, by the rows of the cash flow statement; all of it, or nothing is said. */
export function FlowsDialog({ month, flows, cash, may, onChange, onClose }: FlowsDialogProps) {
  const statement = useStatement('cash_flow', month, 'month');
  const rows = (statement.data?.rows ?? []).flatMap((row) =>
    row.row !== null && row.flow ? [{ ...row, row: row.row }] : [],
  );
  const total = sum(
    rows.map((row) => {
      const amount = amountOf(flows[row.row] ?? '');
      return row.flow === 'out' ? negate(amount) : amount;
    }),
  );
  const rest = subtract(cash, total);
  return (
    <Modal open title={t('web.opening_balances.flows')} footer={null} width={620} onCancel={onClose}>
      <p className={styles.flowsWhy}>{t('web.opening_balances.flows.why')}</p>
      {statement.isPending ? <SkeletonRows rows={8} columns={2} /> : null}
      <div className={styles.flows}>
        {rows.map((row) => (
          <label key={row.row}>
            <span>{language() === 'en' ? row.en : row.zh}</span>
            <input
              className={`${styles.input} number`}
              inputMode="decimal"
              autoComplete="off"
              disabled={!may}
              aria-invalid={
                ((flows[row.row] ?? '').trim() !== '' && parseDecimal(flows[row.row] ?? '') === null) ||
                undefined
              }
              value={flows[row.row] ?? ''}
              onFocus={(event) => event.target.select()}
              onChange={(event) => onChange(row.row, event.target.value.trim())}
            />
          </label>
        ))}
      </div>
      <p className={styles.flowsSum}>
        <span>
          <span className="soft">{t('web.opening_balances.flows.total')}</span>{' '}
          <b className="figure">{formatMoney(total)}</b>
        </span>
        <span>
          <span className="soft">{t('web.opening_balances.flows.cash')}</span>{' '}
          <b className="figure">{formatMoney(cash)}</b>
        </span>
        {isZero(rest) ? null : (
          <b className="negative">{t('web.opening_balances.flows.rest', { amount: formatMoney(rest) })}</b>
        )}
      </p>
    </Modal>
  );
}
