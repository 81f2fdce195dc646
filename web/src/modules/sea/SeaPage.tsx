import { Segmented } from 'antd';
import { useState } from 'react';
import { useMyPools, type MyPool } from '../../api/sea';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { useAccess } from '../../kit/access';
import { t } from '../../kit/i18n';
import { SearchBox } from '../../kit/list/SearchBox';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { PoolRows } from './PoolRows';
import styles from './Sea.module.css';

/** The public seas one is of: what lies in them, and what is left of one's quota today. */
export default function SeaPage() {
  const pools = useMyPools();
  const { can } = useAccess();
  const [chosen, setChosen] = useState<string>();
  const [search, setSearch] = useState('');
  const mine = pools.data ?? [];
  const pool = mine.find((one) => one.id === chosen) ?? mine[0];
  return (
    <Page
      full
      title={t('web.nav.sea')}
      facts={
        pool ? <span className="figure">{t('web.list.count', { count: String(pool.inside) })}</span> : null
      }
      actions={can('sea.pool.manage') ? <Go to="/sea/pools">{t('web.nav.pools')}</Go> : null}
      bar={
        pool ? (
          <div className={styles.bar}>
            {mine.length > 1 ? (
              <Segmented
                value={pool.id}
                options={mine.map((one) => ({ value: one.id, label: `${one.name} ${one.inside}` }))}
                onChange={setChosen}
              />
            ) : (
              <strong>{pool.name}</strong>
            )}
            <Quota pool={pool} />
            <SearchBox value={search} onSearch={setSearch} />
          </div>
        ) : null
      }
    >
      {pools.isPending ? <SkeletonRows rows={10} columns={5} /> : null}
      {pools.isError ? <ErrorPanel error={pools.error} onRetry={() => void pools.refetch()} /> : null}
      {pools.data?.length === 0 ? <EmptyState title={t('web.sea.none')} why={t('web.sea.none.why')} /> : null}
      {pool ? <PoolRows key={`${pool.id} ${search}`} pool={pool} pools={mine} search={search} /> : null}
    </Page>
  );
}

function Quota({ pool }: { pool: MyPool }) {
  const claims = pool.claim_limit === null ? null : { left: pool.claims_left ?? 0, limit: pool.claim_limit };
  return (
    <span className={styles.quota}>
      {claims ? t('web.sea.claims_left', claims) : t('web.sea.claims_free')}
      {pool.view_limit === null || pool.is_administrator
        ? null
        : ` · ${t('web.sea.views_left', { left: pool.views_left ?? 0, limit: pool.view_limit })}`}
    </span>
  );
}
