import { useMerges, useUndoMerge, type Merge } from '../../api/duplicates';
import { useMeta } from '../../api/records';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { oneOf, t } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { ReferenceTitle } from '../../kit/ReferenceTitle';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';

/** What was merged into what, by whom and when, and the way back. */
export default function MergesPage() {
  const merges = useMerges();
  const undo = useUndoMerge();
  return (
    <Page title={t('web.merges')}>
      {merges.isPending ? <SkeletonRows rows={8} columns={5} /> : null}
      {merges.isError ? <ErrorPanel error={merges.error} onRetry={() => void merges.refetch()} /> : null}
      {merges.data?.length === 0 ? (
        <EmptyState title={t('web.merges.none')} why={t('web.merges.none.why')} />
      ) : null}
      {merges.data && merges.data.length > 0 ? (
        <SimpleTable<Merge>
          label={t('web.merges')}
          rows={merges.data}
          rowKey={(merge) => merge.id}
          columns={[
            { key: 'kind', title: t('web.merges.kind'), cell: (merge) => oneOf(merge.record) },
            { key: 'went', title: t('web.merges.went'), cell: (merge) => merge.loser_title },
            { key: 'stayed', title: t('web.merges.stayed'), cell: (merge) => <Stayed merge={merge} /> },
            {
              key: 'moved',
              title: t('web.merges.moved'),
              numeric: true,
              cell: (merge) => <span className="figure">{merge.moved}</span>,
            },
            { key: 'by', title: t('web.merges.by'), cell: (merge) => merge.merged_by ?? '–' },
            { key: 'at', title: t('web.merges.at'), cell: (merge) => <TimeText value={merge.merged_at} /> },
            {
              key: 'undo',
              title: <span className="hidden-text">{t('web.actions')}</span>,
              numeric: true,
              cell: (merge) =>
                merge.allowed_actions.includes('undo') ? (
                  <ConfirmButton
                    size="small"
                    type="link"
                    question={t('web.merge.undo.question', { name: merge.loser_title })}
                    explain={t('web.merge.undo.explain')}
                    confirm={t('web.merge.undo')}
                    command={() => undo.mutateAsync(merge.id)}
                    onDone={() => sayDone(t('web.merge.undone', { loser: merge.loser_title }))}
                  >
                    {t('web.merge.undo')}
                  </ConfirmButton>
                ) : (
                  <span className="soft">{t('web.merges.undone')}</span>
                ),
            },
          ]}
        />
      ) : null}
    </Page>
  );
}

function Stayed({ merge }: { merge: Merge }) {
  const meta = useMeta().records.find((record) => record.name === merge.record);
  if (!meta) return null;
  return (
    <Go to={recordUrl(meta.path, merge.winner_id)}>
      <ReferenceTitle path={meta.path} id={merge.winner_id} />
    </Go>
  );
}
