import { useDocumentEntries, type Entry } from '../../api/documents';
import { useAccess } from '../access';
import { formatMoney, isZero, sum } from '../decimal';
import { EmptyState } from '../EmptyState';
import { ErrorPanel } from '../ErrorPanel';
import { Go } from '../Go';
import { language, t } from '../i18n';
import { Money } from '../Money';
import { Section } from '../Page';
import { SkeletonRows } from '../Skeleton';
import { SimpleTable } from '../SimpleTable';
import { foreignText } from './foreign';

interface EntriesSectionProps {
  type: string;
  id: string;
  /** What is said where there is none. */
  none?: string;
}

/** The vouchers a document caused, with their debits and credits. */
export function EntriesSection({ type, id, none = t('web.entries.none') }: EntriesSectionProps) {
  const allowed = useAccess().can('ledger.entry.view');
  const entries = useDocumentEntries(type, id, allowed);
  if (!allowed) return null;
  return (
    <Section title={t('web.entries')} flush>
      {entries.isPending ? <SkeletonRows rows={3} columns={4} /> : null}
      {entries.isError ? <ErrorPanel error={entries.error} /> : null}
      {entries.data?.length === 0 ? <EmptyState small title={none} /> : null}
      {entries.data?.map((entry) => (
        <EntryTable key={entry.id} entry={entry} linked />
      ))}
    </Section>
  );
}

const amount = (value: string) => (isZero(value) ? null : <Money value={value} />);

/** One voucher as the accountant knows it: summary, account, debit, credit. */
export function EntryTable({ entry, linked }: { entry: Entry; linked?: boolean }) {
  const number = `${entry.period} ${entry.number}`;
  return (
    <SimpleTable
      label={number}
      columns={[
        {
          key: 'summary',
          title: linked ? <Go to={`/journal-entries/${entry.id}`}>{number}</Go> : t('web.entry.summary'),
          cell: (line) => line.summary || entry.summary,
        },
        {
          key: 'account',
          title: t('web.entry.account'),
          cell: (line) => (
            <>
              <Go to={`/account-lines/${line.account_code}`}>
                {line.account_code} {language() === 'en' ? line.account_name_en : line.account_name}
              </Go>
              {line.foreign_amount === null ? null : (
                <small className="soft">
                  {' '}
                  {foreignText(line.currency ?? '', line.foreign_amount, line.rate)}
                </small>
              )}
            </>
          ),
        },
        { key: 'party', title: t('web.entry.party'), cell: (line) => line.party ?? '' },
        {
          key: 'debit',
          title: t('web.debit'),
          numeric: true,
          width: 130,
          cell: (line) => amount(line.debit),
        },
        {
          key: 'credit',
          title: t('web.credit'),
          numeric: true,
          width: 130,
          cell: (line) => amount(line.credit),
        },
      ]}
      rows={entry.lines}
      rowKey={(line) => String(line.line_no)}
      foot={
        <tr>
          <td colSpan={3}>{t('web.total')}</td>
          <td className="number">{formatMoney(sum(entry.lines.map((line) => line.debit)))}</td>
          <td className="number">{formatMoney(sum(entry.lines.map((line) => line.credit)))}</td>
        </tr>
      }
    />
  );
}
