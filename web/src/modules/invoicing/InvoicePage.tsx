import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { useVerbs } from '../../kit/document/useVerbs';
import { formatPercent, isDecimal, isPositive, negate, type Decimal } from '../../kit/decimal';
import { useAccess } from '../../kit/access';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money, Price, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { SimpleTable } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';
import { AdvanceHint } from '../payments/AdvanceHint';
import { OldDebt } from './OldDebt';
import { useInvoice, type Invoice, type InvoiceLine } from './api';
import { nameless } from '../../kit/nameless';

const LOOKS: Record<string, VerbLook> = {
  post: { label: 'web.invoice.post' },
  receive: { label: 'web.invoice.receive' },
  refund: { label: 'web.invoice.refund' },
  write_off: { label: 'web.write_off.of_invoice' },
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
      ? t('web.invoice.opening_receivable')
      : kind === 'bill'
        ? t('web.invoice.of_bill.receivable')
        : undefined;

/** An invoice or credit note: its lines, what is still open, what it put into the books. */
export default function InvoicePage({ path, id }: RecordScreenProps) {
  const invoice = useInvoice(id);
  const go = useGo();
  const { can: may } = useAccess();
  const verbs = useVerbs(path, id, {
    post: 'web.invoice.posted',
    cancel: 'web.invoice.cancelled',
    reverse: 'web.invoice.reversed',
  });
  const act = (verb: string, value: Invoice): void => {
    const about = { party: value.party.id, invoice: value.id };
    if (verb === 'write_off') go('/write-offs/new', { search: about });
    else if (verb === 'receive' || verb === 'refund') {
      const kind = verb === 'refund' ? 'refund' : 'receipt';
      go('/receipts/new', { search: { ...about, kind } });
    } else verbs.act(verb);
  };
  return (
    <DocumentPage
      path={path}
      document={invoice}
      title={(value) => value.number ?? nameless(value.state)}
      kind={(value) => paperOf(value.kind)}
      facts={(value) => <InvoiceFacts invoice={value} />}
      actions={(value) => (
        <>
          {value.allowed_actions.includes('post') ? (
            <PreviewEntries path={path} of={{ id, verb: 'post' }} body={{}} />
          ) : null}
          <AllowedActions
            allowed={value.allowed_actions}
            looks={LOOKS}
            pending={verbs.pending}
            onAct={(verb) => act(verb, value)}
          />
        </>
      )}
      bar={<ChainStrip type="sales_invoice" id={id} />}
      refusal={verbs.refusal}
      side={<History record="sales_invoice" id={id} />}
    >
      {(value) => (
        <>
          {may('payments.receipt.view') && value.kind !== 'credit_note' && isOpen(value) ? (
            <AdvanceHint party={value.party.id} />
          ) : null}
          {value.paper_number ? (
            <OldDebt kind={value.kind} number={value.paper_number} note={value.note} />
          ) : (
            <Section title={t('web.lines')} flush>
              <Lines invoice={value} />
            </Section>
          )}
          <EntriesSection type="sales_invoice" id={id} />
        </>
      )}
    </DocumentPage>
  );
}

function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  return (
    <>
      <Status state={invoice.state} kind="sales_invoice" />
      <Go to={recordUrl('parties', invoice.party.id)}>{invoice.party.title}</Go>
      {invoice.corrects.length > 0 ? (
        <span>
          {t('web.invoice.corrects')}{' '}
          {invoice.corrects.map((blue) => (
            <Go key={blue.id} to={recordUrl('sales-invoices', blue.id)}>
              {blue.title}
            </Go>
          ))}
        </span>
      ) : null}
      <span className="figure">{invoice.invoiced_on}</span>
      <b>
        ¥ <Money value={invoice.gross} />
      </b>
      {invoice.state === 'posted' ? (
        <span>
          {t(invoice.kind === 'credit_note' ? 'web.invoice.open_refund' : 'web.invoice.open')}{' '}
          <Money value={invoice.open} />
        </span>
      ) : null}
    </>
  );
}

/** Whether it is known that something is still to be paid: the amount may be hidden from the reader. */
const isOpen = (invoice: Invoice): boolean => isDecimal(invoice.open) && isPositive(invoice.open);

/** A credit note takes back: what it says counts the other way. */
const signed = (invoice: Invoice, value: Decimal): Decimal =>
  invoice.kind === 'credit_note' && isDecimal(value) ? negate(value) : value;

function Lines({ invoice }: { invoice: Invoice }) {
  return (
    <SimpleTable<InvoiceLine>
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
          cell: (line) => <Quantity value={signed(invoice, line.quantity)} />,
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
          key: 'net',
          title: t('web.net'),
          numeric: true,
          cell: (line) => <Money value={signed(invoice, line.net)} />,
        },
        {
          key: 'tax',
          title: t('web.tax'),
          numeric: true,
          cell: (line) => <Money value={signed(invoice, line.tax)} />,
        },
        {
          key: 'gross',
          title: t('web.gross'),
          numeric: true,
          cell: (line) => <Money value={signed(invoice, line.gross)} />,
        },
      ]}
      rows={invoice.lines}
      rowKey={(line) => line.id}
      foot={
        <tr>
          <td colSpan={5}>{t('web.total')}</td>
          <td className="number">
            <Money value={signed(invoice, invoice.net)} />
          </td>
          <td className="number">
            <Money value={signed(invoice, invoice.tax)} />
          </td>
          <td className="number">
            <Money value={signed(invoice, invoice.gross)} />
          </td>
        </tr>
      }
    />
  );
}
