import type { ReactNode } from 'react';
import { daysBetween, today } from '../../kit/dates';
import { useAccess } from '../../kit/access';
import { add, formatMoney, isDecimal, isPositive, isZero, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo, type SearchParams } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Money, ShortMoney } from '../../kit/Money';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import type { OpenInvoice } from '../invoicing/api';
import { asksFor } from '../payments/allocate';
import type { Credit } from '../sales/api';
import { statementUrl, usePartyBalance, useSupplierBalance } from '../payments/api';
import styles from './CustomerPage.module.css';

/** What the customer owes, what he is to be given back, what he paid ahead, how old the oldest open invoice is. */
export function BalanceCard({ id }: { id: string }) {
  const balance = usePartyBalance(id);
  const { can } = useAccess();
  if (balance.isError) return balance.error.status === 403 ? null : <ErrorPanel error={balance.error} />;
  const documents = balance.data?.open_invoices ?? [];
  const open = documents.filter((item) => asksFor(item.kind) === 'invoice');
  const credits = documents.filter((item) => asksFor(item.kind) === 'credit_note');
  const oldest = open.map((item) => item.invoiced_on).sort()[0];
  const { receivable, refundable, unbilled = '0' } = balance.data ?? {};
  const counted = t('web.party.open_count', { count: open.length });
  return (
    <dl className={styles.tiles}>
      <Tile
        name={t('web.party.receivable')}
        hint={
          isZero(unbilled)
            ? counted
            : t('web.party.with_unbilled', { counted, amount: formatMoney(unbilled) })
        }
        value={<ShortMoney value={receivable && add(receivable, unbilled)} blank="…" />}
        link={{ to: statementUrl('customer', id), words: t('web.party.statement') }}
      />
      {isSome(refundable) ? (
        <Tile
          name={t('web.party.refundable')}
          hint={t('web.party.refundable.why', { count: credits.length })}
          value={<ShortMoney value={refundable} blank="…" />}
          link={
            can('payments.receipt.post')
              ? {
                  to: '/receipts/new',
                  search: { party: id, kind: 'refund' },
                  words: t('web.invoice.refund'),
                }
              : undefined
          }
        />
      ) : null}
      <Tile
        name={t('web.party.oldest')}
        hint={oldest ?? t('web.party.nothing_open')}
        value={oldest ? t('web.days', { count: daysBetween(oldest, today()) }) : '–'}
      />
      <Tile
        name={t('web.party.advance')}
        hint={t('web.party.advance.why')}
        value={<ShortMoney value={balance.data?.advance} blank="…" />}
      />
      {balance.data?.credit ? <CreditTile credit={balance.data.credit} /> : null}
    </dl>
  );
}

/** What he may still owe by his terms, or what of it he has not paid in time. */
function CreditTile({ credit }: { credit: Credit }) {
  const { limit, left, payment_days, overdue } = credit;
  const late = isPositive(overdue);
  const terms = [
    limit === null ? null : t('web.credit.limit', { limit: formatMoney(limit) }),
    t('web.credit.days', { days: payment_days }),
  ];
  return (
    <Tile
      name={t('web.credit.left')}
      hint={
        late
          ? t('web.credit.late', { amount: formatMoney(overdue) })
          : terms.filter((one) => one !== null).join(' · ')
      }
      value={left === null ? t('web.credit.unlimited') : <ShortMoney value={left} blank="…" />}
    />
  );
}

