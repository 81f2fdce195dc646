import { Button } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { isZero, sum, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { useRecentTab } from '../../kit/recentTabs';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { foreignColumns, Source } from '../ledger/AccountLinesPage';
import { SpanPicker } from '../ledger/SpanPicker';
import { useSpan } from '../ledger/useSpan';
import {
  useChangeMoneyAccount,
  useMakeDefault,
  useMoneyAccounts,
  useMoneyJournal,
  type MoneyAccount,
  type MoneyJournal,
} from './api';
import styles from './Money.module.css';
import { MoneyAccountDialog } from './MoneyAccountDialog';
import { MoneyAccountSelect } from './MoneyAccountSelect';

type Line = MoneyJournal['lines'][number];

/** The journal of the money account that the address names. */
export default function MoneyAccountPage({ id }: Partial<RecordScreenProps>) {
  const go = useGo();
  const accounts = useMoneyAccounts();
  const account = accounts.data?.find((one) => one.id === id) ?? (id ? undefined : accounts.data?.[0]);
  return (
    <Journal
      account={account}
      missing={accounts.isError || (accounts.isSuccess && !account)}
      onChoose={(chosen) => go(`/money-accounts/${chosen}`)}
    />
  );
}

interface JournalProps {
  account: MoneyAccount | undefined;
  missing: boolean;
  onChoose: (id: string) => void;
}

/** 日记账: what came into a money account and went out of it, each opening its voucher and document. */
function Journal({ account, missing, onChoose }: JournalProps) {
  const [span, setSpan] = useSpan();
  const journal = useMoneyJournal(account?.id ?? '', span);
  useRecentTab(`/money-accounts/${account?.id ?? ''}`, account?.name);
  return (
    <Page
      full
      title={account?.name ?? t('web.nav.money_journals')}
      facts={account ? tx(`choice.money_account.kind.${account.kind}`) : t('web.money.journal')}
      actions={account ? <Verbs account={account} /> : null}
      bar={
        <div className={styles.bar}>
          <MoneyAccountSelect value={account?.id ?? ''} onChange={onChoose} />
          <SpanPicker span={span} onChange={setSpan} />
        </div>
      }
    >
      {missing ? <EmptyState title={t('web.money.none')} /> : null}
      {account && journal.isPending ? <SkeletonRows rows={16} columns={7} /> : null}
      {journal.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={journal.error} onRetry={() => void journal.refetch()} />
        </div>
      ) : null}
      {journal.data ? <Lines journal={journal.data} /> : null}
    </Page>
  );
}

function Verbs({ account }: { account: MoneyAccount }) {
  const { can } = useAccess();
  const go = useGo();
  const change = useChangeMoneyAccount();
  const make = useMakeDefault();
  const [editing, setEditing] = useState(false);
  const turn = (active: boolean): void =>
    change.mutate({ id: account.id, version: account.version, changes: { active } }, { onError: sayRefused });
  return (
    <>
      {can('payments.money_account.manage') ? (
        <>
          {account.is_default ? null : (
            <Button type="text" onClick={() => turn(!account.active)}>
              {t(account.active ? 'web.money.switch_off' : 'web.money.switch_on')}
            </Button>
          )}
          {account.is_default || !account.active ? null : (
            <Button
              type="text"
              onClick={() =>
                make.mutate(account.id, {
                  onSuccess: () => sayDone(t('web.money.made_default', { name: account.name })),
                  onError: sayRefused,
                })
              }
            >
              {t('web.money.make_default')}
            </Button>
          )}
          <Button onClick={() => setEditing(true)}>{t('web.record.edit')}</Button>
        </>
      ) : null}
      {can('banking.statement.import') && account.kind !== 'cash' ? (
        <Button
          type="primary"
          onClick={() => go('/bank-statements/new', { search: { account: account.id } })}
        >
          {t('web.bank.import')}
        </Button>
      ) : null}
      {editing ? <MoneyAccountDialog account={account} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

const amount = (value: Decimal) => (isZero(value) ? null : <Money value={value} />);

function Lines({ journal }: { journal: MoneyJournal }) {
  return (
    <>
      <SimpleTable<Line>
        sticky
        label={t('web.money.journal')}
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
            width: 110,
            cell: (line) => <Go to={`/journal-entries/${line.entry_id}`}>{line.number}</Go>,
          },
          { key: 'summary', title: t('web.entry.summary'), cell: (line) => line.summary },
          { key: 'source', title: t('web.entry.source'), cell: (line) => <Source line={line} /> },
          { key: 'party', title: t('web.entry.party'), cell: (line) => line.party ?? '' },
          {
            key: 'in',
            title: t('web.money.in'),
            numeric: true,
            width: 130,
            cell: (line) => amount(line.debit),
          },
          {
            key: 'out',
            title: t('web.money.out'),
            numeric: true,
            width: 130,
            cell: (line) => amount(line.credit),
          },
          ...foreignColumns(journal.currency),
          {
            key: 'balance',
            title: t('web.balance'),
            numeric: true,
            width: 140,
            cell: (line) => <Money value={line.balance} />,
          },
        ]}
        rows={journal.lines}
        rowKey={(line) => `${line.entry_id} ${line.debit} ${line.credit} ${line.balance} ${line.summary}`}
        foot={
          <tr>
            <td colSpan={5}>
              {t('web.opening')} <Money value={journal.opening} />
            </td>
            <td className="number" data-label={t('web.money.in')}>
              {journal.cut ? null : <Money value={sum(journal.lines.map((line) => line.debit))} />}
            </td>
            <td className="number" data-label={t('web.money.out')}>
              {journal.cut ? null : <Money value={sum(journal.lines.map((line) => line.credit))} />}
            </td>
            {journal.currency ? (
              <td className="number" colSpan={3}>
                <Money value={journal.foreign_closing} />
              </td>
            ) : null}
            <td className="number">
              {t('web.closing')} <Money value={journal.closing} />
            </td>
          </tr>
        }
      />
      {journal.lines.length === 0 ? <EmptyState small title={t('web.account.no_lines')} /> : null}
      {journal.cut ? <p className={styles.panel}>{t('web.account.cut')}</p> : null}
    </>
  );
}
