import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { WebhookDialog } from './WebhookDialog';
import { useWebhooks, type Webhook } from './webhooks';

/** Addresses that are told what happens here. */
export default function WebhooksPage() {
  const webhooks = useWebhooks();
  const go = useGo();
  const manages = useAccess().can('webhooks.endpoint.manage');
  const [creating, setCreating] = useState(false);
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t('web.hooks.create')}
    </Button>
  );
  return (
    <Page title={t('web.nav.webhooks')} actions={manages ? create : null}>
      {webhooks.isPending ? <SkeletonRows rows={4} columns={5} /> : null}
      {webhooks.isError ? (
        <ErrorPanel error={webhooks.error} onRetry={() => void webhooks.refetch()} />
      ) : null}
      {webhooks.data?.length === 0 ? (
        <EmptyState title={t('web.hooks.none')} why={t('web.hooks.why')} action={manages ? create : null} />
      ) : null}
      {webhooks.data && webhooks.data.length > 0 ? (
        <Section
          title={t('web.nav.webhooks')}
          extra={<Go to="/api-docs">{t('web.hooks.how_to_check')}</Go>}
          flush
        >
          <SimpleTable<Webhook>
            label={t('web.nav.webhooks')}
            columns={[
              {
                key: 'name',
                title: t('web.hooks.name'),
                cell: (item) => <Go to={`/webhooks/${item.id}`}>{item.name}</Go>,
              },
              { key: 'url', title: t('web.hooks.url'), cell: (item) => <code>{item.url}</code> },
              {
                key: 'events',
                title: t('web.hooks.events'),
                cell: (item) => <span title={item.events.join('\n')}>{eventsOf(item)}</span>,
              },
              { key: 'state', title: t('web.hooks.state'), cell: (item) => <WebhookState webhook={item} /> },
              {
                key: 'failed',
                title: t('web.hooks.failed'),
                numeric: true,
                cell: (item) => <span className={item.failed ? 'negative' : ''}>{item.failed}</span>,
              },
            ]}
            rows={webhooks.data}
            rowKey={(item) => item.id}
            onOpen={(item) => go(`/webhooks/${item.id}`)}
          />
        </Section>
      ) : null}
      {creating ? <WebhookDialog onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}

const eventsOf = (webhook: Webhook): string =>
  webhook.events.includes('*')
    ? t('web.hooks.everything')
    : t('web.hooks.events.count', { count: webhook.events.length });

export function WebhookState({ webhook }: { webhook: Webhook }) {
  if (webhook.off_reason) return <Status state="failed" label={`web.hooks.off.${webhook.off_reason}`} />;
  if (!webhook.active) return <Status state="inactive" label="web.hooks.off" />;
  if (webhook.failing_since) return <Status state="retrying" label="web.hooks.failing" />;
  return <Status state="active" label="web.hooks.on" />;
}
