import { useState } from 'react';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { useVerbs } from '../../kit/document/useVerbs';
import { isDecimal, isPositive, isZero, negate } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { Go, recordUrl } from '../../kit/Go';
import { t, type MessageKey } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { SimpleTable } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';
import { ApplyDialog } from './ApplyDialog';
import { useReceipt, type Receipt } from './api';
import { BillBehind } from './bills/BillBehind';

const LOOKS: Record<string, VerbLook> = {
  apply: { label: 'web.receipt.apply' },
  reverse: {
    label: 'web.receipt.reverse',
    ask: { question: 'web.receipt.reverse.question', explain: 'web.receipt.reverse.explain' },
  },
};

const REFUND_LOOKS: Record<string, VerbLook> = {
  reverse: {
    label: 'web.receipt.reverse',
    ask: { question: 'web.receipt.refund_reverse', explain: 'web.receipt.refund_reverse.explain' },
  },
};

const PAPERS: Record<string, MessageKey> = {
  refund: 'web.receipt.refund_paper',
  recovery: 'web.receipt.recovery_paper',
  opening: 'web.receipt.opening_paper',
};

const paperOf = (kind: string): string | undefined => {
  const key = PAPERS[kind];
  return key && t(key);
};

/** Money received: what it settled and what it put into the books. */
export default function ReceiptPage({ path, id }: RecordScreenProps) {
  const receipt = useReceipt(id);
  const isRefund = receipt.data?.value.kind === 'refund';
  const verbs = useVerbs(path, id, {
    reverse: isRefund ? 'web.receipt.refund_reversed' : 'web.receipt.reversed',
    apply: 'web.receipt.applied',
  });
  const [applying, setApplying] = useState(false);
  return (
    <DocumentPage
      path={path}
      document={receipt}
      title={(value) => value.number}
      kind={(value) => paperOf(value.kind)}
      facts={(value) => (
        <>
          <Status state={value.state} kind="receipt" />
          {value.write_off ? (
            <Go to={recordUrl('write-offs', value.write_off.id)}>
              {t('web.receipt.recovers', { number: value.write_off.title })}
            </Go>
          ) : null}
          {value.paper_number ? (
            <span className="figure">{t('web.receipt.paper_number', { number: value.paper_number })}</span>
          ) : null}
          <Go to={recordUrl('parties', value.party.id)}>{value.party.title}</Go>
          <span className="figure">{value.received_on}</span>
          <b>
            ¥{' '}
            <Money
              value={value.kind === 'refund' && isDecimal(value.amount) ? negate(value.amount) : value.amount}
            />
          </b>
          {value.account_code ? (
            <BillBehind record="receipt" id={id} accountCode={value.account_code} />
          ) : null}
          {wasRefused(value) ? (
            <span className="negative">
              {t('web.bill.dishonour')} <Money value={value.dishonoured} />
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
      bar={<ChainStrip type="receipt" id={id} />}
      refusal={verbs.refusal}
      side={<History record="receipt" id={id} />}
    >
      {(value) => (
        <>
          {value.kind === 'recovery' ? null : <Settled receipt={value} />}
          {value.tails.length > 0 ? <Tails tails={value.tails} /> : null}
          <EntriesSection type="receipt" id={id} />
          {applying ? (
            <ApplyDialog
              side="customer"
              party={value.party.id}
              left={value.advance}
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

/** Whether it is known that a bill it came by was not paid: the amount may be hidden from the reader. */
const wasRefused = (receipt: Receipt): boolean =>
  isDecimal(receipt.dishonoured) && isPositive(receipt.dishonoured);

/** What the money settled, or paid back, invoice by invoice. */
function Settled({ receipt }: { receipt: Receipt }) {
  return (
    <Section
      title={t(receipt.kind === 'refund' ? 'web.receipt.allocation_refund' : 'web.receipt.allocation')}
      flush
    >
      {receipt.allocations.length === 0 ? (
        <EmptyState
          small
          title={t(wasRefused(receipt) ? 'web.receipt.dishonoured_all' : 'web.receipt.all_advance')}
        />
      ) : (
        <SimpleTable
          label={t('web.receipt.allocation')}
          columns={[
            {
              key: 'number',
              title: t(receipt.kind === 'refund' ? 'web.invoice.credit_note' : 'web.invoice'),
              cell: (item) => <Go to={recordUrl('sales-invoices', item.invoice_id)}>{item.invoice}</Go>,
            },
            {
              key: 'amount',
              title: t(receipt.kind === 'refund' ? 'web.receipt.refunds' : 'web.receipt.settles'),
              numeric: true,
              cell: (item) => <Money value={item.amount} />,
            },
          ]}
          rows={receipt.allocations.map((item, place) => ({ ...item, place }))}
          rowKey={(item) => String(item.place)}
          foot={
            receipt.kind === 'refund' && isDecimal(receipt.advance) && isZero(receipt.advance) ? null : (
              <tr>
                <td>{t('web.receipt.rest_advance')}</td>
                <td className="number">
                  <Money value={receipt.advance} />
                </td>
              </tr>
            )
          }
        />
      )}
    </Section>
  );
}

/** What was let go of the invoices it paid (抹零), each by a paper of its own. */
function Tails({ tails }: { tails: Receipt['tails'] }) {
  return (
    <Section title={t('web.receipt.tails')} flush>
      <SimpleTable
        label={t('web.receipt.tails')}
        columns={[
          {
            key: 'invoice',
            title: t('web.invoice'),
            cell: (item) => <Go to={recordUrl('sales-invoices', item.invoice_id)}>{item.invoice}</Go>,
          },
          {
            key: 'paper',
            title: t('web.receipt.tail_paper'),
            cell: (item) => <Go to={recordUrl('write-offs', item.id)}>{item.number}</Go>,
          },
          {
            key: 'state',
            title: t('web.write_off.state'),
            cell: (item) => <Status state={item.state} label={`choice.write_off.state.${item.state}`} />,
          },
          {
            key: 'amount',
            title: t('web.receipt.tail_amount'),
            numeric: true,
            cell: (item) => <Money value={item.amount} />,
          },
        ]}
        rows={tails}
        rowKey={(item) => item.id}
      />
    </Section>
  );
}
