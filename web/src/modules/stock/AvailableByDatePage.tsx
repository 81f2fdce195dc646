import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Condition } from '../../api/types';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { HeadStrip, StripItem } from '../../kit/HeadStrip';
import { t } from '../../kit/i18n';
import { Quantity } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SkeletonRows } from '../../kit/Skeleton';
import { ProductName } from '../catalog/ProductName';
import { AvailableDays } from './AvailableDays';
import { useAvailableByDate, type AvailableByDate } from './byDate';
import styles from './OnHandPage.module.css';
import { USUAL } from './warehouses';

interface View {
  product?: string;
  warehouse?: string;
}

const GOODS: Condition = {
  and: [
    { field: 'kind', op: 'eq', value: 'goods' },
    { field: 'is_template', op: 'eq', value: false },
  ],
};

/** 可用量按日期: how many of a product can be promised for which day. */
export default function AvailableByDatePage() {
  const { product, warehouse } = useSearch({ strict: false }) as View;
  const navigate = useNavigate();
  const change = (next: View): void =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...next })) as never,
      replace: true,
    });
  const found = useAvailableByDate(product, warehouse);
  return (
    <Page
      full
      title={t('web.nav.by_date')}
      facts={
        product && found.data ? (
          <ProductName id={found.data.product_id} name={found.data.product} code={found.data.product_code} />
        ) : null
      }
      bar={
        <>
          <HeadStrip>
            <StripItem label={t('web.product')} wide>
              <ReferencePicker
                label={t('web.product')}
                path="products"
                filter={GOODS}
                value={product}
                onChange={(next) => change({ product: next?.id } as View)}
              />
            </StripItem>
            <StripItem label={t('web.warehouse')}>
              <ReferencePicker
                label={t('web.warehouse')}
                placeholder={t('web.stock.all_warehouses')}
                path="warehouses"
                filter={USUAL}
                value={warehouse}
                onChange={(next) => change({ warehouse: next?.id } as View)}
              />
            </StripItem>
          </HeadStrip>
          {product && found.data ? <Now found={found.data} /> : null}
        </>
      }
    >
      {product === undefined ? (
        <EmptyState title={t('web.by_date.choose')} why={t('web.by_date.choose.why')} />
      ) : found.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </div>
      ) : found.data ? (
        <AvailableDays found={found.data} />
      ) : (
        <SkeletonRows rows={6} columns={6} />
      )}
    </Page>
  );
}

/** Where the days begin: what lies there, and what of it is spoken for. */
function Now({ found }: { found: AvailableByDate }) {
  const facts = [
    ['web.stock.on_hand', found.on_hand],
    ['web.stock.held', found.held],
    ['web.stock.blocked', found.blocked],
    ['web.stock.expired', found.expired],
    ['web.available', found.available],
    ['web.stock.under_way', found.under_way],
    ['web.stock.on_order', found.on_order],
  ] as const;
  return (
    <HeadStrip>
      {facts.map(([label, value]) => (
        <StripItem key={label} label={t(label)}>
          <Quantity value={value} unit={found.unit} />
        </StripItem>
      ))}
    </HeadStrip>
  );
}
