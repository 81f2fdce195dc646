import { Input } from 'antd';
import { compare, isPositive, negate, sum, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { Money, Quantity } from '../../../kit/Money';
import type { TaxRate } from '../../catalog/api';
import { numberIn } from '../../catalog/lines/lines';
import type { Credit, OrderPromise } from '../api';
import { filledLines, orderTotal, wrongWhole, type OrderState } from './orderState';
import styles from './TotalsBar.module.css';
import { LeavesOn, MarginCell } from './useLinePromises';

interface TotalsBarProps {
  state: OrderState;
  rates: TaxRate[];
  /** What an order that is sold may promise. */
  promise?: OrderPromise | undefined;
  /** Something may be taken off the whole. */
  onWhole?: (text: string) => void;
}

/** The totals, always in sight, and the day on which the last of the goods can leave. */
export function TotalsBar({ state, rates, promise, onWhole }: TotalsBarProps) {
  const lines = filledLines(state);
  const total = orderTotal(state, rates);
  return (
    <div className={styles.bar}>
      {promise ? null : <p className={styles.hint}>{t('web.grid.hint')}</p>}
      <dl className={styles.totals} aria-live="polite">
        {promise && lines.length > 0 ? (
          <Item label={t('web.promise.all')} value={<LeavesOn day={promise.leaves_on} />} />
        ) : null}
        {promise?.credit ? <CreditItems credit={promise.credit} order={total.gross} /> : null}
        {promise?.margin ? (
          <Item label={t('web.margin')} value={<MarginCell margin={promise.margin} />} />
        ) : null}
        <Item label={t('web.total.lines')} value={<span className="figure">{lines.length}</span>} />
        <Item
          label={t('web.quantity')}
          value={<Quantity value={sum(lines.map((line) => numberIn(line, 'quantity') ?? '0'))} />}
        />
        {onWhole ? <WholeDiscount state={state} rates={rates} off={total.off} onText={onWhole} /> : null}
        <Item label={t('web.net')} value={<Money value={total.net} />} />
        <Item label={t('web.tax')} value={<Money value={total.tax} />} />
        <Item label={t('web.gross')} value={<Money value={total.gross} />} strong />
      </dl>
    </div>
  );
}

interface WholeDiscountProps {
  state: OrderState;
  rates: TaxRate[];
  off: Decimal;
  onText: (text: string) => void;
}

/** What is taken off the whole: typed as an amount or a share, and what that comes to. */
function WholeDiscount({ state, rates, off, onText }: WholeDiscountProps) {
  const wrong = wrongWhole(state, rates);
  return (
    <Item
      label={t('web.whole_discount')}
      value={
        <>
          <Input
            size="small"
            className={styles.whole ?? ''}
            aria-label={t('web.whole_discount')}
            aria-invalid={wrong !== undefined}
            {...(wrong ? { status: 'error' as const } : {})}
            title={wrong ?? t('web.whole_discount.hint')}
            placeholder={t('web.whole_discount.example')}
            value={state.whole ?? ''}
            onChange={(event) => onText(event.target.value)}
          />
          {wrong ? (
            <span className="negative" role="alert">
              {wrong}
            </span>
          ) : isPositive(off) ? (
            <Money value={negate(off)} />
          ) : null}
        </>
      }
    />
  );
}

/** What the customer may still owe, red where this order goes beyond it, and what he has not paid in time. */
function CreditItems({ credit, order }: { credit: Credit; order: Decimal }) {
  const { left, overdue, oldest_due } = credit;
  return (
    <>
      {left === null ? null : (
        <Item
          label={t('web.credit.left')}
          value={
            <span className={compare(order, left) > 0 ? 'negative' : undefined}>
              <Money value={left} />
            </span>
          }
        />
      )}
      {isPositive(overdue) ? (
        <Item
          label={t('web.credit.overdue')}
          value={
            <span className="negative" title={oldest_due ?? ''}>
              <Money value={overdue} />
            </span>
          }
        />
      ) : null}
    </>
  );
}

function Item({ label, value, strong }: { label: string; value: React.ReactNode; strong?: boolean }) {
  return (
    <div className={strong ? `${styles.item} ${styles.strong}` : styles.item}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
