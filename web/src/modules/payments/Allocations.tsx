import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import type { Problem } from '../../api/problem';
import { daysBetween, today } from '../../kit/dates';
import { compare, formatMoney, isNegative, isZero, subtract, type Decimal } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import type { OpenInvoice } from '../invoicing/api';
import { allocated } from './allocate';
import type { Allocation } from './api';
import styles from './Money.module.css';
import { tailOf } from './tails';

interface AllocationsProps {
  /** The money goes back: it settles credit notes. */
  refund: boolean;
  /** Which invoices: those of customers, or those of suppliers. */
  side?: 'customer' | 'supplier';
  amount: Decimal;
  balance: UseQueryResult<object, Problem> | undefined;
  /** The open documents this money can settle. */
  invoices: OpenInvoice[];
  allocations: Allocation[];
  /** Why it is allocated so, where nobody changed it. */
  proposed: 'oldest_first' | 'this_one' | null;
  /** Small remainders that may be let go with the money: up to how much, and of which invoices they are. */
  tails?: { limit: Decimal | undefined; chosen: ReadonlySet<string>; onTurn: (invoice: string) => void };
  onChange: (allocations: Allocation[]) => void;
  onPropose: () => void;
}

/** Which invoices the money settles: proposed oldest first, changeable line by line; the rest is an advance. */
export function Allocations({
  refund,
  side = 'customer',
  amount,
  balance,
  invoices,
  allocations,
  proposed,
  tails,
  onChange,
  onPropose,
}: AllocationsProps) {
  const supplier = side === 'supplier';
  const words = { ...(refund ? refundWords() : receiptWords()), ...(supplier ? supplierWords(refund) : {}) };
  const left = subtract(amount, allocated(allocations));
  const amountFor = (invoice: OpenInvoice): Decimal | null =>
    allocations.find((item) => item.invoice_id === invoice.id)?.amount ?? null;
  const set = (invoice: OpenInvoice, value: Decimal | null): void => {
    const others = allocations.filter((item) => item.invoice_id !== invoice.id);
    onChange(value === null ? others : [...others, { invoice_id: invoice.id, amount: value }]);
  };
  const beyond = (invoice: OpenInvoice): boolean => {
    const value = amountFor(invoice);
    return value !== null && (compare(value, invoice.open) > 0 || isNegative(value));
  };
  return (
    <Section
      title={words.title}
      flush
      extra={
        proposed ? (
          t(`web.receipt.${proposed}`)
        ) : (
          <Button type="link" size="small" onClick={onPropose}>
            {t('web.receipt.propose')}
          </Button>
        )
      }
    >
      {!balance ? (
        <EmptyState small title={t(supplier ? 'web.payment.choose' : 'web.receipt.choose_party')} />
      ) : null}
      {balance?.isPending ? <SkeletonRows rows={2} columns={5} /> : null}
      {balance?.isError ? <ErrorPanel error={balance.error} onRetry={() => void balance.refetch()} /> : null}
      {balance?.data && invoices.length === 0 ? <EmptyState small title={words.nothing} /> : null}
      {invoices.length > 0 ? (
        <SimpleTable<OpenInvoice>
          label={words.title}
          columns={[
            {
              key: 'number',
              title: words.paper,
              cell: (item) => (
                <Go to={recordUrl(supplier ? 'supplier-invoices' : 'sales-invoices', item.id)}>
                  {item.kind === 'opening' ? item.paper_number : item.number}
                </Go>
              ),
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
            {
              key: 'gross',
              title: t('web.gross'),
              numeric: true,
              cell: (item) => <Money value={item.gross} />,
            },
            {
              key: 'open',
              title: words.open,
              numeric: true,
              cell: (item) => <Money value={item.open} />,
            },
            {
              key: 'amount',
              title: words.settles,
              numeric: true,
              width: 150,
              cell: (item) => (
                <div className={styles.settles}>
                  <DecimalInput
                    label={`${words.settles} ${item.number}`}
                    value={amountFor(item)}
                    onChange={(value) => set(item, value)}
                  />
                  {tails ? <Tail invoice={item} paid={amountFor(item)} tails={tails} /> : null}
                  {beyond(item) ? (
                    <small role="alert" className="negative">
                      {t('web.too_much', { open: item.open })}
                    </small>
                  ) : null}
                </div>
              ),
            },
          ]}
          rows={invoices}
          rowKey={(item) => item.id}
          foot={
            refund && isZero(left) ? null : (
              <tr>
                <td colSpan={5}>{isNegative(left) ? t('web.receipt.over') : words.rest}</td>
                <td className="number">
                  <Money value={left} />
                </td>
              </tr>
            )
          }
        />
      ) : null}
    </Section>
  );
}

interface TailProps {
  invoice: OpenInvoice;
  paid: Decimal | null;
  tails: NonNullable<AllocationsProps['tails']>;
}

/** 抹零: lets go what little of an invoice would stay open. */
function Tail({ invoice, paid, tails }: TailProps) {
  const rest = tailOf(invoice, paid, tails.limit);
  if (rest === null) return null;
  return (
    <Checkbox checked={tails.chosen.has(invoice.id)} onChange={() => tails.onTurn(invoice.id)}>
      {t('web.rounding.let_go', { amount: formatMoney(rest) })}
    </Checkbox>
  );
}

const receiptWords = () => ({
  title: t('web.receipt.allocation'),
  settles: t('web.receipt.settles'),
  open: t('web.invoice.open'),
  paper: t('web.invoice'),
  nothing: t('web.receipt.nothing_open'),
  rest: t('web.receipt.rest_advance'),
});

const refundWords = (): ReturnType<typeof receiptWords> => ({
  title: t('web.receipt.allocation_refund'),
  settles: t('web.receipt.refunds'),
  open: t('web.invoice.open_refund'),
  paper: t('web.invoice.credit_note'),
  nothing: t('web.receipt.nothing_to_refund'),
  rest: t('web.receipt.rest_refund'),
});

const supplierWords = (refund: boolean): Partial<ReturnType<typeof receiptWords>> =>
  refund
    ? { nothing: t('web.payment.nothing_to_collect') }
    : {
        title: t('web.payment.allocation'),
        open: t('web.supplier_invoice.open'),
        nothing: t('web.payment.nothing_open'),
        rest: t('web.payment.rest'),
      };
