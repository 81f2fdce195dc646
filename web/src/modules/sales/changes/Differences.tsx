import { t } from '../../../kit/i18n';
import { isPositive, isZero } from '../../../kit/decimal';
import { Money, Quantity } from '../../../kit/Money';
import { SimpleTable } from '../../../kit/SimpleTable';
import type { LineDifference, OrderChange } from './changes';
import styles from './Changes.module.css';

type Side = NonNullable<LineDifference['old']>;

/** What a change makes different, line by line, before and after. */
export function Differences({ change }: { change: OrderChange }) {
  const rows = change.differences.map((line, place) => ({ ...line, place }));
  return (
    <SimpleTable<LineDifference & { place: number }>
      label={t('web.change.differences')}
      rows={rows}
      rowKey={(line) => `${line.place}`}
      rowClass={(line) => (line.kind === 'same' ? styles.same : undefined)}
      columns={[
        {
          key: 'kind',
          title: '',
          cell: (line) => <span className={styles[line.kind]}>{t(`web.change.kind.${line.kind}`)}</span>,
        },
        { key: 'product', title: t('web.product'), cell: (line) => line.product },
        {
          key: 'quantity',
          title: t('web.quantity'),
          numeric: true,
          cell: (line) => (
            <Pair line={line} same={(a, b) => a.quantity === b.quantity && a.unit === b.unit}>
              {(side) => <Quantity value={side.quantity} unit={side.unit} />}
            </Pair>
          ),
        },
        {
          key: 'price',
          title: t(change.prices_include_tax ? 'web.price.with_tax' : 'web.price.without_tax'),
          numeric: true,
          cell: (line) => (
            <Pair line={line} same={(a, b) => a.unit_price === b.unit_price && a.tax_rate === b.tax_rate}>
              {(side) => <Money value={side.unit_price} />}
            </Pair>
          ),
        },
        {
          key: 'day',
          title: t('web.order.deliver_on'),
          cell: (line) => (
            <Pair line={line} same={(a, b) => a.deliver_on === b.deliver_on}>
              {(side) => <span className="figure">{side.deliver_on ?? '—'}</span>}
            </Pair>
          ),
        },
        {
          key: 'gross',
          title: t('web.gross'),
          numeric: true,
          cell: (line) => (
            <Pair line={line} same={(a, b) => a.gross === b.gross}>
              {(side) => <Money value={side.gross} />}
            </Pair>
          ),
        },
        {
          key: 'more',
          title: t('web.change.more'),
          numeric: true,
          cell: (line) => <More amount={line.more} />,
        },
      ]}
      foot={
        <tr>
          <th scope="row" colSpan={5}>
            {t('web.change.total')}
          </th>
          <td className="number">
            <span className={styles.old}>
              <Money value={change.old_gross} />
            </span>{' '}
            <b>
              <Money value={change.gross} />
            </b>
          </td>
          <td className="number">
            <More amount={change.gross_change} />
          </td>
        </tr>
      }
    />
  );
}

interface PairProps {
  line: LineDifference;
  same: (old: Side, now: Side) => boolean;
  children: (side: Side) => React.ReactNode;
}

/** What was, struck out, and what is; once where both are the same. */
function Pair({ line, same, children }: PairProps) {
  const { old, new: now } = line;
  if (old && now && same(old, now)) return children(now);
  return (
    <>
      {old ? <span className={styles.old}>{children(old)}</span> : null} {now ? <b>{children(now)}</b> : null}
    </>
  );
}

/** By how much money grows or shrinks; nothing where it stays. */
export function More({ amount }: { amount: string | null }) {
  if (amount === null || isZero(amount)) return null;
  return (
    <span className={isPositive(amount) ? 'figure' : 'figure negative'}>
      {isPositive(amount) ? '+' : ''}
      <Money value={amount} />
    </span>
  );
}
