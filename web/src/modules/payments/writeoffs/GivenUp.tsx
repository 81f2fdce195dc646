import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Problem } from '../../../api/problem';
import { daysBetween, today } from '../../../kit/dates';
import { compare, isNegative, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import type { OpenInvoice } from '../../invoicing/api';

type Amounts = Record<string, Decimal | null>;

interface GivenUpProps {
  balance: UseQueryResult<object, Problem> | undefined;
  invoices: OpenInvoice[];
  amounts: Amounts;
  /** Nothing is named yet, and the person tried to save. */
  missing: boolean;
  total: Decimal;
  onChange: (amounts: Amounts) => void;
}

/** What is given up of each open invoice of the customer. */
export function GivenUp({ balance, invoices, amounts, missing, total, onChange }: GivenUpProps) {
  const everything = Object.fromEntries(invoices.map((item) => [item.id, item.open]));
  return (
    <Section
      title={t('web.party.open_invoices')}
      flush
      extra={
        invoices.length > 0 ? (
          <Button type="link" size="small" onClick={() => onChange(everything)}>
            {t('web.write_off.all')}
          </Button>
        ) : null
      }
    >
      {!balance ? <EmptyState small title={t('web.receipt.choose_party')} /> : null}
      {balance?.isPending ? <SkeletonRows rows={2} columns={5} /> : null}
      {balance?.isError ? <ErrorPanel error={balance.error} onRetry={() => void balance.refetch()} /> : null}
      {balance?.data && invoices.length === 0 ? (
        <EmptyState small title={t('web.receipt.nothing_open')} />
      ) : null}
      {invoices.length > 0 ? (
        <SimpleTable<OpenInvoice>
          label={t('web.party.open_invoices')}
          columns={[
            {
              key: 'number',
              title: t('web.invoice'),
              cell: (item) => <Go to={recordUrl('sales-invoices', item.id)}>{item.number}</Go>,
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
              key: 'open',
              title: t('web.invoice.open'),
              numeric: true,
              cell: (item) => <Money value={item.open} />,
            },
            {
              key: 'amount',
              title: t('web.write_off.amount'),
              numeric: true,
              width: 150,
              cell: (item) => (
                <>
                  <DecimalInput
                    label={`${t('web.write_off.amount')} ${item.number}`}
                    value={amounts[item.id] ?? null}
                    onChange={(value) => onChange({ ...amounts, [item.id]: value })}
                  />
                  {beyond(amounts[item.id], item) ? (
                    <small role="alert" className="negative" style={{ display: 'block' }}>
                      {t('web.too_much', { open: item.open })}
                    </small>
                  ) : null}
                </>
              ),
            },
          ]}
          rows={invoices}
          rowKey={(item) => item.id}
          foot={
            <tr>
              <td colSpan={4}>
                {missing ? (
                  <span role="alert" className="negative">
                    {t('web.write_off.amount_needed')}
                  </span>
                ) : (
                  t('web.total')
                )}
              </td>
              <td className="number">
                <Money value={total} />
              </td>
            </tr>
          }
        />
      ) : null}
    </Section>
  );
}

const beyond = (amount: Decimal | null | undefined, invoice: OpenInvoice): boolean =>
  amount !== null && amount !== undefined && (compare(amount, invoice.open) > 0 || isNegative(amount));
