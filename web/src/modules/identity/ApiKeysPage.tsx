import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useApiKeys, useEndApiKey, type ApiKey } from './api';
import { NewApiKeyDialog } from './NewApiKeyDialog';

/** Keys with which programs act in a person's name, with no more than that person may do. */
export default function ApiKeysPage() {
  const keys = useApiKeys();
  const end = useEndApiKey();
  const mayCreate = useAccess().can('identity.api_key.create');
  const [creating, setCreating] = useState(false);
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t('web.keys_api.create')}
    </Button>
  );
  return (
    <Page title={t('web.nav.api_keys')} actions={mayCreate ? create : null}>
      {keys.isPending ? <SkeletonRows rows={4} columns={5} /> : null}
      {keys.isError ? <ErrorPanel error={keys.error} onRetry={() => void keys.refetch()} /> : null}
      {keys.data?.length === 0 ? (
        <EmptyState
          title={t('web.keys_api.none')}
          why={t('web.keys_api.why')}
          action={mayCreate ? create : null}
        />
      ) : null}
      {keys.data && keys.data.length > 0 ? (
        <Section title={t('web.nav.api_keys')} flush>
          <SimpleTable<ApiKey>
            label={t('web.nav.api_keys')}
            columns={[
              { key: 'name', title: t('web.keys_api.name'), cell: (key) => key.name },
              { key: 'hint', title: t('web.keys_api.key'), cell: (key) => <code>{key.hint}…</code> },
              { key: 'user', title: t('web.keys_api.user'), cell: (key) => key.user },
              {
                key: 'scopes',
                title: t('web.keys_api.scopes'),
                cell: (key) => (
                  <span title={key.scopes.join('\n')}>
                    {t('web.keys_api.count', { count: key.scopes.length })}
                  </span>
                ),
              },
              {
                key: 'made',
                title: t('web.keys_api.made'),
                cell: (key) => <TimeText value={key.created_at} />,
              },
              {
                key: 'used',
                title: t('web.keys_api.used'),
                cell: (key) => <TimeText value={key.used_at} relative />,
              },
              {
                key: 'until',
                title: t('web.keys_api.until'),
                cell: (key) =>
                  key.expires_at ? <TimeText value={key.expires_at} /> : t('web.keys_api.for_ever'),
              },
              {
                key: 'end',
                title: <span className="hidden-text">{t('web.actions')}</span>,
                numeric: true,
                cell: (key) => (
                  <ConfirmButton
                    size="small"
                    question={t('web.keys_api.end.question', { name: key.name })}
                    explain={t('web.keys_api.end.explain')}
                    confirm={t('web.keys_api.end')}
                    command={() => end.mutateAsync({ id: key.id, version: key.version })}
                  >
                    {t('web.keys_api.end')}
                  </ConfirmButton>
                ),
              },
            ]}
            rows={keys.data}
            rowKey={(key) => key.id}
          />
        </Section>
      ) : null}
      {creating ? <NewApiKeyDialog onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
