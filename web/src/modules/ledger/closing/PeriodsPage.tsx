import { useNavigate, useSearch } from '@tanstack/react-router';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Page, Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { Status } from '../../../kit/Status';
import { usePeriods, type PeriodFacts } from '../booksApi';
import { BookRulesSection } from './BookRulesSection';
import { PeriodSection } from './PeriodSection';
import styles from './Periods.module.css';

/** 期末处理: the months of the books, and what one of them still wants before it is closed. */
export default function PeriodsPage() {
  const search = useSearch({ strict: false }) as { period?: string };
  const navigate = useNavigate();
  const periods = usePeriods();
  const months = periods.data ?? [];
  const chosen = months.find((month) => month.code === search.period) ?? firstToClose(months);
  return (
    <Page title={t('web.nav.periods')}>
      {periods.isError ? (
        <ErrorPanel error={periods.error} onRetry={() => void periods.refetch()} />
      ) : (
        <div className={styles.columns}>
          <div>
            <Section title={t('web.periods.months')} flush>
              {periods.isPending ? <SkeletonRows rows={6} columns={4} /> : null}
              {periods.data ? (
                <SimpleTable<PeriodFacts>
                  label={t('web.periods.months')}
                  rows={months}
                  rowKey={(month) => month.code}
                  rowClass={(month) => (month.code === chosen?.code ? styles.chosen : undefined)}
                  onOpen={(month) => choose(month.code)}
                  columns={[
                    {
                      key: 'month',
                      title: t('web.periods.month'),
                      cell: (month) => (
                        <button
                          type="button"
                          className={styles.month}
                          aria-pressed={month.code === chosen?.code}
                          onClick={() => choose(month.code)}
                        >
                          {month.code}
                        </button>
                      ),
                    },
                    {
                      key: 'state',
                      title: t('web.periods.state'),
                      cell: (month) => <Status state={month.state} kind="period" />,
                    },
                    {
                      key: 'vouchers',
                      title: t('web.periods.vouchers'),
                      numeric: true,
                      cell: (month) => <span className="figure">{month.vouchers}</span>,
                    },
                    {
                      key: 'total',
                      title: t('web.periods.total'),
                      numeric: true,
                      cell: (month) => <Money value={month.total} />,
                    },
                  ]}
                />
              ) : null}
            </Section>
            <BookRulesSection />
          </div>
          <div>{chosen ? <PeriodSection key={chosen.code} code={chosen.code} /> : null}</div>
        </div>
      )}
    </Page>
  );

  function choose(period: string): void {
    void navigate({ to: '.', search: { period } as never, replace: true });
  }
}

/** Months are closed in turn: the earliest open one is the next. */
const firstToClose = (months: PeriodFacts[]): PeriodFacts | undefined =>
  months.findLast((month) => month.state === 'open') ?? months[0];
