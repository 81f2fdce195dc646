import { useNavigate, useSearch } from '@tanstack/react-router';
import { Checkbox, Select } from 'antd';
import { isZero, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { language, t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { useTrialBalance, type Span, type TrialBalance, type TrialBalanceRow } from './api';
import { PrintBooks } from './paper/PrintBooks';
import { SpanPicker } from './SpanPicker';
import styles from './TrialBalancePage.module.css';
import { useSpan } from './useSpan';

const LEVELS = [1, 2, 3, 4];
const MOST_LEVELS = 9;

/** 科目余额表: opening, movement and closing of every account; each figure opens the lines behind it. */
export default function TrialBalancePage() {
  const [span, setSpan] = useSpan();
  const search = useSearch({ strict: false }) as { level?: number; all?: boolean; year?: boolean };
  const navigate = useNavigate();
  const balance = useTrialBalance(span);
  const level = Number(search.level) || LEVELS.length;
  const set = (change: object): void =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...change })) as never,
      replace: true,
    });
  return (
    <Page
      full
      title={t('web.nav.trial_balance')}
      actions={<PrintBooks span={span} level={level === LEVELS.length ? MOST_LEVELS : level} />}
      facts={balance.data ? <Balanced totals={balance.data.totals} /> : null}
      bar={
        <div className={styles.bar}>
          <SpanPicker span={span} onChange={setSpan} />
          <Select
            size="small"
            aria-label={t('web.trial_balance.level')}
            value={level}
            options={LEVELS.map((value) => ({
              value,
              label:
                value === LEVELS.length
                  ? t('web.trial_balance.all_levels')
                  : t('web.trial_balance.to_level', { level: value }),
            }))}
            onChange={(value: number) => set({ level: value === LEVELS.length ? undefined : value })}
          />
          <Checkbox
            checked={search.all === true}
            onChange={(event) => set({ all: event.target.checked || undefined })}
          >
            {t('web.trial_balance.with_zero')}
          </Checkbox>
          <Checkbox
            checked={search.year === true}
            onChange={(event) => set({ year: event.target.checked || undefined })}
          >
            {t('web.trial_balance.with_year')}
          </Checkbox>
        </div>
      }
    >
      {balance.isPending ? <SkeletonRows rows={18} columns={8} /> : null}
      {balance.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={balance.error} onRetry={() => void balance.refetch()} />
        </div>
      ) : null}
      {balance.data ? (
        <BalanceTable
          balance={balance.data}
          span={span}
          level={level}
          withZero={search.all === true}
          figures={search.year === true ? WITH_YEAR : FIGURES}
        />
      ) : null}
    </Page>
  );
}

function Balanced({ totals }: { totals: TrialBalanceRow }) {
  const even =
    totals.opening_debit === totals.opening_credit &&
    totals.debit === totals.credit &&
    totals.closing_debit === totals.closing_credit;
  return <Status state={even ? 'green' : 'red'} kind="balance" />;
}

const FIGURES = [
  'opening_debit',
  'opening_credit',
  'debit',
  'credit',
  'closing_debit',
  'closing_credit',
] as const;
const WITH_YEAR = [...FIGURES.slice(0, 4), 'year_debit', 'year_credit', ...FIGURES.slice(4)] as const;
type FigureName = (typeof WITH_YEAR)[number];
const GROUPS = {
  opening_debit: 'web.opening',
  debit: 'web.movement',
  year_debit: 'web.general_ledger.year',
  closing_debit: 'web.closing',
} as const;

/** The lines behind a figure: those of the year behind what moved in the year. */
const linesOf = (figure: FigureName, span: Span): Span =>
  figure.startsWith('year') ? { ...span, from: `${span.to.slice(0, 4)}-01-01` } : span;

/** A phone has room for what moved and what remains. */
const onPhone = (figure: FigureName): 'no' | undefined =>
  figure.startsWith('opening') || figure.startsWith('year') ? 'no' : undefined;

interface BalanceTableProps {
  balance: TrialBalance;
  span: Span;
  level: number;
  withZero: boolean;
  figures: readonly FigureName[];
}

function BalanceTable({ balance, span, level, withZero, figures }: BalanceTableProps) {
  const moved = (row: TrialBalanceRow): boolean => figures.some((figure) => !isZero(row[figure]));
  const rows = balance.rows.filter((row) => row.level <= level && (withZero || moved(row)));
  if (rows.length === 0) {
    return <EmptyState title={t('web.trial_balance.none')} why={t('web.trial_balance.none.why')} />;
  }
  return (
    <div className={styles.scroller}>
      <table
        className={styles.table}
        data-year={figures === WITH_YEAR || undefined}
        aria-label={t('web.nav.trial_balance')}
      >
        <thead>
          <tr>
            <th rowSpan={2} scope="col" className={styles.code}>
              {t('web.account.code')}
            </th>
            <th rowSpan={2} scope="col" className={styles.name}>
              {t('web.account.name')}
            </th>
            {figures
              .filter((figure): figure is keyof typeof GROUPS => figure in GROUPS)
              .map((figure) => (
                <th
                  key={figure}
                  colSpan={2}
                  scope="colgroup"
                  className={styles.group}
                  data-phone={onPhone(figure)}
                >
                  {t(GROUPS[figure])}
                </th>
              ))}
          </tr>
          <tr>
            {figures.map((figure) => (
              <th key={figure} scope="col" className="number" data-phone={onPhone(figure)}>
                {t(figure.endsWith('debit') ? 'web.debit' : 'web.credit')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code} data-parent={!row.is_detail || undefined}>
              <td className="figure" data-phone="no">
                <Go to={`/account-lines/${row.code}`} search={{ ...span }}>
                  {row.code}
                </Go>
              </td>
              <td data-account style={{ paddingLeft: 8 + (row.level - 1) * 16 }}>
                {language() === 'en' ? row.name_en : row.name}
              </td>
              {figures.map((figure) => (
                <td key={figure} className="number" data-phone={onPhone(figure)}>
                  <Figure value={row[figure]} code={row.code} span={linesOf(figure, span)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td data-phone="no" />
            <td>{t('web.total')}</td>
            {figures.map((figure) => (
              <td key={figure} className="number" data-phone={onPhone(figure)}>
                <Money value={balance.totals[figure]} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Figure({ value, code, span }: { value: Decimal; code: string; span: Span }) {
  if (isZero(value)) return null;
  return (
    <Go to={`/account-lines/${code}`} search={{ ...span }} className={styles.figure}>
      <Money value={value} />
    </Go>
  );
}