/** What is owed to the supplier, and what is paid ahead. */
export function SupplierCard({ id }: { id: string }) {
  const balance = useSupplierBalance(id);
  const { can } = useAccess();
  if (balance.isError) return balance.error.status === 403 ? null : <ErrorPanel error={balance.error} />;
  const documents = balance.data?.open_invoices ?? [];
  const open = documents.filter((item) => asksFor(item.kind) === 'invoice');
  const credits = documents.filter((item) => asksFor(item.kind) === 'credit_note');
  const oldest = open.map((item) => item.invoiced_on).sort()[0];
  const refundable = balance.data?.refundable;
  return (
    <dl className={styles.tiles}>
      <Tile
        name={t('web.supplier.payable')}
        hint={t('web.supplier.open_count', { count: open.length })}
        value={<ShortMoney value={balance.data?.payable} blank="…" />}
        link={{ to: statementUrl('supplier', id), words: t('web.party.statement') }}
      />
      {isSome(refundable) ? (
        <Tile
          name={t('web.supplier.refundable')}
          hint={t('web.party.refundable.why', { count: credits.length })}
          value={<ShortMoney value={refundable} blank="…" />}
          link={
            can('payments.payment.post')
              ? {
                  to: '/payments/new',
                  search: { party: id, kind: 'refund' },
                  words: t('web.payment.collect'),
                }
              : undefined
          }
        />
      ) : null}
      <Tile
        name={t('web.party.oldest')}
        hint={oldest ?? t('web.party.nothing_open')}
        value={oldest ? t('web.days', { count: daysBetween(oldest, today()) }) : '–'}
      />
      <Tile
        name={t('web.supplier.prepaid')}
        hint={t('web.supplier.prepaid.why')}
        value={<ShortMoney value={balance.data?.prepaid} blank="…" />}
      />
    </dl>
  );
}

interface TileProps {
  name: string;
  hint: string;
  value: ReactNode;
  /** Where all that led to the figure is told, or what is to be done about it. */
  link?: { to: string; search?: SearchParams; words: string } | undefined;
}

/** Whether it is known that there is something: the amount may be hidden from the reader. */
const isSome = (amount: Decimal | undefined): boolean =>
  amount !== undefined && isDecimal(amount) && isPositive(amount);

function Tile({ name, hint, value, link }: TileProps) {
  return (
    <div className={styles.tile}>
      <dt>
        {name}{' '}
        {link ? (
          <Go to={link.to} search={link.search}>
            {link.words}
          </Go>
        ) : null}
        <small>{hint}</small>
      </dt>
      <dd className="figure">{value}</dd>
    </div>
  );
}

/** The open invoices and credit notes behind the balance. */
export function OpenInvoices({ id }: { id: string }) {
  const balance = usePartyBalance(id);
  const go = useGo();
  if (balance.isPending) return <SkeletonRows rows={3} columns={5} />;
  if (balance.isError) return <ErrorPanel error={balance.error} onRetry={() => void balance.refetch()} />;
  if (balance.data.open_invoices.length === 0)
    return <EmptyState small title={t('web.party.nothing_open')} />;
  return (
    <SimpleTable<OpenInvoice>
      label={t('web.party.open_invoices')}
      columns={[
        {
          key: 'number',
          title: t('web.invoice'),
          cell: (item) => (
            <Go to={recordUrl('sales-invoices', item.id)}>{item.paper_number ?? item.number}</Go>
          ),
        },
        {
          key: 'kind',
          title: t('web.invoice.kind'),
          cell: (item) => tx(`choice.sales_invoice.kind.${item.kind}`),
        },
        {
          key: 'day',
          title: t('web.invoice.date'),
          cell: (item) => <span className="figure">{item.invoiced_on}</span>,
        },
        {
          key: 'age',
          title: t('web.invoice.age'),
          numeric: true,
          cell: (item) => t('web.days', { count: daysBetween(item.invoiced_on, today()) }),
        },
        { key: 'gross', title: t('web.gross'), numeric: true, cell: (item) => <Money value={item.gross} /> },
        {
          key: 'open',
          title: t('web.invoice.open'),
          numeric: true,
          cell: (item) => <Money value={item.open} />,
        },
      ]}
      rows={balance.data.open_invoices}
      rowKey={(item) => item.id}
      onOpen={(item) => go(recordUrl('sales-invoices', item.id))}
    />
  );
}
