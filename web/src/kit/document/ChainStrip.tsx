import { useChain } from '../../api/documents';
import { useMeta } from '../../api/records';
import type { DocumentRef } from '../../api/types';
import { isPositive, negate } from '../decimal';
import { Go, recordUrl } from '../Go';
import { hasSentence, t, tx } from '../i18n';
import { Money } from '../Money';
import { Status } from '../Status';
import styles from './ChainStrip.module.css';
import { nameless } from '../nameless';

/** The order in which documents follow each other. */
const SELLING = [
  'quotation',
  'sales_order',
  'delivery',
  'sales_return',
  'sales_invoice',
  'write_off',
  'receipt',
  'bill',
];
/** A pick list is of many orders, and names them itself; what follows are its deliveries. */
const PICKING = SELLING.slice(SELLING.indexOf('delivery'));
const BUYING = [
  'purchase_order',
  'purchase_receipt',
  'purchase_return',
  'supplier_invoice',
  'payment',
  'bill',
];
const OPTIONAL = ['quotation', 'sales_return', 'write_off', 'purchase_return', 'bill'];

/** The documents that hang together with one: whoever reads them knows what it comes to. */
export const chainedWith = (type: string): string[] =>
  [SELLING, BUYING].flatMap((chain) => (chain.includes(type) ? chain.filter((other) => other !== type) : []));

interface ChainStripProps {
  type: string;
  id: string;
  /** What goes on beside the documents of a kind, or before there are any. */
  meanwhile?: Record<string, React.ReactNode>;
}

/** 订单 → 出库 → 发票 → 收款: every document of the chain with its state, each openable. */
export function ChainStrip({ type, id, meanwhile }: ChainStripProps) {
  const chain = useChain(type, id);
  const found = chain.data?.documents ?? [];
  const back = wayBack(found, chain.data?.links ?? []);
  // A bill stands at the end of both: it came for a sale, or went out for a purchase.
  const bought = type === 'bill' ? found.some((item) => item.type === 'payment') : BUYING.includes(type);
  const selling = type === 'pick_list' ? PICKING : SELLING;
  const order = bought ? BUYING : selling;
  // What came out of no document has none before it: money taken in without an order, a debt from before.
  const first = order.findIndex((name) => name === type || found.some((item) => item.type === name));
  const always = order.filter((name, at) => at >= first && !OPTIONAL.includes(name));
  const types = order.filter((name) => always.includes(name) || found.some((item) => item.type === name));
  const shown = always.includes(type) || found.length > 1 ? types : [];
  if (chain.isError || shown.length === 0) return null;
  return (
    <nav className={styles.strip} aria-label={t('web.chain')}>
      {shown.map((name) => (
        <Step
          key={name}
          type={name}
          documents={found.filter((item) => item.type === name)}
          here={id}
          back={back}
          meanwhile={meanwhile?.[name]}
        />
      ))}
    </nav>
  );
}

const SHOWN = 2;

const RETURNS = ['sales_return', 'purchase_return'];

/** The papers that take back: credit notes of returns, and the refunds of these. */
function wayBack(documents: DocumentRef[], links: { from_id: string; to_id: string }[]): Set<string> {
  const back = new Set(documents.filter((item) => RETURNS.includes(item.type)).map((item) => item.id));
  for (const type of ['sales_invoice', 'receipt', 'supplier_invoice', 'payment']) {
    for (const { from_id, to_id } of links) {
      if (back.has(from_id) && documents.some((item) => item.id === to_id && item.type === type))
        back.add(to_id);
    }
  }
  return back;
}

interface StepProps {
  type: string;
  documents: DocumentRef[];
  here: string;
  back: Set<string>;
  meanwhile?: React.ReactNode;
}

function Step({ type, documents, here, back, meanwhile }: StepProps) {
  const label = hasSentence(`web.chain.${type}`) ? tx(`web.chain.${type}`) : tx(`record.${type}`);
  const shown = documents.slice(0, SHOWN);
  return (
    <div className={styles.step} data-empty={documents.length === 0 || undefined}>
      <div className={styles.label}>
        {label}
        {documents.length > SHOWN ? <span> × {documents.length}</span> : null}
      </div>
      {documents.length === 0 ? (
        <div className={styles.none}>{meanwhile ?? t('web.chain.not_yet')}</div>
      ) : null}
      {shown.map((document) => (
        <ChainLink
          key={document.id}
          document={document}
          here={document.id === here}
          back={back.has(document.id)}
        />
      ))}
      {documents.length > 0 && meanwhile ? <div className={styles.none}>{meanwhile}</div> : null}
      {documents.length > SHOWN ? (
        <details className={styles.rest}>
          <summary>{t('web.chain.more', { count: documents.length - SHOWN })}</summary>
          {documents.slice(SHOWN).map((document) => (
            <ChainLink
              key={document.id}
              document={document}
              here={document.id === here}
              back={back.has(document.id)}
            />
          ))}
        </details>
      ) : null}
    </div>
  );
}

interface ChainLinkProps {
  document: DocumentRef;
  here: boolean;
  /** It takes back: what it says counts the other way. */
  back: boolean;
}

function ChainLink({ document, here, back }: ChainLinkProps) {
  const total = document.total;
  const shown = back && total && isPositive(total) ? negate(total) : total;
  const meta = useMeta().records.find((record) => record.name === document.type);
  const label = meta?.fields
    .find((field) => field.name === 'state')
    ?.choices?.find((choice) => choice.value === document.state)?.label;
  const number = document.number ?? nameless(document.state);
  const kind = `web.chain.kind.${document.type}.${document.kind ?? ''}`;
  return (
    <div className={styles.document} aria-current={here ? 'true' : undefined}>
      {meta && !here ? <Go to={recordUrl(meta.path, document.id)}>{number}</Go> : <b>{number}</b>}
      <Status state={document.state} label={label} />
      <span className="soft">
        {back && (document.type === 'receipt' || document.type === 'payment')
          ? `${t('web.receipt.refund')} `
          : null}
        {hasSentence(kind) ? `${tx(kind)} ` : null}
        <Money value={shown} />
      </span>
    </div>
  );
}
