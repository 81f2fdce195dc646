import { PrinterOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useAccess } from '../../kit/access';
import { isZero, type Decimal } from '../../kit/decimal';
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
import { SpanPicker } from '../ledger/SpanPicker';
import { useSpan } from '../ledger/useSpan';
import { statementUrl, useStatement, type AccountSide, type AccountStatement } from './api';
import styles from './Money.module.css';

type Row = AccountStatement['rows'][number];

/** 对账单: what was owed at the beginning of a span, every document that changed it, and what is owed at its end. */
export default function StatementPage() {
  const { side: named, party = '' } = useParams({ strict: false }) as { side?: string; party?: string };
  const side: AccountSide = named === 'supplier' ? 'supplier' : 'customer';
  const [span, setSpan] = useSpan();
  const statement = useStatement(side, party, span);
  const { can } = useAccess();
  const title = statement.data?.party.title;
  useRecentTab(statementUrl(side, party), title ? `${t('web.statement')} ${title}` : undefined);
  const paper = side === 'customer' ? 'statement' : 'supplier-statement';
  return (
    <Page
      full
      title={t('web.statement')}
      facts={<Go to={recordUrl('parties', party)}>{title ?? ''}</Go>}
      actions={
        can(side === 'customer' ? 'payments.receipt.export' : 'payments.payment.export') ? (
          <Button
            icon={<PrinterOutlined />}
            href={`/api/parties/${party}/${paper}/paper?${new URLSearchParams({ ...span }).toString()}`}
          >
            {t('web.statement.print')}
          </Button>
        ) : null
      }
      bar={
        <div className={styles.bar}>
          <SpanPicker span={span} onChange={setSpan} />
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

function Rows({ statement }: { statement: AccountStatement }) {
  const { side } = statement;
  const givesUp = statement.rows.some((row) => !isZero(row.written_off));
  return (
    <>
      <SimpleTable<Row>
        sticky
        label={t('web.statement')}
        columns={[
          {
            key: 'day',
            title: t('web.date'),
            width: 104,
            cell: (row) => <span className="figure">{row.occurred_on}</span>,
          },
          { key: 'source', title: t('web.entry.source'), width: 220, cell: (row) => <Source line={row} /> },
          { key: 'summary', title: t('web.entry.summary'), cell: (row) => row.summary },
          {
            key: 'charged',
            title: tx(`web.statement.${side}.charged`),
            numeric: true,
            width: 140,
            cell: (row) => amount(row.charged),
          },
          {
            key: 'settled',
            title: tx(`web.statement.${side}.settled`),
            numeric: true,
            width: 140,
            cell: (row) => amount(row.settled),
          },
          ...(givesUp
            ? [
                {
                  key: 'written_off',
                  title: t('web.statement.written_off'),
                  numeric: true,
                  width: 140,
                  cell: (row: Row) => amount(row.written_off),
                },
              ]
            : []),
          {
            key: 'balance',
            title: t('web.balance'),
            numeric: true,
            width: 150,
            cell: (row) => <Money value={row.balance} />,
          },
        ]}
        rows={statement.rows}
        rowKey={(row) => row.entry_id}
        foot={
          <tr>
            <td colSpan={3}>
              {t('web.opening')} <Money value={statement.opening} />
            </td>
            <td className="number" data-label={tx(`web.statement.${side}.charged`)}>
              <Money value={statement.charged} />
            </td>
            <td className="number" data-label={tx(`web.statement.${side}.settled`)}>
              <Money value={statement.settled} />
            </td>
            {givesUp ? (
              <td className="number" data-label={t('web.statement.written_off')}>
                <Money value={statement.written_off} />
              </td>
            ) : null}
            <td className="number">
              {t('web.closing')} <Money value={statement.closing} />
            </td>
          </tr>
        }
      />
      {statement.rows.length === 0 ? <EmptyState small title={t('web.statement.nothing')} /> : null}
      {statement.cut ? <p className={styles.panel}>{t('web.account.cut')}</p> : null}
    </>
  );
}
