import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { formatMoney, isZero } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useCurrencies } from '../ledger/currencies/api';
import { useMoneyBalances, type MoneyBalance, type MoneyBalances } from './api';
import styles from './Money.module.css';
import { MoneyAccountDialog } from './MoneyAccountDialog';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** 资金账户: where the company's money lies, and how much of it at the end of a day. */
export default function MoneyAccountsPage() {
  const search = useSearch({ strict: false }) as { on?: string };
  const navigate = useNavigate();
  const on = DAY.test(search.on ?? '') ? (search.on ?? '') : today();
  const balances = useMoneyBalances(on);
  const manages = useAccess().can('payments.money_account.manage');
  const [adding, setAdding] = useState(false);
  return (
    <Page
      full
      title={t('web.nav.money_accounts')}
      facts={t('web.money.as_of.why')}
      actions={
        manages ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('web.money.new')}
          </Button>
        ) : null
      }
      bar={
        <div className={styles.bar}>
          <span className="soft">{t('web.money.as_of')}</span>
          <DayPicker
            size="small"
            aria-label={t('web.money.as_of')}
            value={on}
            onChange={(day) => void navigate({ to: '.', search: { on: day } as never, replace: true })}
          />
        </div>
      }
    >
      {balances.isPending ? <SkeletonRows rows={4} columns={5} /> : null}
      {balances.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={balances.error} onRetry={() => void balances.refetch()} />
        </div>
      ) : null}
      {balances.data ? <Accounts balances={balances.data} /> : null}
      {adding ? <MoneyAccountDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function Accounts({ balances }: { balances: MoneyBalances }) {
  const { can } = useAccess();
  const own = useCurrencies().data?.own ?? '';
  const columns: SimpleColumn<MoneyBalance>[] = [
    {
      key: 'name',
      title: t('web.money.name'),
      cell: (account) => (
        <span className={styles.name}>
          <Go to={recordUrl('money-accounts', account.id)}>{account.name}</Go>
          {account.is_default ? <Tag>{t('web.money.default')}</Tag> : null}
          {account.active ? null : <Tag>{t('web.money.off')}</Tag>}
        </span>
      ),
    },
    {
      key: 'kind',
      title: t('web.money.kind'),
      width: 120,
      cell: (account) => tx(`choice.money_account.kind.${account.kind}`),
    },
    { key: 'bank', title: t('web.money.bank'), cell: (account) => account.bank_name ?? '' },
    {
      key: 'code',
      title: t('web.money.code'),
      width: 120,
      cell: (account) => <Go to={`/account-lines/${account.account_code}`}>{account.account_code}</Go>,
    },
    {
      key: 'currency',
      title: t('web.chart.currency'),
      width: 110,
      cell: (account) => account.currency ?? own,
    },
    {
      key: 'foreign',
      title: t('web.money.foreign'),
      numeric: true,
      width: 160,
      cell: (account) => (account.currency ? <Money value={account.foreign_balance} /> : null),
    },
    {
      key: 'balance',
      title: t('web.money.balance'),
      numeric: true,
      width: 180,
      cell: (account) => <Money value={account.balance} />,
    },
    {
      key: 'verbs',
      title: '',
      width: 200,
      cell: (account) => (
        <span className={styles.verbs}>
          <Go to={recordUrl('money-accounts', account.id)}>{t('web.money.journal')}</Go>
          {can('banking.statement.view') && account.kind !== 'cash' ? (
            <>
              <Go to="/bank-matching" search={{ account: account.id }}>
                {t('web.money.match')}
              </Go>
              <Go to={`/reconciliations/${account.id}`}>{t('web.nav.reconciliations')}</Go>
            </>
          ) : null}
        </span>
      ),
    },
  ];
  return (
    <>
      <SimpleTable<MoneyBalance>
        sticky
        label={t('web.nav.money_accounts')}
        columns={columns}
        rows={balances.accounts}
        rowKey={(account) => account.id}
        rowClass={(account) => (account.active ? undefined : styles.off)}
        foot={
          <tr>
            <td colSpan={6}>{t('web.money.total')}</td>
            <td className="number">
              <Money value={balances.total} />
            </td>
            <td />
          </tr>
        }
      />
      {isZero(balances.elsewhere) ? null : (
        <p className={styles.panel}>
          {t('web.money.elsewhere', { amount: formatMoney(balances.elsewhere) })}
        </p>
      )}
    </>
  );
}
