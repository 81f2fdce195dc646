import { Button } from 'antd';
import { exportUrl, useExports, type ExportView } from '../../api/imports';
import { TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { hasSentence, t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';

/** Who took what out, by which question, and how many rows it was. */
export default function ExportsPage() {
  const exports = useExports();
  const rows = exports.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('web.nav.exports')}>
      {exports.isPending ? <SkeletonRows rows={8} columns={6} /> : null}
      {exports.isError ? <ErrorPanel error={exports.error} onRetry={() => void exports.refetch()} /> : null}
      {exports.data && rows.length === 0 ? (
        <EmptyState title={t('web.exports.none')} why={t('web.exports.none.why')} />
      ) : null}
      {rows.length > 0 ? (
        <Section title={t('web.nav.exports')} flush>
          <SimpleTable<ExportView>
            label={t('web.nav.exports')}
            columns={[
              {
                key: 'when',
                title: t('web.exports.when'),
                cell: (one) => <TimeText value={one.created_at} />,
              },
              { key: 'who', title: t('web.exports.who'), cell: (one) => one.user ?? '' },
              { key: 'what', title: t('web.exports.what'), cell: (one) => tx(`record.${one.record}`) },
              {
                key: 'rows',
                title: t('web.exports.rows'),
                numeric: true,
                cell: (one) => one.rows?.toLocaleString() ?? '',
              },
              { key: 'question', title: t('web.exports.question'), cell: (one) => question(one) },
              {
                key: 'state',
                title: t('web.verify.state'),
                cell: (one) => <Status state={one.state} label={`choice.job.state.${one.state}`} />,
              },
              { key: 'file', title: t('web.exports.file'), cell: (one) => <TheFile one={one} /> },
            ]}
            rows={rows}
            rowKey={(one) => one.id}
          />
          {exports.hasNextPage ? (
            <Button
              type="link"
              loading={exports.isFetchingNextPage}
              onClick={() => void exports.fetchNextPage()}
            >
              {t('web.list.more')}
            </Button>
          ) : null}
        </Section>
      ) : null}
    </Page>
  );
}

const question = (one: ExportView): string => {
  const asked = one.filter ? comparisons(one.record, JSON.parse(one.filter)) : [];
  return [one.search, ...asked].filter(Boolean).join(' · ') || t('web.exports.everything');
};

/** The comparisons of a condition, however deep they stand: field and value. */
function comparisons(record: string, tree: unknown): string[] {
  if (Array.isArray(tree)) return tree.flatMap((part) => comparisons(record, part));
  if (tree === null || typeof tree !== 'object') return [];
  const { field, value } = tree as { field?: string; value?: unknown };
  if (typeof field !== 'string') return comparisons(record, Object.values(tree));
  const label = `field.${record}.${field}`;
  const said = Array.isArray(value) ? value.join(', ') : value == null ? '' : JSON.stringify(value);
  return [`${hasSentence(label) ? tx(label) : field}: ${said.replaceAll('"', '')}`];
}

function TheFile({ one }: { one: ExportView }) {
  if (one.may_download) return <a href={exportUrl(one.id)}>{t('web.exports.download')}</a>;
  return <span className="soft">{one.format}</span>;
}
