import { useRecordMeta } from '../../api/records';
import { TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import styles from './activities.module.css';
import { useFollowUpsAbout, type FollowUp } from './api';
import { FollowUpComposer } from './FollowUpComposer';

/** What was done about a lead or a deal, and the place to write down more. */
export function FollowUps({ record, id, party }: { record: string; id: string; party?: string | undefined }) {
  const found = useFollowUpsAbout(record, id);
  return (
    <Section title={t('web.nav.follow_ups')}>
      <FollowUpComposer record={record} id={id} party={party} />
      {found.isPending ? <SkeletonRows rows={3} columns={2} /> : null}
      {found.isError ? <ErrorPanel error={found.error} /> : null}
      {found.data?.length === 0 ? <EmptyState small title={t('web.follow.none')} /> : null}
      <ul className={styles.told}>
        {found.data?.map((one) => (
          <Told key={one.id} one={one} />
        ))}
      </ul>
    </Section>
  );
}

function Told({ one }: { one: FollowUp }) {
  const ways = useRecordMeta('follow-ups')?.fields.find((field) => field.name === 'way')?.choices;
  return (
    <li>
      <p className="soft">
        {one.author_id?.title} {tx(ways?.find((choice) => choice.value === one.way)?.label)}{' '}
        <TimeText value={one.happened_at} relative />
      </p>
      <p>{one.content}</p>
      {one.next_contact_at ? (
        <p className="soft">
          {t('web.follow.next')} <TimeText value={one.next_contact_at} />
        </p>
      ) : null}
    </li>
  );
}
