import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { DateText } from '../../kit/DateText';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t, type MessageKey } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { usePhone } from '../../kit/usePhone';
import { useFulfilment, type Card, type Lane } from './api';
import { ShipDialog } from './ShipDialog';
import styles from './Shipping.module.css';

const PATHS: Record<string, string> = {
  sales_order: 'sales-orders',
  delivery: 'deliveries',
  waybill: 'waybills',
};
const DAY: Record<Lane['step'], MessageKey> = {
  to_pick: 'web.fulfilment.wanted',
  picking: 'web.fulfilment.wanted',
  to_send: 'web.fulfilment.left',
  under_way: 'web.fulfilment.shipped',
  trouble: 'web.fulfilment.told',
};

/** 发货看板: from the shelf to the customer's hand, the longest wait first. */
export default function FulfilmentPage() {
  const board = useFulfilment();
  const phone = usePhone();
  const [step, setStep] = useState<Lane['step']>('to_pick');
  const [sending, setSending] = useState<string>();
  const lanes = board.data?.lanes ?? [];
  const shown = phone ? lanes.filter((lane) => lane.step === step) : lanes;
  return (
    <Page
      full
      title={t('web.nav.fulfilment')}
      actions={
        <Button loading={board.isFetching && !board.isPending} onClick={() => void board.refetch()}>
          {t('web.fulfilment.refresh')}
        </Button>
      }
      bar={
        phone && lanes.length > 0 ? (
          <div className={styles.steps}>
            <Segmented
              value={step}
              options={lanes.map((lane) => ({
                value: lane.step,
                label: `${t(`web.fulfilment.${lane.step}`)} ${lane.count}`,
              }))}
              onChange={setStep}
            />
          </div>
        ) : null
      }
    >
      {board.isPending ? <SkeletonRows rows={8} columns={5} /> : null}
      {board.isError ? <ErrorPanel error={board.error} onRetry={() => void board.refetch()} /> : null}
      <div className={styles.lanes}>
        {shown.map((lane) => (
          <LaneColumn key={lane.step} lane={lane} onSend={setSending} />
        ))}
      </div>
      {sending ? <ShipDialog delivery={sending} onClose={() => setSending(undefined)} /> : null}
    </Page>
  );
}

function LaneColumn({ lane, onSend }: { lane: Lane; onSend: (delivery: string) => void }) {
  const more = lane.count - lane.cards.length;
  return (
    <section className={styles.lane} aria-label={t(`web.fulfilment.${lane.step}`)}>
      <h2>
        {t(`web.fulfilment.${lane.step}`)} <span className="figure soft">{lane.count}</span>
        {lane.late > 0 ? (
          <small className="negative">{t('web.fulfilment.late', { count: lane.late })}</small>
        ) : null}
      </h2>
      {lane.cards.length === 0 ? <p className="soft">{t('web.fulfilment.nothing')}</p> : null}
      {lane.cards.map((card) => (
        <CardOf key={card.id} card={card} step={lane.step} onSend={onSend} />
      ))}
      {more > 0 ? <p className="soft">{t('web.fulfilment.more', { count: more })}</p> : null}
    </section>
  );
}

interface CardProps {
  card: Card;
  step: Lane['step'];
  onSend: (delivery: string) => void;
}

function CardOf({ card, step, onSend }: CardProps) {
  const { can } = useAccess();
  return (
    <article className={styles.card} data-late={card.late}>
      <div className={styles.cardHead}>
        <Go to={recordUrl(PATHS[card.record] ?? card.record, card.id)}>{card.number}</Go>
        <Since card={card} step={step} />
      </div>
      <div className="ellipsis">{card.party?.title}</div>
      <div className={styles.cardHead}>
        <small className="soft">
          {card.day ? (
            <>
              {t(DAY[step])} <DateText value={card.day} />
            </>
          ) : (
            t('web.fulfilment.no_day')
          )}
        </small>
        {step === 'to_pick' ? (
          <small className="soft">{t('web.fulfilment.lines', { count: card.detail ?? '' })}</small>
        ) : null}
        {step === 'to_send' && can('shipping.waybill.ship') ? (
          <Button size="small" onClick={() => onSend(card.id)}>
            {t('web.ship')}
          </Button>
        ) : null}
      </div>
      {step !== 'to_pick' && card.detail ? <small className="soft">{card.detail}</small> : null}
    </article>
  );
}

/** How late an order is, or how long ago something happened last. */
function Since({ card, step }: { card: Card; step: Lane['step'] }) {
  const days = card.days ?? 0;
  if (days <= 0) return null;
  const wanted = step === 'to_pick' || step === 'picking';
  return (
    <small className={card.late ? 'negative' : 'soft'}>
      {t(wanted ? 'web.fulfilment.days_late' : 'web.fulfilment.days_on', { count: days })}
    </small>
  );
}
