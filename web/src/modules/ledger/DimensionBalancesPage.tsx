import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { sum, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import type { Span } from './api';
import {
  useDetailAccounts,
  useDimensionBalances,
  type DimensionBalance,
  type DimensionKind,
} from './booksApi';
import { AccountPicker } from './chart/AccountPicker';
import { SpanPicker } from './SpanPicker';
import styles from './TrialBalancePage.module.css';
import { useSpan } from './useSpan';
import { dimensionsOf, TAG_PATHS, TAGS, wantedTags } from './vouchers/voucherState';

/** 辅助核算余额表: an account kept apart by party, department, person, product or project. */
export default function DimensionBalancesPage() {
  const [span, setSpan] = useSpan();
  const search = useSearch({ strict: false }) as { account?: string | number; by?: string };
  const navigate = useNavigate();
  const accounts = useDetailAccounts();
  const code = String(search.account ?? '');
  const account = accounts.data?.find((one) => one.code === code);
  // Nobody chose yet: by what the account is kept apart.
  const [own] = wantedTags(account ? { ...account, dimensions: dimensionsOf(account.dimensions) } : null);
  const by: DimensionKind = TAGS.find((tag) => tag === search.by) ?? own ?? 'party';
  const balances = useDimensionBalances(code, by, span);
  const set = (change: object): void =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...change })) as never,
      replace: true,
    });
  return (
    <Page
      full
      title={t('web.nav.dimension_balances')}
      bar={
        <div className={styles.bar}>
          <AccountPicker
            label={t('web.entry.account')}
            value={code}
            onChange={(account) => set({ account })}
          />
          <Segmented<DimensionKind>
            size="small"
            aria-label={t('web.dimension_balances.by')}
            value={by}
            options={TAGS.map((tag) => ({ value: tag, label: t(`web.voucher.tag.${tag}`) }))}
            onChange={(next) => set({ by: next })}
          />
          <SpanPicker span={span} onChange={setSpan} />
        </div>
      }
    >
      {code === '' ? (
        <EmptyState title={t('web.dimension_balances.choose')} why={t('web.dimension_balances.choose.why')} />
      ) : null}
      {code !== '' && balances.isPending ? <SkeletonRows rows={14} columns={5} /> : null}
      {balances.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={balances.error} onRetry={() => void balances.refetch()} />
        </div>
      ) : null}
      {balances.data?.rows.length === 0 ? (
        <EmptyState title={t('web.trial_balance.none')} why={t('web.dimension_balances.none.why')} />
      ) : null}
      {balances.data?.rows.length ? (
        <Balances rows={balances.data.rows} code={code} by={by} span={span} />
      ) : null}
      {balances.data?.cut ? <p className={styles.panel}>{t('web.dimension_balances.cut')}</p> : null}
    </Page>
  );
}

interface BalancesProps {
  rows: DimensionBalance[];
  code: string;
  by: DimensionKind;
  span: Span;
}

const FIGURES = ['opening', 'debit', 'credit', 'closing'] as const;
const TITLES = {
  opening: 'web.opening',
  debit: 'web.debit',
  credit: 'web.credit',
  closing: 'web.closing',
} as const;

function Balances({ rows, code, by, span }: BalancesProps) {
  const figure = (name: (typeof FIGURES)[number], value: Decimal) =>
    name === 'closing' ? (
      <Go to={`/account-lines/${code}`} search={{ ...span }}>
        <Money value={value} />
      </Go>
    ) : (
      <Money value={value} />
    );
  return (
    <SimpleTable<DimensionBalance>
      sticky
      label={t('web.nav.dimension_balances')}
      rows={rows}
      rowKey={(row) => row.id ?? ''}
      columns={[
        {
          key: 'title',
          title: t(`web.voucher.tag.${by}`),
          cell: (row) =>
            row.id ? (
              <Go to={`/${TAG_PATHS[by]}/${row.id}`}>{row.title}</Go>
            ) : (
              <span className="soft">{t('web.dimension_balances.nobody')}</span>
            ),
        },
        ...FIGURES.map((name) => ({
          key: name,
          title: t(TITLES[name]),
          numeric: true,
          width: 150,
          cell: (row: DimensionBalance) => figure(name, row[name]),
        })),
      ]}
      foot={
        <tr>
          <td>{t('web.total')}</td>
          {FIGURES.map((name) => (
            <td key={name} className="number">
              {figure(name, sum(rows.map((row) => row[name])))}
            </td>
          ))}
        </tr>
      }
    />
  );
}
