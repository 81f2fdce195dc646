import { PrinterOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useAccess } from '../../kit/access';
import { today } from '../../kit/dates';
import { formatMoney, isZero, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { useRecentTab } from '../../kit/recentTabs';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Source } from '../ledger/AccountLinesPage';
import { monthToDate, SpanPicker } from '../ledger/SpanPicker';
import { useSpan } from '../ledger/useSpan';
import { statementUrl, useStatement, type AccountSide, type AccountStatement } from './api';
import styles from './Money.module.css';

type Row = AccountStatement['rows'][number];

/** 对账单: what was owed at the beginning of a span, every document that changed it, and what is owed at its end. */
export default function StatementPage() {
  const { side: named, party = '' } = useParams({ strict: false }) as { side?: string; party?: string };
  const side: AccountSide = named === 'supplier' ? 'supplier' : 'customer';
  const [span, setSpan] = useSpan(monthToDate);
  const statement = useStatement(side, party, span);
  const { can } = useAccess();
  const title = statement.data?.party.title;
  useRecentTab(statementUrl(side, party), title ? `${t('web.statement')} ${title}` : undefined);
  const paper = side === 'customer' ? 'statement' : 'supplier-statement';
  const days = new URLSearchParams({ ...span }).toString();
  return (
    <Page
      full
      title={t('web.statement')}
      facts={<Go to={recordUrl('parties', party)}>{title ?? ''}</Go>}
      actions={
        can(side === 'customer' ? 'payments.receipt.export' : 'payments.payment.export') ? (
          <>
            <Button href={`/api/parties/${party}/${paper}/sheet?${days}`} download>
              Excel
            </Button>
            <Button icon={<PrinterOutlined />} href={`/api/parties/${party}/${paper}/paper?${days}`}>
              {t('web.statement.print')}
            </Button>
          </>
        ) : null
      }
      bar={
        <div className={styles.bar}>
          <SpanPicker span={span} onChange={setSpan} until={today()} />
        </div>
      }
    >
      {statement.isPending ? <SkeletonRows rows={12} columns={6} /> : null}
      {statement.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={statement.error} onRetry={() => void statement.refetch()} />
        </div>
      ) : null}
      {statement.data ? <Rows statement={statement.data} /> : null}
    </Page>
  );
}

const amount = (value: Decimal) => (isZero(value) ? null : <Money value={value} />);

/** What a paper is called here: a credit note by its own name, with the invoice it corrects. */
function PaperOf({ row }: { row: Row }) {
  return (
    <>
      {row.credit_note ? <b>{t('web.statement.credit_note')} </b> : null}
      <Source line={row} />
    </>
  );
}

/** The summary, without the number of the paper beside it. */
const summaryOf = (row: Row): string =>
  row.corrects.length > 0
    ? t('web.statement.corrects', { numbers: row.corrects.join(', ') })
    : row.summary
        .replace(row.source_number ?? '', ' ')
        .replace(/\s+/g, ' ')
        .trim();

function Rows({ statement }: { statement: AccountStatement }) {
  const { side } = statement;
  // A column of what was given up, or let go, only where there is any.
  const more = (['written_off', 'let_go'] as const).filter((name) =>
    statement.rows.some((row) => !isZero(row[name])),
  );
  return (
    <>
      <SimpleTable<Row | null>
        sticky
        label={t('web.statement')}
        columns={[
          {
            key: 'day',
            title: t('web.date'),
            width: 104,
            cell: (row) => <span className="figure">{row?.occurred_on ?? statement.first_day}</span>,
          },
          {
            key: 'source',
            title: t('web.entry.source'),
            width: 260,
            cell: (row) => (row ? <PaperOf row={row} /> : <b>{t('web.opening')}</b>),
          },
          { key: 'summary', title: t('web.entry.summary'), cell: (row) => (row ? summaryOf(row) : '') },
          {
            key: 'charged',
            title: tx(`web.statement.${side}.charged`),
            numeric: true,
            width: 140,
            cell: (row) => (row ? amount(row.charged) : null),
          },
          {
            key: 'settled',
            title: tx(`web.statement.${side}.settled`),
            numeric: true,
            width: 140,
            cell: (row) => (row ? amount(row.settled) : null),
          },
          ...more.map((name) => ({
            key: name,
            title: t(`web.statement.${name}`),
            numeric: true,
            width: 120,
            cell: (row: Row | null) => (row ? amount(row[name]) : null),
          })),
          {
            key: 'balance',
            title: t('web.balance'),
            numeric: true,
            width: 150,
            cell: (row) => <Money value={row ? row.balance : statement.opening} />,
          },
        ]}
        rows={[null, ...statement.rows]}
        rowKey={(row) => row?.entry_id ?? 'opening'}
        foot={
          <tr>
            <td colSpan={3}>{t('web.total')}</td>
            <td className="number" data-label={tx(`web.statement.${side}.charged`)}>
              <Money value={statement.charged} />
            </td>
            <td className="number" data-label={tx(`web.statement.${side}.settled`)}>
              <Money value={statement.settled} />
            </td>
            {more.map((name) => (
              <td key={name} className="number" data-label={t(`web.statement.${name}`)}>
                <Money value={statement[name]} />
              </td>
            ))}
            <td className="number">
              {t('web.closing')} <Money value={statement.closing} />
            </td>
          </tr>
        }
      />
      {isZero(statement.ahead) ? null : (
        <p className={styles.panel}>
          {t(`web.statement.${side}.made_of`, {
            invoices: formatMoney(statement.invoices),
            ahead: formatMoney(statement.ahead),
          })}
        </p>
      )}
      {statement.rows.length === 0 ? <EmptyState small title={t('web.statement.nothing')} /> : null}
      {statement.cut ? <p className={styles.panel}>{t('web.account.cut')}</p> : null}
    </>
  );
}
