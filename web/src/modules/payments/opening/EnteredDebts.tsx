import { isZero } from '../../../kit/decimal';
import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import type { DebtSide, OpeningDebt } from './api';

const PATHS: Record<DebtSide, string> = {
  receivable: 'sales-invoices',
  payable: 'supplier-invoices',
  advance_received: 'receipts',
  advance_paid: 'payments',
};

/** What was entered, the newest first; each is a document of its own, where it can be taken back. */
export function EnteredDebts({ rows, count }: { rows: OpeningDebt[]; count: number }) {
  if (rows.length === 0) return null;
  return (
    <Section
      title={t('web.opening_debts.entered', { count })}
      extra={rows.length < count ? t('web.opening_debts.newest', { count: rows.length }) : undefined}
      flush
    >
      <SimpleTable<OpeningDebt>
        label={t('web.opening_debts.entered', { count })}
        rows={rows}
        rowKey={(one) => one.id}
        columns={[
          {
            key: 'side',
            title: t('web.opening_debts.kind'),
            cell: (one) => t(`web.opening_debts.${one.side}`),
          },
          {
            key: 'party',
            title: t('web.opening_debts.party'),
            cell: (one) => <Go to={recordUrl('parties', one.party.id)}>{one.party.title}</Go>,
          },
          {
            key: 'number',
            title: t('web.opening_debts.number'),
            cell: (one) => <Go to={recordUrl(PATHS[one.side], one.id)}>{one.paper_number}</Go>,
          },
          {
            key: 'day',
            title: t('web.opening_debts.day'),
            cell: (one) => <span className="figure">{one.invoiced_on}</span>,
          },
          {
            key: 'amount',
            title: t('web.opening_debts.amount'),
            numeric: true,
            cell: (one) => <Money value={one.amount} />,
          },
          {
            key: 'open',
            title: t('web.opening_debts.open'),
            numeric: true,
            cell: (one) =>
              isZero(one.open) ? <Status state="green" kind="check" /> : <Money value={one.open} />,
          },
          { key: 'note', title: t('web.opening_debts.note'), cell: (one) => one.note ?? '' },
        ]}
      />
    </Section>
  );
}
