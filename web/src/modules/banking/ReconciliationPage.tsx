import { PrinterOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { formatInstant } from '../../kit/dates';
import { formatMoney, isZero, negate, sum, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, useGo } from '../../kit/Go';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { MoneyAccountSelect } from '../payments/MoneyAccountSelect';
import styles from './Banking.module.css';
import { MonthPicker, usePeriodInUrl } from './ReconciliationsPage';
import { StartDialog } from './StartDialog';
import { useConfirm, useReconciliation, type BankLine, type BookLine, type Reconciliation } from './api';

/** 余额调节表 of one money account and month. */
export default function ReconciliationPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const [period, setPeriod] = usePeriodInUrl();
  const go = useGo();
  const found = useReconciliation(id, period);
  const confirm = useConfirm(id);
  const told = found.data;
  return (
    <Page
      title={
        told ? `${told.summary.money_account} ${t('web.nav.reconciliations')}` : t('web.nav.reconciliations')
      }
      facts={told?.summary.begins_on ? <Facts told={told} /> : null}
      actions={
        told?.summary.begins_on ? (
          <>
            <Button href={`/api/money-accounts/${id}/reconciliations/${period}/sheet`} download>
              Excel
            </Button>
            <Button
              icon={<PrinterOutlined />}
              href={`/api/money-accounts/${id}/reconciliations/${period}/paper`}
              download
            >
              {t('web.print')}
            </Button>
            <Button onClick={() => go('/bank-matching', { search: { account: id } })}>
              {t('web.bank.go_match')}
            </Button>
            {told.allowed_actions.includes('confirm') ? (
              <Button
                type="primary"
                loading={confirm.isPending}
                onClick={() =>
                  confirm.mutate(period, {
                    onSuccess: () =>
                      sayDone(t('web.recon.confirmed', { name: told.summary.money_account, period })),
                    onError: sayRefused,
                  })
                }
              >
                {t('web.recon.confirm')}
              </Button>
            ) : null}
          </>
        ) : null
      }
      bar={
        <div className={styles.bar}>
          <MoneyAccountSelect
            value={id}
            onChange={(next) => go(`/reconciliations/${next}`, { search: { period } })}
          />
          <MonthPicker period={period} onChange={setPeriod} />
        </div>
      }
    >
      {found.isPending ? <SkeletonRows rows={10} columns={2} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {told && told.summary.begins_on === null ? (
        <EmptyState title={t('web.match.no_statement')} why={t('web.recon.no_statement.why')} />
      ) : null}
      {told?.summary.begins_on ? (
        <>
          <Notes told={told} account={id} />
          <Both told={told} />
          {told.cut ? <p className={styles.panel}>{t('web.recon.cut')}</p> : null}
        </>
      ) : null}
    </Page>
  );
}

function Facts({ told }: { told: Reconciliation }) {
  const { summary } = told;
  return (
    <>
      <Tag color={summary.agrees ? 'green' : 'red'}>
        {t(summary.agrees ? 'web.recon.agrees' : 'web.recon.not_agrees')}
      </Tag>
      <span>{tx(`web.recon.state.${summary.state}`)}</span>
      <span className="figure">{summary.currency}</span>
      {told.confirmed_at ? (
        <span className="soft">
          {t('web.recon.confirmed_by', {
            person: told.confirmed_by ?? '',
            at: formatInstant(told.confirmed_at),
          })}
        </span>
      ) : null}
    </>
  );
}

/** From which day on both are compared, and what may be behind a difference. */
function Notes({ told, account }: { told: Reconciliation; account: string }) {
  const [editing, setEditing] = useState(false);
  const writes = useAccess().can('banking.statement.import');
  const { summary } = told;
  const differs = told.opening_book !== told.opening_bank;
  return (
    <div className={styles.note}>
      <span className="soft">
        {t('web.recon.start', {
          day: summary.begins_on ?? '',
          books: formatMoney(told.opening_book),
          bank: formatMoney(told.opening_bank),
        })}
      </span>
      {told.opening_said ? null : <span className="soft">{t('web.recon.start.assumed')}</span>}
      {writes ? (
        <Button size="small" type="link" onClick={() => setEditing(true)}>
          {t('web.recon.start.set')}
        </Button>
      ) : null}
      {differs ? <span className={styles.warning}>{t('web.recon.start.differs')}</span> : null}
      {isZero(summary.missing) ? null : (
        <span className={styles.warning}>
          {t('web.recon.missing', { amount: formatMoney(summary.missing) })}
        </span>
      )}
      {editing ? (
        <StartDialog
          account={account}
          begins={summary.begins_on ?? ''}
          opening={told.opening_bank}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </div>
  );
}

interface Item {
  id: string;
  day: string;
  words: string;
  to?: string;
  amount: Decimal;
}

/** Under "less" stands what is taken off, without a sign. */
const without = (items: Item[]): Item[] => items.map((item) => ({ ...item, amount: negate(item.amount) }));

const bankItem = (line: BankLine): Item => ({
  id: line.id,
  day: line.occurred_on,
  words: [line.counterparty, line.summary, line.reference].filter(Boolean).join(' · '),
  amount: line.amount,
});

const bookItem = (line: BookLine): Item => ({
  id: line.id,
  day: line.occurred_on,
  words: [line.source_number ?? line.number, line.party, line.summary].filter(Boolean).join(' · '),
  to: `/journal-entries/${line.entry_id}`,
  amount: line.amount,
});

function Both({ told }: { told: Reconciliation }) {
  const { summary } = told;
  return (
    <div className={styles.table}>
      <Column
        label="web.recon.book"
        balance={summary.book_balance}
        parts={[
          ['web.recon.bank_in', told.bank_in.map(bankItem)],
          ['web.recon.bank_out', without(told.bank_out.map(bankItem))],
        ]}
        adjusted={summary.adjusted_book}
      />
      <Column
        label="web.recon.bank"
        balance={summary.bank_balance}
        parts={[
          ['web.recon.book_in', told.book_in.map(bookItem)],
          ['web.recon.book_out', without(told.book_out.map(bookItem))],
        ]}
        adjusted={summary.adjusted_bank}
      />
    </div>
  );
}

interface ColumnProps {
  label: MessageKey;
  balance: Decimal;
  parts: [MessageKey, Item[]][];
  adjusted: Decimal;
}

function Column({ label, balance, parts, adjusted }: ColumnProps) {
  return (
    <section className={styles.column} aria-label={t(label)}>
      <div className={`${styles.row} ${styles.strong}`}>
        <span>{t(label)}</span>
        <Money value={balance} />
      </div>
      {parts.map(([key, items]) => (
        <div key={key}>
          <div className={styles.row}>
            <span>{t(key)}</span>
            {items.length > 0 ? (
              <Money value={sum(items.map((item) => item.amount))} />
            ) : (
              <span className="soft">{t('web.recon.none')}</span>
            )}
          </div>
          {items.map((item) => (
            <div key={item.id} className={styles.item} title={item.words}>
              <span className="figure soft">{item.day}</span>
              <span>{item.to ? <Go to={item.to}>{item.words}</Go> : item.words}</span>
              <Money value={item.amount} />
            </div>
          ))}
        </div>
      ))}
      <div className={`${styles.row} ${styles.strong}`}>
        <span>{t('web.recon.adjusted')}</span>
        <Money value={adjusted} />
      </div>
    </section>
  );
}
