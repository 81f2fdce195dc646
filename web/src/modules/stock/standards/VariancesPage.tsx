import { Drawer } from 'antd';
import { useState } from 'react';
import { firstOfMonth, lastOfMonth, today } from '../../../kit/dates';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { SearchBox } from '../../../kit/list/SearchBox';
import { Money } from '../../../kit/Money';
import { Page, Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { SpanPicker } from '../../ledger/SpanPicker';
import { Paper } from '../lots/Paper';
import { ProductName } from '../../catalog/ProductName';
import {
  MOST,
  useVarianceLines,
  useVariances,
  type Days,
  type Variance,
  type VarianceLine,
  type VariancePage,
} from './api';
import { Sharing } from './Sharing';
import styles from './Standards.module.css';

/** 成本差异: what was paid beside the standards in a span of days; each figure opens its documents. */
export default function VariancesPage() {
  const [span, setSpan] = useState({ from: firstOfMonth(today()), to: lastOfMonth(today()) });
  const [words, setWords] = useState('');
  const [opened, setOpened] = useState<Variance | null>(null);
  const days = { first_day: span.from, last_day: span.to };
  const found = useVariances(days, words);
  return (
    <Page
      full
      title={t('web.nav.variances')}
      bar={
        <div className={styles.bar}>
          <SpanPicker span={span} onChange={setSpan} />
          <SearchBox value={words} onSearch={setWords} />
        </div>
      }
    >
      <div className={styles.box}>
        {found.isPending ? <SkeletonRows rows={8} columns={5} /> : null}
        {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.data?.items.length === 0 ? (
          <EmptyState
            title={t('web.variances.none')}
            why={t('web.variances.none.why')}
            action={<Go to="/standard-costs">{t('web.nav.standards')}</Go>}
          />
        ) : null}
        {found.data?.items.length ? <Products page={found.data} onOpen={setOpened} /> : null}
        <Sharing period={span.to.slice(0, 7)} />
      </div>
      {opened ? (
        <Drawer
          open
          size={720}
          title={t('web.variances.of', { product: opened.product })}
          onClose={() => setOpened(null)}
        >
          <Documents product={opened} days={days} />
        </Drawer>
      ) : null}
    </Page>
  );
}

function Products({ page, onOpen }: { page: VariancePage; onOpen: (row: Variance) => void }) {
  return (
    <Section title={t('web.nav.variances')} flush>
      <SimpleTable<Variance>
        label={t('web.nav.variances')}
        columns={[
          {
            key: 'product',
            title: t('web.product'),
            cell: (row) => <ProductName id={row.product_id} name={row.product} code={row.product_code} />,
          },
          {
            key: 'documents',
            title: t('web.variances.documents'),
            numeric: true,
            cell: (row) => row.documents,
          },
          {
            key: 'bought',
            title: t('web.variances.bought'),
            numeric: true,
            cell: (row) => <Money value={row.bought} />,
          },
          {
            key: 'restated',
            title: t('web.variances.restated'),
            numeric: true,
            cell: (row) => <Money value={row.restated} />,
          },
          {
            key: 'amount',
            title: t('web.variances.amount'),
            numeric: true,
            cell: (row) => (
              <button type="button" className={styles.figure} onClick={() => onOpen(row)}>
                <Money value={row.amount} />
              </button>
            ),
          },
        ]}
        rows={page.items}
        rowKey={(row) => row.product_id}
        onOpen={onOpen}
        foot={
          <tr>
            <td colSpan={4}>{t('web.total')}</td>
            <td className="number">
              <Money value={page.total} />
            </td>
          </tr>
        }
      />
      {page.next_cursor ? <p className={styles.more}>{t('web.standards.more', { count: MOST })}</p> : null}
    </Section>
  );
}

function Documents({ product, days }: { product: Variance; days: Days }) {
  const lines = useVarianceLines(product.product_id, days);
  if (lines.isPending) return <SkeletonRows rows={4} columns={3} />;
  if (lines.isError) return <ErrorPanel error={lines.error} />;
  return (
    <SimpleTable<VarianceLine>
      label={t('web.variances.of', { product: product.product })}
      columns={[
        {
          key: 'day',
          title: t('web.date'),
          cell: (line) => <span className="figure">{line.occurred_on}</span>,
        },
        {
          key: 'document',
          title: t('web.variances.document'),
          cell: (line) => <Paper type={line.source_type} id={line.source_id} number={line.source_number} />,
        },
        { key: 'account', title: t('web.entry.account'), cell: (line) => line.account },
        {
          key: 'amount',
          title: t('web.variances.amount'),
          numeric: true,
          cell: (line) => <Money value={line.amount} />,
        },
      ]}
      rows={lines.data}
      rowKey={(line) => `${line.source_id}.${line.account}`}
    />
  );
}
