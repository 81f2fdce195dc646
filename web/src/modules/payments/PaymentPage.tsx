import { useState } from 'react';
import { isDecimal, isPositive, isZero, negate, type Decimal } from '../../kit/decimal';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { useVerbs } from '../../kit/document/useVerbs';
import { EmptyState } from '../../kit/EmptyState';
import { Go, recordUrl } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { SimpleTable } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';
import { ApplyDialog } from './ApplyDialog';
import { usePayment } from './api';
import { BillBehind } from './bills/BillBehind';

const LOOKS: Record<string, VerbLook> = {
  apply: { label: 'web.payment.apply' },
  reverse: {
    label: 'web.payment.reverse',
    ask: { question: 'web.payment.reverse.question', explain: 'web.payment.reverse.explain' },
  },
};

const REFUND_LOOKS: Record<string, VerbLook> = {
  reverse: {
    label: 'web.payment.reverse',
    ask: { question: 'web.payment.refund_reverse', explain: 'web.receipt.refund_reverse.explain' },
  },
};

const paperOf = (kind: string): string | undefined =>
  kind === 'refund'
    ? t('web.payment.refund')
    : kind === 'opening'
      ? t('web.payment.opening_paper')
      : undefined;

/** Money paid to a supplier: what it settled, what of it is ahead, and what it put into the books. */
export default function PaymentPage({ path, id }: RecordScreenProps) {
  const payment = usePayment(id);
  const isRefund = payment.data?.value.kind === 'refund';
  const verbs = useVerbs(path, id, {
    reverse: isRefund ? 'web.payment.refund_reversed' : 'web.payment.reversed',
    apply: 'web.payment.applied',
  });
  const [applying, setApplying] = useState(false);
  return (
    <DocumentPage
      path={path}
      document={payment}
      title={(value) => value.number}
      kind={(value) => paperOf(value.kind)}
      facts={(value) => (
        <>
          <Status state={value.state} kind="receipt" />
          {value.paper_number ? (
            <span className="figure">{t('web.receipt.paper_number', { number: value.paper_number })}</span>
          ) : null}
          <Go to={recordUrl('parties', value.party.id)}>{value.party.title}</Go>
          <span className="figure">{value.paid_on}</span>
          <b>
            ¥{' '}
            <Money
              value={value.kind === 'refund' && isDecimal(value.amount) ? negate(value.amount) : value.amount}
            />
          </b>
          {value.account_code ? (
            <BillBehind record="payment" id={id} accountCode={value.account_code} />
          ) : null}
          {isSome(value.prepaid) ? (
            <span>
              {t('web.payment.left')} <Money value={value.prepaid} />
            </span>
          ) : null}
          {isSome(value.dishonoured) ? (
            <span className="negative">
              {t('web.bill.not_paid')} <Money value={value.dishonoured} />
            </span>
          ) : null}
        </>
      )}
      actions={(value) => (
        <AllowedActions
          allowed={value.allowed_actions}
          looks={isRefund ? REFUND_LOOKS : LOOKS}
          pending={verbs.pending}
          onAct={(verb) => (verb === 'apply' ? setApplying(true) : verbs.act(verb))}
        />
      )}
      bar={<ChainStrip type="payment" id={id} />}
      refusal={verbs.refusal}
      side={<History record="payment" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t(isRefund ? 'web.receipt.allocation_refund' : 'web.payment.allocation')} flush>
            {value.allocations.length === 0 ? (
              <EmptyState
                small
                title={t(isSome(value.dishonoured) ? 'web.payment.dishonoured_all' : 'web.payment.all_ahead')}
              />
            ) : (
              <Settled allocations={value.allocations} prepaid={value.prepaid} refund={isRefund} />
            )}
          </Section>
          <EntriesSection type="payment" id={id} />
          {applying ? (
            <ApplyDialog
              side="supplier"
              party={value.party.id}
              left={value.prepaid}
              onCancel={() => setApplying(false)}
              onApply={(said) => {
                setApplying(false);
                verbs.act('apply', said);
              }}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

/** Whether an amount is known and more than nothing: it may be hidden from the reader. */
const isSome = (amount: Decimal): boolean => isDecimal(amount) && isPositive(amount);

interface SettledProps {
  allocations: { invoice_id: string; invoice: string; amount: Decimal }[];
  prepaid: Decimal;
  /** The supplier paid back what his credit notes are for. */
  refund: boolean;
}

function Settled({ allocations, prepaid, refund }: SettledProps) {
  const rows = allocations.map((item, place) => ({ ...item, key: `${place}` }));
  return (
    <SimpleTable
      label={t(refund ? 'web.receipt.allocation_refund' : 'web.payment.allocation')}
      columns={[
        {
          key: 'number',
          title: t(refund ? 'web.invoice.credit_note' : 'web.invoice'),
          cell: (item) => <Go to={recordUrl('supplier-invoices', item.invoice_id)}>{item.invoice}</Go>,
        },
        {
          key: 'amount',
          title: t(refund ? 'web.receipt.refunds' : 'web.payment.settles'),
          numeric: true,
          cell: (item) => <Money value={item.amount} />,
        },
      ]}
      rows={rows}
      rowKey={(item) => item.key}
      foot={
        isDecimal(prepaid) && isZero(prepaid) ? null : (
          <tr>
            <td>{t('web.payment.rest')}</td>
            <td className="number">
              <Money value={prepaid} />
            </td>
          </tr>
        )
      }
    />
  );
}
