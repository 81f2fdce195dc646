import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { TimeText } from '../../kit/DateText';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { Deliveries } from './Deliveries';
import { SecretDialog, WebhookDialog } from './WebhookDialog';
import { WebhookState } from './WebhooksPage';
import {
  useChangeWebhook,
  useDeleteWebhook,
  useRotateWebhook,
  useTestWebhook,
  useWebhook,
  type Webhook,
} from './webhooks';

/** One webhook: where it goes, whether it arrives, and everything that was told to it. */
export default function WebhookPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const webhook = useWebhook(id);
  const manages = useAccess().can('webhooks.endpoint.manage');
  return (
    <Page
      title={webhook.data?.name ?? t('web.nav.webhooks')}
      facts={webhook.data ? <WebhookState webhook={webhook.data} /> : null}
      actions={webhook.data && manages ? <Actions webhook={webhook.data} /> : null}
    >
      {webhook.isPending ? <SkeletonRows rows={8} columns={4} /> : null}
      {webhook.isError ? <ErrorPanel error={webhook.error} onRetry={() => void webhook.refetch()} /> : null}
      {webhook.data ? (
        <>
          <Facts webhook={webhook.data} />
          <Deliveries webhook={webhook.data} manages={manages} />
        </>
      ) : null}
    </Page>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  return (
    <Section title={t('web.record.facts')} extra={t('web.hooks.ids_only')}>
      <FactList
        facts={[
          { label: t('web.hooks.url'), value: <code>{webhook.url}</code> },
          { label: t('web.hooks.events'), value: <code>{webhook.events.join(', ')}</code> },
          {
            label: t('web.hooks.failing_since'),
            value: webhook.failing_since ? <TimeText value={webhook.failing_since} /> : undefined,
          },
          {
            label: t('web.hooks.old_secret'),
            value: webhook.old_secret_until ? <TimeText value={webhook.old_secret_until} /> : undefined,
          },
        ]}
      />
    </Section>
  );
}

function Actions({ webhook }: { webhook: Webhook }) {
  const go = useGo();
  const change = useChangeWebhook(webhook);
  const remove = useDeleteWebhook(webhook);
  const rotate = useRotateWebhook(webhook.id);
  const test = useTestWebhook(webhook.id);
  const [editing, setEditing] = useState(false);
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <ConfirmButton
        question={t('web.record.delete.question', { title: webhook.name })}
        explain={t('web.hooks.delete.explain')}
        confirm={t('web.record.delete')}
        command={() => remove.mutateAsync({})}
        onDone={() => go('/webhooks')}
      >
        {t('web.record.delete')}
      </ConfirmButton>
      <ConfirmButton
        question={t('web.hooks.rotate.question')}
        explain={t('web.hooks.rotate.explain')}
        confirm={t('web.hooks.rotate')}
        command={() => rotate.mutateAsync({}).then((made) => setSecret(made.secret))}
      >
        {t('web.hooks.rotate')}
      </ConfirmButton>
      <Button
        loading={change.isPending}
        onClick={() => change.mutate({ active: !webhook.active }, { onError: sayRefused })}
      >
        {webhook.active ? t('web.hooks.switch_off') : t('web.hooks.switch_on')}
      </Button>
      <Button onClick={() => setEditing(true)}>{t('web.record.edit')}</Button>
      <Button
        type="primary"
        loading={test.isPending}
        onClick={() =>
          test.mutate({}, { onSuccess: () => sayDone(t('web.hooks.test.sent')), onError: sayRefused })
        }
      >
        {t('web.hooks.test')}
      </Button>
      {editing ? <WebhookDialog webhook={webhook} onClose={() => setEditing(false)} /> : null}
      {secret ? <SecretDialog secret={secret} onClose={() => setSecret(undefined)} /> : null}
    </>
  );
}
