import { Button } from 'antd';
import { useImports, type ImportSummary } from '../../api/imports';
import { TimeText } from '../DateText';
import { EmptyState } from '../EmptyState';
import { ErrorPanel } from '../ErrorPanel';
import { useGo } from '../Go';
import { t, tx } from '../i18n';
import { Page, Section } from '../Page';
import { SimpleTable } from '../SimpleTable';
import { SkeletonRows } from '../Skeleton';
import { Status } from '../Status';

/** My imports: what each brought, and the way back to it. */
export default function ImportsPage() {
  const go = useGo();
  const imports = useImports();
  const rows = imports.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('web.imports.title')}>
      {imports.isPending ? <SkeletonRows rows={8} columns={6} /> : null}
      {imports.isError ? <ErrorPanel error={imports.error} onRetry={() => void imports.refetch()} /> : null}
      {imports.data && rows.length === 0 ? (
        <EmptyState title={t('web.imports.none')} why={t('web.imports.none.why')} />
      ) : null}
      {rows.length > 0 ? (
        <Section title={t('web.imports.title')} flush>
          <SimpleTable<ImportSummary>
            label={t('web.imports.title')}
            columns={[
              {
                key: 'file',
                title: t('web.imports.filename'),
                cell: (run) => (
                  <a
                    href={`/imports/${run.id}`}
                    onClick={(event) => {
                      event.preventDefault();
                      go(`/imports/${run.id}`);
                    }}
                  >
                    {run.filename}
                  </a>
                ),
              },
              { key: 'what', title: t('web.exports.what'), cell: (run) => tx(`record.${run.record}`) },
              {
                key: 'state',
                title: t('web.verify.state'),
                cell: (run) => <Status state={run.state} label={`choice.import_run.state.${run.state}`} />,
              },
              ...(['rows', 'created', 'changed', 'bad'] as const).map((name) => ({
                key: name,
                title: tx(`web.imports.count.${name}`),
                numeric: true,
                cell: (run: ImportSummary) => run.counts[name].toLocaleString(),
              })),
              {
                key: 'when',
                title: t('web.exports.when'),
                cell: (run) => <TimeText value={run.created_at} relative />,
              },
            ]}
            rows={rows}
            rowKey={(run) => run.id}
            onOpen={(run) => go(`/imports/${run.id}`)}
          />
          {imports.hasNextPage ? (
            <Button
              type="link"
              loading={imports.isFetchingNextPage}
              onClick={() => void imports.fetchNextPage()}
            >
              {t('web.list.more')}
            </Button>
          ) : null}
        </Section>
      ) : null}
    </Page>
  );
}
