import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { RelatedList } from '../../kit/record/RelatedList';
import { conditionOf, type Counter } from './api';
import styles from './WorkbenchPage.module.css';

/** The documents whose first rows stand on the page itself, with the money they are about. */
const COLUMNS: Record<string, string[]> = {
  orders_to_confirm: ['number', 'party_id', 'ordered_on', 'gross'],
  orders_to_deliver: ['number', 'party_id', 'next_delivery_on', 'delivery_state', 'gross'],
  orders_to_invoice: ['number', 'party_id', 'ordered_on', 'invoice_state', 'gross'],
  invoices_to_collect: ['number', 'party_id', 'invoiced_on', 'gross', 'open'],
};
const ROWS = 6;

/** The first rows of what waits, the oldest first, each one click away. */
export function Duties({ counters }: { counters: Counter[] }) {
  const shown = counters.filter((counter) => counter.count > 0 && COLUMNS[counter.name]);
  if (shown.length === 0) return null;
  return (
    <div className={styles.lists}>
      {shown.map((counter) => (
        <Section key={counter.name} flush title={tx(`web.home.counter.${counter.name}`)}>
          <RelatedList
            path={counter.path}
            filter={conditionOf(counter)}
            sort={counter.sort}
            columns={COLUMNS[counter.name] ?? []}
            empty={t('web.home.nothing')}
            limit={ROWS}
          />
        </Section>
      ))}
    </div>
  );
}
