import { Button, DatePicker, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { CopyBox } from '../../kit/CopyBox';
import { TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { sayDone, sayRefused } from '../../kit/toast';
import {
  useDeliveries,
  useReplay,
  useReplayFailed,
  type Delivery,
  type DeliveryState,
  type Webhook,
} from './webhooks';

const STATES: DeliveryState[] = ['waiting', 'delivered', 'failed'];
type Attempt = Delivery['attempts'][number];

/** Everything that was told to a webhook, each with its tries; told again, one or all that failed. */
export function Deliveries({ webhook, manages }: { webhook: Webhook; manages: boolean }) {
  const [state, setState] = useState<DeliveryState>();
  const [shown, setShown] = useState<string>();
  const found = useDeliveries(webhook.id, state);
  const rows = found.data?.pages.flatMap((page) => page.deliveries) ?? [];
  const open = rows.find((row) => row.id === shown);
  return (
    <Section
      title={t('web.hooks.deliveries')}
      flush
      extra={
        <>
          <Select<DeliveryState>
            allowClear
            size="small"
            style={{ width: 140 }}
            aria-label={t('web.hooks.state')}
            placeholder={t('web.hooks.every_state')}
            value={state ?? null}
            onChange={(chosen?: DeliveryState) => setState(chosen)}
            options={STATES.map((value) => ({ value, label: tx(`choice.webhook_delivery.state.${value}`) }))}
          />{' '}
          {manages && webhook.active ? <ReplayFailed webhook={webhook} /> : null}
        </>
      }
    >
      {found.isPending ? <SkeletonRows rows={4} columns={6} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? (
        <EmptyState small title={t('web.hooks.deliveries.none')} why={t('web.hooks.deliveries.why')} />
      ) : null}
      {rows.length > 0 ? (
        <SimpleTable<Delivery>
          label={t('web.hooks.deliveries')}
          columns={[
            { key: 'event', title: t('web.hooks.event_type'), cell: (row) => <code>{row.event}</code> },
            {
              key: 'state',
              title: t('web.hooks.state'),
              cell: (row) => (
                <Status state={row.state} label={`choice.webhook_delivery.state.${row.state}`} />
              ),
            },
            { key: 'tries', title: t('web.hooks.tries'), numeric: true, cell: (row) => row.tries },
            { key: 'last', title: t('web.hooks.last'), cell: (row) => outcome(row.attempts.at(-1)) },
            { key: 'made', title: t('web.hooks.made'), cell: (row) => <TimeText value={row.made_at} /> },
            {
              key: 'next',
              title: t('web.hooks.next'),
              cell: (row) => (row.state === 'waiting' ? <TimeText value={row.due_at} relative /> : null),
            },
            {
              key: 'open',
              title: <span className="hidden-text">{t('web.actions')}</span>,
              numeric: true,
              cell: (row) => (
                <Button type="link" size="small" onClick={() => setShown(row.id)}>
                  {t('web.hooks.details')}
                </Button>
              ),
            },
          ]}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={(row) => setShown(row.id)}
        />
      ) : null}
      {found.hasNextPage ? (
        <Button type="link" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('web.list.more')}
        </Button>
      ) : null}
      {open ? (
        <Details delivery={open} mayReplay={manages && webhook.active} onClose={() => setShown(undefined)} />
      ) : null}
    </Section>
  );
}

function outcome(attempt: Attempt | undefined): string {
  if (!attempt) return '';
  return attempt.error ? tx(attempt.error) : `HTTP ${attempt.status}`;
}

function Details({
  delivery,
  mayReplay,
  onClose,
}: {
  delivery: Delivery;
  mayReplay: boolean;
  onClose: () => void;
}) {
  const replay = useReplay();
  const again = (
    <Button
      type="primary"
      loading={replay.isPending}
      onClick={() =>
        replay.mutate(
          { id: delivery.id },
          { onSuccess: () => sayDone(t('web.hooks.replayed')), onError: sayRefused },
        )
      }
    >
      {t('web.hooks.replay')}
    </Button>
  );
  return (
    <Modal
      open
      width={720}
      title={delivery.event}
      onCancel={onClose}
      footer={mayReplay && delivery.state !== 'waiting' ? again : null}
    >
      <p className="soft">
        <code>{delivery.message_id}</code>
      </p>
      <h3>{t('web.hooks.payload')}</h3>
      <CopyBox text={JSON.stringify(JSON.parse(delivery.payload), null, 2)} />
      <h3>{t('web.hooks.tries')}</h3>
      <SimpleTable<Attempt>
        label={t('web.hooks.tries')}
        columns={[
          { key: 'at', title: t('web.hooks.at'), cell: (attempt) => <TimeText value={attempt.at} /> },
          { key: 'outcome', title: t('web.hooks.last'), cell: (attempt) => outcome(attempt) },
          {
            key: 'took',
            title: t('web.hooks.took'),
            numeric: true,
            cell: (attempt) => t('web.hooks.milliseconds', { count: attempt.duration_ms }),
          },
          { key: 'answer', title: t('web.hooks.answer'), cell: (attempt) => <code>{attempt.answer}</code> },
        ]}
        rows={delivery.attempts}
        rowKey={(attempt) => attempt.at}
      />
    </Modal>
  );
}

function ReplayFailed({ webhook }: { webhook: Webhook }) {
  const replay = useReplayFailed(webhook.id);
  const [asking, setAsking] = useState(false);
  const [since, setSince] = useState(() => dayjs().subtract(1, 'day'));
  const run = (): void =>
    replay.mutate(
      { since: since.toISOString() },
      {
        onSuccess: ({ count }) => {
          sayDone(t('web.hooks.replayed.count', { count }));
          setAsking(false);
        },
        onError: sayRefused,
      },
    );
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('web.hooks.replay_failed')}
      </Button>
      {asking ? (
        <Modal
          open
          title={t('web.hooks.replay_failed')}
          okText={t('web.hooks.replay')}
          cancelText={t('web.cancel')}
          confirmLoading={replay.isPending}
          onOk={run}
          onCancel={() => setAsking(false)}
        >
          <p>{t('web.hooks.replay_failed.explain')}</p>
          <DatePicker
            showTime
            allowClear={false}
            aria-label={t('web.hooks.since')}
            value={since}
            onChange={(chosen) => setSince(chosen ?? since)}
          />
        </Modal>
      ) : null}
    </>
  );
}
