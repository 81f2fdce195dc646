import { ErrorPanel } from '../../kit/ErrorPanel';
import { EntryTable } from '../../kit/document/EntriesSection';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Page, Section } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';
import { useRecentTab } from '../../kit/recentTabs';
import { Source } from './AccountLinesPage';
import { useEntry } from './api';
import { PrintVoucher } from './paper/PrintVoucher';
import { EntryFiles } from './vouchers/PaperFiles';

/** A voucher: its lines, and the document that caused it. */
export default function EntryPage({ path, id }: RecordScreenProps) {
  const entry = useEntry(id);
  const value = entry.data;
  const title = value ? `${t('web.entry')} ${value.period} ${value.number}` : undefined;
  useRecentTab(recordUrl(path, id), title);
  if (entry.isError) {
    return (
      <Page title={tx('record.journal_entry')}>
        <ErrorPanel error={entry.error} onRetry={() => void entry.refetch()} />
      </Page>
    );
  }
  if (!value) return <SkeletonPage />;
  return (
    <Page
      title={title ?? ''}
      actions={<PrintVoucher entry={value.id} />}
      facts={
        <>
          <span className="figure">{value.occurred_on}</span>
          <b>
            ¥ <Money value={value.total} />
          </b>
          <Source line={value} />
          {value.reverses_id ? (
            <Go to={recordUrl(path, value.reverses_id)}>{t('web.entry.reverses')}</Go>
          ) : null}
        </>
      }
    >
      <Section title={value.summary} flush>
        <EntryTable entry={value} />
      </Section>
      <EntryFiles entry={value} />
    </Page>
  );
}
