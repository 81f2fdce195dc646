import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useAccess } from '../../../kit/access';
import { today } from '../../../kit/dates';
import { isNegative, isZero, negate } from '../../../kit/decimal';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { language, t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Page } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { Status } from '../../../kit/Status';
import { sayDone } from '../../../kit/toast';
import bar from '../TrialBalancePage.module.css';
import { useRevaluation, useRevalue, type Revaluation, type RevaluedBalance } from './api';
import styles from './Currencies.module.css';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])/;

/** 期末调汇: what a month's last rate makes of each balance in a foreign currency, and the voucher that says so. */
export default function RevaluationPage() {
  const search = useSearch({ strict: false }) as { period?: string; from?: string };
  const navigate = useNavigate();
  // The list of what is looked at before closing names the month's first day.
  const asked = search.period ?? search.from ?? '';
  const period = (MONTH.test(asked) ? asked : today()).slice(0, 7);
  const found = useRevaluation(period);
  const revalue = useRevalue();
  const posts = useAccess().can('ledger.voucher.post');
  const data = found.data;
  const ready = data?.missing.length === 0 && data.rows.some((row) => !isZero(row.difference ?? '0'));
  const post = (): void =>
    revalue.mutate(period, {
      onSuccess: (made) =>
        sayDone(t('web.revaluation.done', { number: made.number ?? '' }), {
          to: recordUrl('vouchers', made.id),
          label: t('web.voucher.open'),
        }),
    });
  return (
    <Page
      full
      title={t('web.nav.revaluation')}
      facts={data && data.rows.length > 0 ? <Gain data={data} /> : null}
      actions={
        posts ? (
          <Button type="primary" disabled={!ready} loading={revalue.isPending} onClick={post}>
            {t('web.revaluation.post')}
          </Button>
        ) : null
      }
      bar={
        <div className={bar.bar}>
          <DatePicker
            size="small"
            allowClear={false}
            picker="month"
            aria-label={t('web.periods.month')}
            value={dayjs(`${period}-01`)}
            onChange={(day) => {
              if (day)
                void navigate({ to: '.', search: { period: day.format('YYYY-MM') } as never, replace: true });
            }}
          />
          <Go to="/currencies">{t('web.nav.currencies')}</Go>
        </div>
      }
    >
      {revalue.isError ? (
        <div className={bar.panel}>
          <ErrorPanel error={revalue.error} />
        </div>
      ) : null}
      {found.isPending ? <SkeletonRows rows={8} columns={7} /> : null}
      {found.isError ? (
        <div className={bar.panel}>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </div>
      ) : null}
      {data ? <Proposal data={data} /> : null}
    </Page>
  );
}

function Gain({ data }: { data: Revaluation }) {
  const loss = isNegative(data.gain);
  return (
    <b>
      {t(loss ? 'web.revaluation.loss' : 'web.revaluation.gain')}{' '}
      <Money value={loss ? negate(data.gain) : data.gain} />
    </b>
  );
}

function Proposal({ data }: { data: Revaluation }) {
  return (
    <>
      {data.missing.length > 0 ? (
        <p className={`${styles.told} negative`} role="alert">
          {t('web.revaluation.missing', { currencies: data.missing.join(' ') })}
        </p>
      ) : null}
      {data.rows.length === 0 ? (
        <EmptyState title={t('web.revaluation.none')} why={t('web.revaluation.none.why')} />
      ) : (
        <Balances rows={data.rows} />
      )}
      {data.vouchers.length > 0 ? (
        <div className={styles.posted}>
          <span className="soft">{t('web.revaluation.posted')}</span>
          {data.vouchers.map((voucher) => (
            <span key={voucher.id}>
              <Go to={recordUrl('vouchers', voucher.id)}>{voucher.number}</Go>{' '}
              <Status state={voucher.state} kind="voucher" />
            </span>
          ))}
        </div>
      ) : null}
    </>
  );
}

function Balances({ rows }: { rows: RevaluedBalance[] }) {
  const amount = (key: string, title: string, value: (row: RevaluedBalance) => string | null) => ({
    key,
    title,
    numeric: true,
    width: 140,
    cell: (row: RevaluedBalance) => <Money value={value(row)} />,
  });
  return (
    <SimpleTable<RevaluedBalance>
      label={t('web.nav.revaluation')}
      rows={rows}
      rowKey={(row) => `${row.account_code} ${row.party_id ?? ''}`}
      columns={[
        {
          key: 'account',
          title: t('web.entry.account'),
          cell: (row) => (
            <Go to={`/account-lines/${row.account_code}`}>
              {row.account_code} {language() === 'en' ? row.account_name_en : row.account_name}
            </Go>
          ),
        },
        { key: 'party', title: t('web.entry.party'), cell: (row) => row.party ?? '' },
        { key: 'currency', title: t('web.currencies.currency'), width: 72, cell: (row) => row.currency },
        amount('foreign', t('web.revaluation.foreign'), (row) => row.foreign_balance),
        amount('balance', t('web.revaluation.balance'), (row) => row.balance),
        {
          key: 'rate',
          title: t('web.currencies.rate'),
          numeric: true,
          width: 110,
          cell: (row) => (
            <span className="figure" title={row.rate_day ?? undefined}>
              {row.rate ?? ''}
            </span>
          ),
        },
        amount('worth', t('web.revaluation.worth'), (row) => row.worth),
        amount('difference', t('web.revaluation.difference'), (row) => row.difference),
      ]}
    />
  );
}
