import { useParams } from '@tanstack/react-router';
import { useMeta } from '../../api/records';
import { isZero, negate, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { language, oneOf, t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useRecentTab } from '../../kit/recentTabs';
import { useAccountLines, type AccountLine, type AccountLines } from './api';
import { PrintAccount } from './paper/PrintBooks';
import { OnItsSide, sideOf } from './Side';
import { SpanPicker } from './SpanPicker';
import styles from './TrialBalancePage.module.css';
import { useSpan } from './useSpan';

/** As many lines are printed while one waits (the server's LINES_AT_ONCE); more by a job. */
const AT_ONCE = 1000;

/** 明细账: the movements of one account, each opening its voucher and the document that caused it. */
export default function AccountLinesPage() {
  const { code = '' } = useParams({ strict: false }) as { code?: string };
  const [span, setSpan] = useSpan();
  const account = useAccountLines(code, span);
  const name = account.data ? (language() === 'en' ? account.data.name_en : account.data.name) : '';
  useRecentTab(`/account-lines/${code}`, name ? `${code} ${name}` : undefined);
  return (
    <Page
      full
      title={`${code} ${name}`}
      facts={t('web.account.lines')}
      actions={
        account.data && (account.data.lines.length > 0 || !isZero(account.data.opening)) ? (
          <PrintAccount code={code} span={span} many={account.data.lines.length > AT_ONCE} />
        ) : null
      }
      bar={
        <div className={styles.bar}>
          <SpanPicker span={span} onChange={setSpan} />
        </div>
      }
    >
      {account.isPending ? <SkeletonRows rows={16} columns={7} /> : null}
      {account.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={account.error} onRetry={() => void account.refetch()} />
        </div>
      ) : null}
      {account.data ? <Lines account={account.data} /> : null}
    </Page>
  );
}

const amount = (value: Decimal) => (isZero(value) ? null : <Money value={value} />);

function Lines({ account }: { account: AccountLines }) {
  return (
    <>
      <SimpleTable<AccountLine>
        sticky
        label={t('web.account.lines')}
        columns={[
          {
            key: 'day',
            title: t('web.date'),
            width: 104,
            cell: (line) => <span className="figure">{line.occurred_on}</span>,
          },
          {
            key: 'number',
            title: t('web.entry.number'),
            width: 120,
            cell: (line) => <Go to={`/journal-entries/${line.entry_id}`}>{line.number}</Go>,
          },
          { key: 'summary', title: t('web.entry.summary'), cell: (line) => line.summary },
          { key: 'source', title: t('web.entry.source'), cell: (line) => <Source line={line} /> },
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
          ...foreignColumns(account.currency),
          {
            key: 'side',
            title: t('web.general_ledger.side'),
            width: 56,
            cell: (line) => sideOf(line.balance),
          },
          {
            key: 'balance',
            title: t('web.balance'),
            numeric: true,
            width: 140,
            cell: (line) => <OnItsSide value={line.balance} />,
          },
        ]}
        rows={account.lines}
        rowKey={(line) => `${line.entry_id} ${line.debit} ${line.credit} ${line.balance} ${line.summary}`}
        foot={
          <tr>
            <td colSpan={5}>
              {t('web.opening')} {sideOf(account.opening)} <OnItsSide value={account.opening} />
              {account.currency ? (
                <span className="soft">
                  {' '}
                  {account.currency} <Money value={account.foreign_opening} />
                </span>
              ) : null}
            </td>
            <td colSpan={2} className="number">
              {t('web.closing')}
            </td>
            {account.currency ? (
              <td className="number" colSpan={3}>
                <Money value={account.foreign_closing} />
              </td>
            ) : null}
            <td>{sideOf(account.closing)}</td>
            <td className="number">
              <OnItsSide value={account.closing} />
            </td>
          </tr>
        }
      />
      {account.lines.length === 0 ? <EmptyState small title={t('web.account.no_lines')} /> : null}
      {account.cut ? <p className={styles.panel}>{t('web.account.cut')}</p> : null}
    </>
  );
}

/** What each line is in the currency that the account keeps, and what the account held after it. */
export function foreignColumns(currency: string | null | undefined): SimpleColumn<AccountLine>[] {
  if (!currency) return [];
  return [
    {
      key: 'foreign',
      title: currency,
      numeric: true,
      width: 104,
      cell: (line) => (line.foreign_amount === null ? null : <Money value={signed(line)} />),
    },
    {
      key: 'rate',
      title: t('web.currencies.rate'),
      numeric: true,
      width: 76,
      cell: (line) => <span className="figure">{line.rate ?? ''}</span>,
    },
    {
      key: 'foreign_balance',
      title: t('web.currencies.balance', { currency }),
      numeric: true,
      width: 112,
      cell: (line) => <Money value={line.foreign_balance} />,
    },
  ];
}

const signed = (line: AccountLine): Decimal =>
  isZero(line.debit) ? negate(line.foreign_amount ?? '0') : (line.foreign_amount ?? '0');

/** The document behind a line. */
export function Source({
  line,
}: {
  line: { source_type: string; source_id: string; source_number: string | null };
}) {
  const meta = useMeta().records.find((record) => record.name === line.source_type);
  const title = `${oneOf(line.source_type)} ${line.source_number ?? ''}`;
  return meta ? <Go to={recordUrl(meta.path, line.source_id)}>{title}</Go> : <>{title}</>;
}
