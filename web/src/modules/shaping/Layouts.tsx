import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useRoleNames } from '../identity/api';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useLayouts, useRemoveLayout, type LayoutView } from './api';
import { LayoutEditor } from './LayoutEditor';

/** The layouts of a record: which fields stand where, for whom. */
export function Layouts({ record }: { record: string }) {
  const layouts = useLayouts(record);
  const roles = useRoleNames();
  const remove = useRemoveLayout(record);
  const [open, setOpen] = useState<LayoutView | 'new'>();
  if (open) {
    return (
      <LayoutEditor
        record={record}
        layout={open === 'new' ? undefined : open}
        roles={roles.data ?? []}
        onClose={() => setOpen(undefined)}
      />
    );
  }
  const names = (layout: LayoutView): string =>
    layout.role_ids.length === 0
      ? t('web.shape.layouts.everybody')
      : layout.role_ids.map((id) => roles.data?.find((role) => role.id === id)?.name ?? '').join(' · ');
  return (
    <Section
      flush
      title={t('web.shape.layouts')}
      extra={
        <Button type="primary" size="small" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
          {t('web.shape.layouts.add')}
        </Button>
      }
    >
      {layouts.isPending ? <SkeletonRows rows={3} columns={3} /> : null}
      {layouts.isError ? <ErrorPanel error={layouts.error} onRetry={() => void layouts.refetch()} /> : null}
      {layouts.data?.length === 0 ? <EmptyState small title={t('web.shape.layouts.none')} /> : null}
      {layouts.data && layouts.data.length > 0 ? (
        <SimpleTable<LayoutView>
          label={t('web.shape.layouts')}
          columns={[
            {
              key: 'name',
              title: t('web.shape.layouts.name'),
              cell: (layout) => (
                <Button type="link" size="small" onClick={() => setOpen(layout)}>
                  {layout.name}
                </Button>
              ),
            },
            { key: 'roles', title: t('web.shape.layouts.roles'), cell: names },
            {
              key: 'order',
              title: t('web.shape.layouts.order'),
              numeric: true,
              cell: (layout) => layout.position,
            },
            {
              key: 'remove',
              title: <span className="hidden-text">{t('web.actions')}</span>,
              numeric: true,
              cell: (layout) => (
                <ConfirmButton
                  size="small"
                  type="link"
                  question={t('web.shape.layouts.remove.question', { name: layout.name })}
                  explain={t('web.shape.layouts.remove.explain')}
                  confirm={t('web.shape.layouts.remove')}
                  command={() => remove.mutateAsync(layout)}
                >
                  {t('web.shape.layouts.remove')}
                </ConfirmButton>
              ),
            },
          ]}
          rows={layouts.data}
          rowKey={(layout) => layout.id}
        />
      ) : null}
    </Section>
  );
}
