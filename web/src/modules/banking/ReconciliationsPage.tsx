import { useNavigate, useSearch } from '@tanstack/react-router';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { today } from '../../kit/dates';
import { isZero } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useReconciliations, type Summary } from './api';
import styles from './Banking.module.css';

const MONTH = /^\d{4}-\d{2}$/;

/** The month in the URL, also where a span of days stands there; last month where none does. */
export function usePeriodInUrl(): [string, (period: string) => void] {
  const search = useSearch({ strict: false }) as { period?: string; to?: string };
  const navigate = useNavigate();
  const named = search.period ?? search.to?.slice(0, 7) ?? '';
  const period = MONTH.test(named) ? named : dayjs(today()).subtract(1, 'month').format('YYYY-MM');
  return [period, (next) => void navigate({ to: '.', search: { period: next } as never, replace: true })];
}

export function MonthPicker({ period, onChange }: { period: string; onChange: (period: string) => void }) {
  return (
    <DatePicker
      picker="month"
      size="small"
      allowClear={false}
      aria-label={t('web.recon.month')}
      value={dayjs(`${period}-01`)}
      onChange={(month) => {
        if (month) onChange(month.format('YYYY-MM'));
      }}
    />
  );
}

/** 余额调节表 of a month: every money account, bank beside books. */
export default function ReconciliationsPage() {
  const [period, setPeriod] = usePeriodInUrl();
  const go = useGo();
  const found = useReconciliations(period);
  const money = (pick: (one: Summary) => string) => (one: Summary) =>
    one.begins_on === null ? null : <Money value={pick(one)} />;
  return (
    <Page
      full
      title={t('web.nav.reconciliations')}
      bar={
        <div className={styles.bar}>
          <MonthPicker period={period} onChange={setPeriod} />
        </div>
      }
    >
      {found.isPending ? <SkeletonRows rows={4} columns={6} /> : null}
      {found.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </div>
      ) : null}
      {found.data?.length === 0 ? <EmptyState title={t('web.money.none')} /> : null}
      {found.data && found.data.length > 0 ? (
        <SimpleTable<Summary>
          sticky
          label={t('web.nav.reconciliations')}
          onOpen={(one) => go(`/reconciliations/${one.money_account_id}`, { search: { period } })}
          columns={[
            {
              key: 'name',
              title: t('web.money.account'),
              cell: (one) => (
                <Go to={`/reconciliations/${one.money_account_id}`} search={{ period }}>
                  {one.money_account}
                </Go>
              ),
            },
            {
              key: 'book',
              title: t('web.recon.books'),
              numeric: true,
              cell: (one) => <Money value={one.book_balance} />,
            },
            {
              key: 'bank',
              title: t('web.recon.bank_short'),
              numeric: true,
              cell: money((one) => one.bank_balance),
            },
            {
              key: 'adjusted_book',
              title: t('web.recon.adjusted_books'),
              numeric: true,
              cell: money((one) => one.adjusted_book),
            },
            {
              key: 'adjusted_bank',
              title: t('web.recon.adjusted_bank'),
              numeric: true,
              cell: money((one) => one.adjusted_bank),
            },
            {
              key: 'difference',
              title: t('web.recon.difference'),
              numeric: true,
              cell: (one) => (isZero(one.difference) ? null : <Money value={one.difference} />),
            },
            {
              key: 'state',
              title: t('web.bank.state'),
              width: 120,
              cell: (one) => tx(`web.recon.state.${one.state}`),
            },
          ]}
          rows={found.data}
          rowKey={(one) => one.money_account_id}
        />
      ) : null}
    </Page>
  );
}
