import { Select } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { Money, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useRanking, type Measure, type Ranking, type Stretch } from './api';
import styles from './WorkbenchPage.module.css';

type Place = Ranking['places'][number];

const STRETCHES: Stretch[] = ['this_month', 'last_month', 'this_quarter', 'this_year'];
const MONEY = new Set<Measure>(['orders', 'receipts']);

/** Who is ahead among the people whom my roles reach. */
export function RankingSection() {
  const [by, setBy] = useState<Measure>();
  const [over, setOver] = useState<Stretch>('this_month');
  const ranking = useRanking(by, over);
  const shown = ranking.data;
  if (shown && shown.offered.length === 0) return null;
  const choices = shown ? (
    <span className={styles.choices}>
      <Select<Measure>
        size="small"
        aria-label={t('web.home.ranking.by')}
        value={shown.by}
        onChange={setBy}
        popupMatchSelectWidth={false}
        options={shown.offered.map((one) => ({ value: one, label: tx(`web.home.figure.${one}`) }))}
      />
      <Select<Stretch>
        size="small"
        aria-label={t('web.home.ranking.over')}
        value={over}
        onChange={setOver}
        popupMatchSelectWidth={false}
        options={STRETCHES.map((one) => ({ value: one, label: tx(`web.home.over.${one}`) }))}
      />
    </span>
  ) : null;
  return (
    <Section flush title={t('web.home.ranking')} extra={choices}>
      {ranking.isError ? (
        <ErrorPanel error={ranking.error} onRetry={() => void ranking.refetch()} />
      ) : shown ? (
        <Places ranking={shown} />
      ) : (
        <SkeletonRows rows={4} columns={3} />
      )}
    </Section>
  );
}

function Places({ ranking }: { ranking: Ranking }) {
  if (ranking.places.length === 0) return <EmptyState small title={t('web.home.ranking.empty')} />;
  const isMoney = ranking.by !== null && MONEY.has(ranking.by);
  return (
    <SimpleTable<Place>
      label={t('web.home.ranking')}
      columns={[
        { key: 'place', title: t('web.home.ranking.place'), width: 64, cell: (row) => row.place },
        {
          key: 'name',
          title: t('web.home.ranking.name'),
          cell: (row) => (row.me ? <b>{`${row.name} (${t('web.home.ranking.me')})`}</b> : row.name),
        },
        {
          key: 'amount',
          title: ranking.by ? tx(`web.home.figure.${ranking.by}`) : '',
          numeric: true,
          cell: (row) => (isMoney ? <Money value={row.amount} /> : <Quantity value={row.amount} />),
        },
      ]}
      rows={ranking.places}
      rowKey={(row) => row.user_id}
    />
  );
}
