import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { formatPercent } from '../../kit/decimal';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { useVerbs } from '../../kit/document/useVerbs';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money, Percent, Price, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { SimpleTable } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';
import { OldDebt } from './OldDebt';
import { useSupplierInvoice, type Deviation, type SupplierInvoice, type SupplierInvoiceLine } from './api';

const LOOKS: Record<string, VerbLook> = {
  post: { label: 'web.invoice.post' },
  override: { label: 'web.supplier_invoice.override' },
  pay: { label: 'web.payment.pay' },
  collect: { label: 'web.payment.collect' },
  enter_credit: { label: 'web.purchase.enter_credit' },
  reverse: {
    label: 'web.invoice.reverse',
    ask: { question: 'web.invoice.reverse.question', explain: 'web.invoice.reverse.explain' },
  },
  cancel: {
    label: 'web.invoice.cancel',
    ask: { question: 'web.invoice.cancel.question', explain: 'web.invoice.cancel.explain' },
  },
};

const paperOf = (kind: string): string | undefined =>
  kind === 'credit_note'
    ? t('web.invoice.credit_note')
    : kind === 'opening'
      ? t('web.invoice.opening_payable')
      : kind === 'bill'
        ? t('web.invoice.of_bill.payable')
        : undefined;

/** A supplier's invoice or credit note: how it matches, what is still open, what it put into the books. */
export default function SupplierInvoicePage({ path, id }: RecordScreenProps) {
  const invoice = useSupplierInvoice(id);
  const go = useGo();
  const { can } = useAccess();
  const verbs = useVerbs(path, id, {
    post: 'web.invoice.posted',
    cancel: 'web.invoice.cancelled',
    reverse: 'web.invoice.reversed',
  });
  const [asking, setAsking] = useState(false);
  const allowed = (value: SupplierInvoice): string[] =>
    value.deviations.length > 0 && can('invoicing.supplier_invoice.override')
      ? value.allowed_actions.map((verb) => (verb === 'post' ? 'override' : verb))
      : value.allowed_actions;
  return (
    <DocumentPage
      path={path}
      document={invoice}
      title={(value) => value.number ?? value.supplier_number}
      kind={(value) => paperOf(value.kind)}
      facts={(value) => <Facts invoice={value} />}
      actions={(value) => (
        <>
          {value.allowed_actions.includes('post') ? (
            <PreviewEntries
              path={path}
              of={{ id, verb: 'post' }}
              body={{}}
              note={
                value.deviations.length > 0 ? (
                  <>
                    <p role="note">{t('web.supplier_invoice.preview_deviates')}</p>
                    <Match invoice={value} />
                  </>
                ) : null
              }
            />
          ) : null}
          <AllowedActions
            allowed={allowed(value)}
            looks={LOOKS}
            pending={verbs.pending}
            onAct={(verb) => {
              if (verb === 'override') setAsking(true);
              else if (verb === 'enter_credit' && value.order)
                go('/supplier-invoices/new', { search: { order: value.order.id, kind: 'credit_note' } });
              else if (verb !== 'pay' && verb !== 'collect') verbs.act(verb);
              else {
                const kind = verb === 'collect' ? 'refund' : 'payment';
                go('/payments/new', { search: { party: value.party.id, invoice: value.id, kind } });
              }
            }}
          />
        </>
      )}
      bar={<ChainStrip type="supplier_invoice" id={id} />}
      refusal={verbs.refusal}
      side={<History record="supplier_invoice" id={id} />}
    >
      {(value) => (
        <>
          {value.kind === 'opening' || value.kind === 'bill' ? (
            <OldDebt kind={value.kind} number={value.supplier_number} note={value.note} />
          ) : value.landed_cost ? (
            <Section title={tx('record.landed_cost')}>
              <p>
                {t('web.landed.owed_for')}{' '}
                <Go to={recordUrl('landed-costs', value.landed_cost.id)}>{value.landed_cost.title}</Go>
              </p>
            </Section>
          ) : (
            <>
              <Section title={t('web.supplier_invoice.match')} flush={value.deviations.length > 0}>
                <Match invoice={value} />
              </Section>
              <Section title={t('web.lines')} flush>
                <Lines invoice={value} />
              </Section>
            </>
          )}
          <EntriesSection type="supplier_invoice" id={id} />
          {asking ? (
            <OverrideDialog
              onCancel={() => setAsking(false)}
              onOverride={(reason) => {
                setAsking(false);
                verbs.act('post', { reason });
              }}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

interface OverrideDialogProps {
  onOverride: (reason: string) => void;
  onCancel: () => void;
}

/** Why the invoice is posted although it is beyond the tolerances. */
function OverrideDialog({ onOverride, onCancel }: OverrideDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={t('web.supplier_invoice.override')}
      okText={t('web.supplier_invoice.override')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !reason.trim() }}
      onOk={() => onOverride(reason.trim())}
      onCancel={onCancel}
    >
      <Input
        autoFocus
        aria-label={t('web.supplier_invoice.override.reason')}
        placeholder={t('web.supplier_invoice.override.reason')}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}

function Facts({ invoice }: { invoice: SupplierInvoice }) {
  return (
    <>
      <Status state={invoice.state} kind="sales_invoice" />
      <span className="figure">{invoice.supplier_number}</span>
      <Go to={recordUrl('parties', invoice.party.id)}>{invoice.party.title}</Go>
      <span className="figure">{invoice.invoiced_on}</span>
      <b>
        ¥ <Money value={invoice.gross} />
      </b>
      {invoice.state === 'posted' ? (
        <span>
          {t(invoice.kind === 'credit_note' ? 'web.invoice.open_refund' : 'web.supplier_invoice.open')}{' '}
          <Money value={invoice.open} />
        </span>
      ) : null}
    </>
  );
}

function Match({ invoice }: { invoice: SupplierInvoice }) {
  if (invoice.deviations.length === 0) return <p>{t('web.supplier_invoice.matches')}</p>;
  const shown = (one: Deviation, value: string) =>
    one.rule === 'tax_rate' ? <Percent value={value} /> : <Money value={value} />;
  return (
    <>
      <SimpleTable<Deviation>
        label={t('web.supplier_invoice.match')}
        columns={[
          { key: 'no', title: '#', width: 44, cell: (one) => <span className="soft">{one.line_no}</span> },
          { key: 'product', title: t('web.product'), cell: (one) => one.product },
          {
            key: 'rule',
            title: t('web.supplier_invoice.rule'),
            cell: (one) => tx(`web.supplier_invoice.rule.${one.rule}`),
          },
          {
            key: 'ordered',
            title: t('web.supplier_invoice.said'),
            numeric: true,
            cell: (one) => shown(one, one.ordered),
          },
          {
            key: 'asked',
            title: t('web.supplier_invoice.asked'),
            numeric: true,
            cell: (one) => <b className="negative">{shown(one, one.asked)}</b>,
          },
        ]}
        rows={invoice.deviations}
        rowKey={(one) => `${one.line_no}.${one.rule}`}
      />
      {invoice.override_reason ? (
        <p>{t('web.supplier_invoice.overridden', { reason: invoice.override_reason })}</p>
      ) : null}
    </>
  );
}

function Lines({ invoice }: { invoice: SupplierInvoice }) {
  return (
    <SimpleTable<SupplierInvoiceLine>
      label={t('web.lines')}
      columns={[
        { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
        {
          key: 'product',
          title: t('web.product'),
          cell: (line) => <Go to={recordUrl('products', line.product_id)}>{line.product}</Go>,
        },
        {
          key: 'quantity',
          title: t('web.quantity'),
          numeric: true,
          cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
        },
        {
          key: 'price',
          title: t('web.price'),
          numeric: true,
          cell: (line) => <Price value={line.unit_price} />,
        },
        {
          key: 'rate',
          title: t('web.tax_rate'),
          numeric: true,
          cell: (line) => formatPercent(line.tax_rate),
        },
        {
          key: 'ordered',
          title: t('web.supplier_invoice.ordered'),
          numeric: true,
          cell: (line) => <Money value={line.ordered_net} />,
        },
        { key: 'net', title: t('web.net'), numeric: true, cell: (line) => <Money value={line.net} /> },
        { key: 'tax', title: t('web.tax'), numeric: true, cell: (line) => <Money value={line.tax} /> },
        { key: 'gross', title: t('web.gross'), numeric: true, cell: (line) => <Money value={line.gross} /> },
      ]}
      rows={invoice.lines}
      rowKey={(line) => line.id}
      foot={
        <tr>
          <td colSpan={6}>{t('web.total')}</td>
          <td className="number">
            <Money value={invoice.net} />
          </td>
          <td className="number">
            <Money value={invoice.tax} />
          </td>
          <td className="number">
            <Money value={invoice.gross} />
          </td>
        </tr>
      }
    />
  );
}
