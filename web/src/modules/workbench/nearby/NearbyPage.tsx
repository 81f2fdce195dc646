import { AimOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { locate, type Spot } from '../../../kit/locate';
import { Page } from '../../../kit/Page';
import { SkeletonRows } from '../../../kit/Skeleton';
import { FollowUpSheet } from '../../activities/FollowUpSheet';
import { useNearby, type NearCustomer, type Radius } from '../api';
import { NearRow } from './NearRow';
import styles from './Nearby.module.css';
import { Plan } from './Plan';

const RADII: Radius[] = ['1', '5', '20', '50'];

/** Which of my customers are around me: a plan and a list, the nearest first. */
export default function NearbyPage() {
  const [spot, setSpot] = useState<Spot>();
  const [within, setWithin] = useState<Radius>('5');
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(false);
  const ask = (): void => {
    setAsking(true);
    setRefused(false);
    locate()
      .then(setSpot, () => setRefused(true))
      .finally(() => setAsking(false));
  };
  const begin = (
    <Button type="primary" icon={<AimOutlined aria-hidden />} loading={asking} onClick={ask}>
      {t(refused ? 'web.nearby.again' : 'web.nearby.locate')}
    </Button>
  );
  if (refused || !spot) {
    const [title, why] = refused
      ? (['web.nearby.refused', 'web.nearby.refused_hint'] as const)
      : (['web.nearby.asks', 'web.nearby.asks_hint'] as const);
    return (
      <Page title={t('web.nearby.title')}>
        <EmptyState title={t(title)} why={t(why)} action={begin} />
      </Page>
    );
  }
  return (
    <Page
      title={t('web.nearby.title')}
      actions={
        <Button icon={<AimOutlined aria-hidden />} loading={asking} onClick={ask}>
          {t('web.nearby.again')}
        </Button>
      }
    >
      <div className={styles.radius} role="group" aria-label={t('web.nearby.within')}>
        <Segmented<Radius>
          value={within}
          onChange={setWithin}
          options={RADII.map((km) => ({ value: km, label: t('web.nearby.km', { km }) }))}
        />
      </div>
      <Around spot={spot} within={within} />
    </Page>
  );
}

function Around({ spot, within }: { spot: Spot; within: Radius }) {
  const found = useNearby(spot, within);
  const [chosen, setChosen] = useState<string>();
  const [writing, setWriting] = useState<NearCustomer>();
  if (found.isError) return <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonRows rows={5} columns={3} />;
  const { customers, complete } = found.data;
  const choose = (id: string): void => {
    setChosen(id);
    document.getElementById(`near-${id}`)?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  };
  return (
    <div className={styles.columns}>
      <Plan here={spot} km={Number(within)} customers={customers} chosen={chosen} onChoose={choose} />
      <div>
        {customers.length === 0 ? (
          <EmptyState small title={t('web.nearby.none', { km: within })} why={t('web.nearby.none_hint')} />
        ) : null}
        <ul className={styles.list} aria-label={t('web.nearby.title')}>
          {customers.map((one) => (
            <NearRow key={one.id} one={one} chosen={one.id === chosen} onWrite={() => setWriting(one)} />
          ))}
        </ul>
        {complete ? null : <p className="soft">{t('web.nearby.more')}</p>}
      </div>
      {writing ? (
        <FollowUpSheet
          record="party"
          id={writing.id}
          party={writing.id}
          title={writing.name}
          onClose={() => setWriting(undefined)}
        />
      ) : null}
    </div>
  );
}
