import { useRecordPage } from '../../api/records';
import { useAccess } from '../../kit/access';
import { Go } from '../../kit/Go';
import { t, type MessageKey } from '../../kit/i18n';
import type { Needs } from '../../kit/module';
import { Section } from '../../kit/Page';
import styles from './WorkbenchPage.module.css';

interface Step {
  path: string;
  needs: Needs;
  title: MessageKey;
  why: MessageKey;
  to: string;
  search?: Record<string, string>;
}

const STEPS: Step[] = [
  {
    path: 'products',
    needs: { record: 'products', verb: 'import' },
    title: 'web.first.products',
    why: 'web.first.products.why',
    to: '/products/import',
  },
  {
    path: 'parties',
    needs: { record: 'parties', verb: 'import' },
    title: 'web.first.parties',
    why: 'web.first.parties.why',
    to: '/parties/import',
  },
  {
    path: 'stock-receipts',
    needs: { permission: 'stock.receipt.post' },
    title: 'web.first.stock',
    why: 'web.first.stock.why',
    to: '/stock-receipts/new',
    search: { reason: 'opening' },
  },
  {
    path: 'sales-orders',
    needs: { permission: 'sales.order.create' },
    title: 'web.first.order',
    why: 'web.first.order.why',
    to: '/sales-orders/new',
  },
];

/** In a new company: what comes first. Each step disappears once it is done. */
export function FirstSteps() {
  const { may, meets } = useAccess();
  const open = STEPS.filter((step) => may(step.path, 'list') && meets(step.needs));
  const products = useEmpty('products', may('products', 'list'));
  const parties = useEmpty('parties', may('parties', 'list'));
  const receipts = useEmpty('stock-receipts', may('stock-receipts', 'list'));
  const orders = useEmpty('sales-orders', may('sales-orders', 'list'));
  const empty: Record<string, boolean> = {
    products,
    parties,
    'stock-receipts': receipts,
    'sales-orders': orders,
  };
  const shown = open.filter((step) => empty[step.path]);
  if (shown.length === 0 || !orders) return null;
  return (
    <div className={styles.first}>
      <Section title={t('web.first.title')}>
        <div className={styles.steps}>
          {shown.map((step) => (
            <Go key={step.path} to={step.to} search={step.search} className={styles.firstStep}>
              <b>{t(step.title)}</b>
              <span className="soft">{t(step.why)}</span>
            </Go>
          ))}
        </div>
      </Section>
    </div>
  );
}

function useEmpty(path: string, enabled: boolean): boolean {
  const page = useRecordPage(path, { fields: [], limit: 1 }, enabled);
  return page.data?.items.length === 0;
}
