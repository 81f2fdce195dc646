import { Button, Space } from 'antd';
import { useAccess } from '../../../kit/access';
import { PreviewEntries } from '../../../kit/document/PreviewEntries';
import { formatPercent, isZero } from '../../../kit/decimal';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { Status } from '../../../kit/Status';
import { sayDone } from '../../../kit/toast';
import styles from './Standards.module.css';
import { useShareVariances, useVarianceSharing, type CategoryShare } from './api';

/** 月末分摊: what of the variances belongs to what left in the month, category by category, and the voucher for it. */
export function Sharing({ period }: { period: string }) {
  const found = useVarianceSharing(period);
  const share = useShareVariances();
  const posts = useAccess().can('stock.costing.manage');
  const data = found.data;
  if (data && data.rows.length === 0 && data.vouchers.length === 0) return null;
  const post = (): void =>
    share.mutate(period, {
      onSuccess: (made) =>
        sayDone(t('web.variances.sharing.done', { number: made.number ?? '' }), {
          to: recordUrl('vouchers', made.id),
          label: t('web.voucher.open'),
        }),
    });
  return (
    <Section
      title={t('web.variances.sharing.month', { period })}
      flush
      extra={
        posts && data?.open ? (
          <Space size={8}>
            <PreviewEntries small path="stock/variance-sharing" body={{ period }} />
            <Button size="small" type="primary" loading={share.isPending} onClick={post}>
              {t('web.variances.sharing.post')}
            </Button>
          </Space>
        ) : null
      }
    >
      {share.isError ? <ErrorPanel error={share.error} /> : null}
      {found.isPending ? <SkeletonRows rows={2} columns={6} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {data?.rows.length ? <Categories rows={data.rows} /> : null}
      {data?.earlier ? (
        <p className={`negative ${styles.more}`}>
          {t('web.variances.sharing.earlier', { period: data.earlier })}
        </p>
      ) : null}
      {data?.rows.length ? <p className={styles.more}>{t('web.variances.sharing.why')}</p> : null}
      {data?.vouchers.map((voucher) => (
        <p key={voucher.id} className={styles.more}>
          <Go to={recordUrl('vouchers', voucher.id)}>{voucher.number}</Go>{' '}
          <Status state={voucher.state} kind="voucher" />
        </p>
      ))}
    </Section>
  );
}

function Categories({ rows }: { rows: CategoryShare[] }) {
  const figure = (key: 'variance' | 'left' | 'used' | 'share' | 'shared') => ({
    key,
    title: t(`web.variances.sharing.${key}`),
    numeric: true,
    cell: (row: CategoryShare) => <Money value={row[key]} />,
  });
  return (
    <SimpleTable<CategoryShare>
      label={t('web.variances.sharing')}
      columns={[
        {
          key: 'category',
          title: t('web.variances.sharing.category'),
          cell: (row) => `${row.category ?? t('web.variances.sharing.no_category')} ${row.account}`,
        },
        figure('variance'),
        figure('left'),
        figure('used'),
        {
          key: 'rate',
          title: t('web.variances.sharing.rate'),
          numeric: true,
          cell: (row) => (row.rate === null || isZero(row.rate) ? '—' : formatPercent(row.rate)),
        },
        figure('share'),
        figure('shared'),
      ]}
      rows={rows}
      rowKey={(row) => `${row.category_id ?? ''}.${row.account}`}
    />
  );
}
