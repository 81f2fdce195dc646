import { useHistory } from '../../api/documents';
import { ErrorPanel } from '../ErrorPanel';
import { t } from '../i18n';
import { Section } from '../Page';
import { SkeletonRows } from '../Skeleton';
import { RecordSide } from './RecordSide';
import { TimelineList } from './Timeline';

/** What happened to one record. */
export function History({ record, id }: { record: string; id: string }) {
  const history = useHistory(record, id);
  const events = history.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <RecordSide record={record} id={id}>
      <Section title={t('web.timeline')}>
        {history.isPending ? <SkeletonRows rows={4} columns={2} /> : null}
        {history.isError ? (
          <ErrorPanel error={history.error} />
        ) : history.isPending ? null : (
          <TimelineList
            events={events}
            of={id}
            onOlder={history.hasNextPage ? () => void history.fetchNextPage() : undefined}
            loading={history.isFetchingNextPage}
          />
        )}
      </Section>
    </RecordSide>
  );
}
