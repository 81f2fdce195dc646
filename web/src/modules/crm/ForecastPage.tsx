import { useState } from 'react';
import type { Condition, Leaf } from '../../api/types';
import { firstOfMonth, today } from '../../kit/dates';
import { add } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { Money, ShortMoney } from '../../kit/Money';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { addMonths } from '../../kit/spans';
import { useForecast, type Forecast, type ForecastCell } from './api';
import styles from './Crm.module.css';
import { FigurePicker, type Picked } from './FigurePicker';

const MONTHS = 6;
const CATEGORIES: Record<string, MessageKey> = {
  committed: 'web.forecast.committed',
  best: 'web.forecast.best',
  pipeline: 'web.forecast.pipeline',
};

/** What open opportunities will bring, by the month in which they are expected and how sure that is. */
export default function ForecastPage() {
  const since = firstOfMonth(today());
  const until = addMonths(since, MONTHS);
  const [picked, setPicked] = useState<Picked>({});
  const forecast = useForecast({ since, until, group_id: picked.group?.id, owner_id: picked.owner?.id });
  return (
    <Page title={t('web.nav.forecast')} scrolls bar={<FigurePicker picked={picked} onPick={setPicked} />}>
      {forecast.isError ? (
        <ErrorPanel error={forecast.error} onRetry={() => void forecast.refetch()} />
      ) : null}
      {forecast.isPending ? <SkeletonRows rows={8} columns={5} /> : null}
      {forecast.data ? <Shown forecast={forecast.data} picked={picked} since={since} until={until} /> : null}
    </Page>
  );
}

interface ShownProps {
  forecast: Forecast;
  picked: Picked;
  since: string;
  until: string;
}

function Shown({ forecast, picked, since, until }: ShownProps) {
  const months = [...new Set([...forecast.cells, ...forecast.won].map((cell) => cell.month))].sort(byMonth);
  const cell = (month: string | null, category: string): ForecastCell | undefined =>
    forecast.cells.find((one) => one.month === month && one.category === category);
  const won = (month: string | null): ForecastCell | undefined =>
    forecast.won.find((one) => one.month === month);
  const rows = (month: string | null, category?: string): Condition => ({
    and: [
      { field: 'state', op: 'eq', value: 'open' },
      ...monthOf(month, 'expected_on'),
      ...(category ? [{ field: 'stage_id', op: 'in', value: forecast.stages[category] ?? [] } as Leaf] : []),
      ...chosen(picked),
    ],
  });
  const all: Condition = {
    and: [
      { field: 'state', op: 'eq', value: 'open' },
      {
        or: [
          { field: 'expected_on', op: 'empty' },
          {
            and: [
              { field: 'expected_on', op: 'gte', value: since },
              { field: 'expected_on', op: 'lt', value: until },
            ],
          },
        ],
      },
      ...chosen(picked),
    ],
  };
  if (months.length === 0)
    return <EmptyState title={t('web.forecast.none')} why={t('web.forecast.none.why')} />;
  return (
    <>
      <dl className={styles.tiles}>
        <div className={styles.tile}>
          <dt>{t('web.forecast.weighted')}</dt>
          <dd>
            <ShortMoney value={forecast.weighted} />
          </dd>
        </div>
        <div className={styles.tile}>
          <dt>{t('web.forecast.amount')}</dt>
          <dd>
            <Go to="/opportunities" search={{ filter: all }}>
              <ShortMoney value={forecast.amount} />
            </Go>
          </dd>
        </div>
        <div className={styles.tile}>
          <dt>{t('web.forecast.won')}</dt>
          <dd>
            <ShortMoney value={forecast.won.reduce((sum, one) => add(sum, one.amount), '0')} />
          </dd>
        </div>
      </dl>
      <Section title={t('web.forecast.by_month')} flush>
        <SimpleTable
          label={t('web.forecast.by_month')}
          rows={months}
          rowKey={(month) => month ?? 'none'}
          columns={[
            {
              key: 'month',
              title: t('web.forecast.month'),
              cell: (month) => (month ? month.slice(0, 7) : t('web.forecast.no_day')),
            },
            ...Object.entries(CATEGORIES).map(([category, label]) => ({
              key: category,
              title: t(label),
              numeric: true,
              cell: (month: string | null) => {
                const found = cell(month, category);
                return found ? (
                  <Go
                    to="/opportunities"
                    search={{ filter: rows(month, category) }}
                    title={t('web.forecast.count', { count: found.count })}
                  >
                    <Money value={found.amount} />
                  </Go>
                ) : null;
              },
            })),
            {
              key: 'weighted',
              title: t('web.forecast.weighted'),
              numeric: true,
              cell: (month) => (
                <Go to="/opportunities" search={{ filter: rows(month) }}>
                  <Money
                    value={forecast.cells
                      .filter((one) => one.month === month)
                      .reduce((sum, one) => add(sum, one.weighted), '0')}
                  />
                </Go>
              ),
            },
            {
              key: 'won',
              title: t('web.forecast.won'),
              numeric: true,
              cell: (month) =>
                won(month) ? (
                  <Go
                    to="/opportunities"
                    search={{
                      filter: {
                        and: [
                          { field: 'state', op: 'eq', value: 'won' },
                          ...monthOf(month, 'won_on'),
                          ...chosen(picked),
                        ],
                      },
                    }}
                  >
                    <Money value={won(month)?.amount} />
                  </Go>
                ) : null,
            },
          ]}
        />
      </Section>
      <p className={`soft ${styles.help}`}>
        {t('web.forecast.how', { field: tx('field.opportunity.expected_on') })}
      </p>
    </>
  );
}

function byMonth(a: string | null, b: string | null): number {
  return (a ?? '9999').localeCompare(b ?? '9999');
}

function monthOf(month: string | null, field: string): Leaf[] {
  if (month === null) return [{ field, op: 'empty' }];
  return [
    { field, op: 'gte', value: month },
    { field, op: 'lt', value: addMonths(month, 1) },
  ];
}

export function chosen({ group, owner }: Picked): Leaf[] {
  return [
    ...(group ? [{ field: 'group_id', op: 'eq', value: group.id } as Leaf] : []),
    ...(owner ? [{ field: 'owner_id', op: 'eq', value: owner.id } as Leaf] : []),
  ];
}
