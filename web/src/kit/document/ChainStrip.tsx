import { useChain } from '../../api/documents';
import { useMeta } from '../../api/records';
import type { DocumentRef } from '../../api/types';
import { Go, recordUrl } from '../Go';
import { hasSentence, t, tx } from '../i18n';
import { Money } from '../Money';
import { Status } from '../Status';
import styles from './ChainStrip.module.css';

/** The order in which documents follow each other. */
const ORDER = ['quotation', 'sales_order', 'delivery', 'sales_return', 'sales_invoice', 'receipt'];
const ALWAYS = ['sales_order', 'delivery', 'sales_invoice', 'receipt'];

interface ChainStripProps {
  type: string;
  id: string;
}

/** 订单 → 出库 → 发票 → 收款: every document of the chain with its state, each openable. */
export function ChainStrip({ type, id }: ChainStripProps) {
  const chain = useChain(type, id);
  const found = chain.data?.documents ?? [];
  const types = ORDER.filter((name) => ALWAYS.includes(name) || found.some((item) => item.type === name));
  const shown = ALWAYS.includes(type) || found.length > 1 ? types : [];
  if (chain.isError || shown.length === 0) return null;
  return (
    <nav className={styles.strip} aria-label={t('web.chain')}>
      {shown.map((name) => (
        <Step key={name} type={name} documents={found.filter((item) => item.type === name)} here={id} />
      ))}
    </nav>
  );
}

const SHOWN = 2;

function Step({ type, documents, here }: { type: string; documents: DocumentRef[]; here: string }) {
  const label = hasSentence(`web.chain.${type}`) ? tx(`web.chain.${type}`) : tx(`record.${type}`);
  const shown = documents.slice(0, SHOWN);
  return (
    <div className={styles.step} data-empty={documents.length === 0 || undefined}>
      <div className={styles.label}>
        {label}
        {documents.length > SHOWN ? <span> × {documents.length}</span> : null}
      </div>
      {documents.length === 0 ? <div className={styles.none}>{t('web.chain.not_yet')}</div> : null}
      {shown.map((document) => (
        <ChainLink key={document.id} document={document} here={document.id === here} />
      ))}
      {documents.length > SHOWN ? (
        <details className={styles.rest}>
          <summary>{t('web.chain.more', { count: documents.length - SHOWN })}</summary>
          {documents.slice(SHOWN).map((document) => (
            <ChainLink key={document.id} document={document} here={document.id === here} />
          ))}
        </details>
      ) : null}
    </div>
  );
}

function ChainLink({ document, here }: { document: DocumentRef; here: boolean }) {
  const meta = useMeta().records.find((record) => record.name === document.type);
  const label = meta?.fields
    .find((field) => field.name === 'state')
    ?.choices?.find((choice) => choice.value === document.state)?.label;
  const number = document.number ?? t('web.no_number');
  return (
    <div className={styles.document} aria-current={here ? 'true' : undefined}>
      {meta && !here ? <Go to={recordUrl(meta.path, document.id)}>{number}</Go> : <b>{number}</b>}
      <Status state={document.state} label={label} />
      <span className="soft">
        <Money value={document.total} />
      </span>
    </div>
  );
}
