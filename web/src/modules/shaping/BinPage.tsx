import { useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useMeta } from '../../api/records';
import { TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { useBin, useRestore, type Recycled } from './api';

/** What was deleted and can be brought back. */
export default function BinPage() {
  const { record = '' } = useSearch({ strict: false }) as { record?: string };
  const go = useGo();
  const kinds = useMeta().records.filter((meta) => meta.customisable && meta.allowed.includes('delete'));
  const bin = useBin(record);
  const restore = useRestore();
  const items = bin.data?.pages.flatMap((page) => page.items) ?? [];
  const bringBack = (item: Recycled): void =>
    restore.mutate(item.id, {
      onSuccess: (found) =>
        sayDone(t('web.bin.restored', { title: item.title }), {
          to: recordUrl(found.path, found.id),
          label: t('web.bin.open'),
        }),
      onError: sayRefused,
    });
  return (
    <Page title={t('web.nav.recycle_bin')}>
      <Section
        flush
        title={t('web.bin.why')}
        extra={
          <Select
            size="small"
            style={{ minWidth: 140 }}
            aria-label={t('web.bin.record')}
            value={record}
            options={[
              { value: '', label: t('web.bin.all') },
              ...kinds.map((meta) => ({ value: meta.name, label: tx(meta.label) })),
            ]}
            onChange={(chosen) =>
              go('/recycle-bin', { search: chosen ? { record: chosen } : {}, replace: true })
            }
          />
        }
      >
        {bin.isPending ? <SkeletonRows rows={6} columns={4} /> : null}
        {bin.isError ? <ErrorPanel error={bin.error} onRetry={() => void bin.refetch()} /> : null}
        {bin.data && items.length === 0 ? <EmptyState small title={t('web.bin.none')} /> : null}
        {items.length > 0 ? (
          <SimpleTable<Recycled>
            label={t('web.nav.recycle_bin')}
            columns={[
              { key: 'title', title: t('web.bin.title'), cell: (item) => item.title },
              { key: 'record', title: t('web.bin.record'), cell: (item) => tx(`record.${item.record}`) },
              {
                key: 'at',
                title: t('web.bin.deleted_at'),
                cell: (item) => <TimeText value={item.deleted_at} />,
              },
              { key: 'by', title: t('web.bin.deleted_by'), cell: (item) => item.deleted_by ?? '' },
              {
                key: 'restore',
                title: <span className="hidden-text">{t('web.actions')}</span>,
                numeric: true,
                cell: (item) => (
                  <Button
                    size="small"
                    disabled={restore.isPending}
                    aria-label={`${t('web.bin.restore')} ${item.title}`}
                    onClick={() => bringBack(item)}
                  >
                    {t('web.bin.restore')}
                  </Button>
                ),
              },
            ]}
            rows={items}
            rowKey={(item) => item.id}
          />
        ) : null}
        {bin.hasNextPage ? (
          <Button type="link" loading={bin.isFetchingNextPage} onClick={() => void bin.fetchNextPage()}>
            {t('web.bin.older')}
          </Button>
        ) : null}
      </Section>
    </Page>
  );
}
