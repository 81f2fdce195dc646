import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useCreateType, useTypes, type RecordType } from './api';
import { LabelsDialog } from './LabelsDialog';

/** The records that take fields, and the types made here. */
export default function TypesPage() {
  const types = useTypes();
  const create = useCreateType();
  const go = useGo();
  const { can } = useAccess();
  const [making, setMaking] = useState(false);
  return (
    <Page
      title={t('web.nav.shaping')}
      actions={
        can('records.shape.manage') ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {t('web.shape.new')}
          </Button>
        ) : null
      }
    >
      <Section title={t('web.shape.list')} flush>
        <p className="soft" style={{ padding: '8px 16px' }}>
          {t('web.shape.help')}
        </p>
        {types.isPending ? <SkeletonRows rows={5} columns={4} /> : null}
        {types.isError ? <ErrorPanel error={types.error} onRetry={() => void types.refetch()} /> : null}
        {types.data ? (
          <SimpleTable<RecordType>
            label={t('web.shape.list')}
            columns={[
              {
                key: 'what',
                title: t('web.shape.what'),
                cell: (type) => <Go to={`/customisation/${type.name}`}>{tx(type.label)}</Go>,
              },
              {
                key: 'origin',
                title: t('web.shape.origin'),
                cell: (type) => t(type.own ? 'web.shape.origin.own' : 'web.shape.origin.ours'),
              },
              { key: 'count', title: t('web.shape.count'), numeric: true, cell: (type) => type.own_fields },
              {
                key: 'path',
                title: t('web.shape.path'),
                cell: (type) => <code className="soft">/{type.path}</code>,
              },
            ]}
            rows={types.data}
            rowKey={(type) => type.name}
            onOpen={(type) => go(`/customisation/${type.name}`)}
          />
        ) : null}
      </Section>
      {making ? (
        <LabelsDialog
          title={t('web.shape.new')}
          command={create}
          onClose={() => setMaking(false)}
          onDone={(type) => {
            sayDone(t('web.shape.made', { name: type.labels?.zh ?? '' }));
            go(`/customisation/${type.name}`);
          }}
        />
      ) : null}
    </Page>
  );
}
