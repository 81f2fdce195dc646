import { Modal } from 'antd';
import { sum } from '../../../kit/decimal';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { language, t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import type { Span } from '../api';
import { useCashFlowEntries, type CashFlowEntry, type StatementRow } from '../booksApi';
import styles from './Statement.module.css';

interface CashEntriesProps {
  row: StatementRow;
  span: Span;
  onClose: () => void;
}

/** The entries whose money stands on a row of 现金流量表. */
export function CashEntries({ row, span, onClose }: CashEntriesProps) {
  const entries = useCashFlowEntries(String(row.row), span);
  return (
    <Modal
      open
      width={760}
      footer={null}
      title={`${language() === 'en' ? row.en : row.zh} ${span.from} – ${span.to}`}
      onCancel={onClose}
    >
      {entries.isPending ? <SkeletonRows rows={5} columns={4} /> : null}
      {entries.isError ? <ErrorPanel error={entries.error} /> : null}
      {entries.data?.entries.length === 0 ? <EmptyState small title={t('web.statement.no_entries')} /> : null}
      {entries.data?.entries.length ? (
        <div className={styles.entries}>
          <SimpleTable<CashFlowEntry>
            label={t('web.nav.entries')}
            rows={entries.data.entries}
            rowKey={(entry) => entry.entry_id}
            columns={[
              {
                key: 'number',
                title: t('web.entry.number'),
                cell: (entry) => (
                  <Go to={recordUrl('journal-entries', entry.entry_id)}>
                    {entry.period} {entry.number}
                  </Go>
                ),
              },
              {
                key: 'day',
                title: t('web.date'),
                cell: (entry) => <span className="figure">{entry.occurred_on}</span>,
              },
              { key: 'summary', title: t('web.entry.summary'), cell: (entry) => entry.summary },
              {
                key: 'amount',
                title: t('web.statement.amount'),
                numeric: true,
                cell: (entry) => <Money value={entry.amount} />,
              },
            ]}
            foot={
              <tr>
                <td colSpan={3}>{t('web.total')}</td>
                <td className="number">
                  <Money value={sum(entries.data.entries.map((entry) => entry.amount))} />
                </td>
              </tr>
            }
          />
          {entries.data.cut ? <p>{t('web.account.cut')}</p> : null}
        </div>
      ) : null}
    </Modal>
  );
}
