import { isZero, type Decimal } from '../../../kit/decimal';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { language, t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Page } from '../../../kit/Page';
import { SimpleTable, type SimpleColumn } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import type { Span } from '../api';
import { SpanPicker } from '../SpanPicker';
import bar from '../TrialBalancePage.module.css';
import { useSpan } from '../useSpan';
import { useForeignBalances, type ForeignBalance, type ForeignBalances } from './api';
import styles from './Currencies.module.css';

const FIGURES = ['opening', 'debit', 'credit', 'closing'] as const;
const TITLES = {
  opening: 'web.opening',
  debit: 'web.debit',
  credit: 'web.credit',
  closing: 'web.closing',
} as const;

/** 外币余额表: what accounts hold in the currencies they keep, and in the books' own. */
export default function ForeignBalancesPage() {
  const [span, setSpan] = useSpan();
  const balances = useForeignBalances(span);
  return (
    <Page
      full
      title={t('web.nav.foreign_balances')}
      facts={t('web.foreign_balances.how')}
      bar={
        <div className={bar.bar}>
          <SpanPicker span={span} onChange={setSpan} />
        </div>
      }
    >
      {balances.isPending ? <SkeletonRows rows={12} columns={6} /> : null}
      {balances.isError ? (
        <div className={bar.panel}>
          <ErrorPanel error={balances.error} onRetry={() => void balances.refetch()} />
        </div>
      ) : null}
      {balances.data?.accounts.length === 0 ? (
        <EmptyState
          title={t('web.foreign_balances.none')}
          why={t('web.foreign_balances.none.why')}
          action={<Go to="/currencies">{t('web.nav.currencies')}</Go>}
        />
      ) : null}
      {balances.data?.accounts.length ? <Table data={balances.data} span={span} /> : null}
      {balances.data?.cut ? <p className={bar.panel}>{t('web.foreign_balances.cut')}</p> : null}
    </Page>
  );
}

/** Each account with those that its lines name below it. */
const inOrder = (data: ForeignBalances): ForeignBalance[] =>
  data.accounts.flatMap((account) => [
    account,
    ...data.parties.filter((party) => party.account_code === account.account_code),
  ]);

function Table({ data, span }: { data: ForeignBalances; span: Span }) {
  const columns: SimpleColumn<ForeignBalance>[] = [
    {
      key: 'account',
      title: t('web.entry.account'),
      cell: (row) =>
        row.party_id ? (
          <Go to={recordUrl('parties', row.party_id)}>{row.party}</Go>
        ) : (
          <Go to={`/account-lines/${row.account_code}`} search={{ ...span }}>
            {row.account_code} {language() === 'en' ? row.account_name_en : row.account_name}
          </Go>
        ),
    },
    { key: 'currency', title: t('web.currencies.currency'), width: 72, cell: (row) => row.currency },
    ...FIGURES.map((name): SimpleColumn<ForeignBalance> => ({
      key: name,
      title: t(TITLES[name]),
      numeric: true,
      width: 170,
      cell: (row) => <Both foreign={row[`foreign_${name}`]} own={row[name]} />,
    })),
  ];
  return (
    <SimpleTable<ForeignBalance>
      sticky
      label={t('web.nav.foreign_balances')}
      rows={inOrder(data)}
      rowKey={(row) => `${row.account_code} ${row.party_id ?? ''}`}
      rowClass={(row) => (row.party_id ? styles.party : styles.account)}
      columns={columns}
    />
  );
}

/** An amount in the foreign currency, and below it what that is in the books. */
function Both({ foreign, own }: { foreign: Decimal; own: Decimal }) {
  if (isZero(foreign) && isZero(own)) return null;
  return (
    <span className={styles.both}>
      <Money value={foreign} />
      <br />
      <small className="soft">
        <Money value={own} />
      </small>
    </span>
  );
}
