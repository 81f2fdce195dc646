import { useSearch } from '@tanstack/react-router';
import { Button, DatePicker, Radio } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page, Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { CategoryMethods } from './CategoryMethods';
import { METHODS, MethodQuestion } from './MethodQuestion';
import { useCosting, useReckonMonth, useSetCosting, type CostMethod, type CostRun } from './api';
import styles from './CostingPage.module.css';

/** 存货核算: how what leaves is valued, and the month's average when the month is over. */
export default function CostingPage() {
  const costing = useCosting();
  return (
    <Page title={t('web.nav.costing')} actions={<Go to="/cost-runs">{t('web.costing.runs')}</Go>}>
      {costing.isError ? (
        <ErrorPanel error={costing.error} onRetry={() => void costing.refetch()} />
      ) : costing.data ? (
        <>
          <MethodSection method={costing.data.method as CostMethod} />
          <CategoryMethods />
          {costing.data.monthly > 0 || costing.data.method === 'month_average' ? (
            <MonthSection waiting={costing.data.waiting} />
          ) : null}
        </>
      ) : (
        <SkeletonRows rows={4} columns={2} />
      )}
    </Page>
  );
}

function MethodSection({ method }: { method: CostMethod }) {
  const [asked, setAsked] = useState<CostMethod | null>(null);
  const set = useSetCosting();
  const may = useAccess().can('stock.costing.manage');
  const change = (next: CostMethod): void =>
    set.mutate(
      { method: next },
      { onSuccess: () => sayDone(t('web.form.saved')), onSettled: () => setAsked(null) },
    );
  return (
    <Section title={`${t('web.costing.method')}（${t('web.costing.company')}）`}>
      {set.isError ? <ErrorPanel error={set.error} /> : null}
      <Radio.Group
        className={styles.methods ?? ''}
        aria-label={t('web.costing.method')}
        value={method}
        disabled={!may}
        onChange={(event) => setAsked(event.target.value as CostMethod)}
      >
        {METHODS.map((one) => (
          <Radio key={one} value={one}>
            {tx(`web.costing.${one}`)}
            <small className="soft">{tx(`web.costing.${one}.why`)}</small>
          </Radio>
        ))}
      </Radio.Group>
      {asked ? (
        <MethodQuestion
          method={asked}
          pending={set.isPending}
          onNo={() => setAsked(null)}
          onYes={() => change(asked)}
        />
      ) : null}
    </Section>
  );
}

function MonthSection({ waiting }: { waiting: number }) {
  const search = useSearch({ strict: false }) as { from?: string };
  const [period, setPeriod] = useState(() => (search.from ?? dayjs().format('YYYY-MM')).slice(0, 7));
  const [run, setRun] = useState<CostRun | null>(null);
  const reckon = useReckonMonth();
  const may = useAccess().can('stock.costing.manage');
  return (
    <Section title={t('web.costing.month')}>
      {reckon.isError ? <ErrorPanel error={reckon.error} /> : null}
      <p>{waiting ? t('web.costing.waiting', { count: waiting }) : t('web.costing.none_waiting')}</p>
      {may ? (
        <div className={styles.reckon}>
          <DatePicker
            picker="month"
            allowClear={false}
            aria-label={t('web.costing.from_month')}
            value={dayjs(`${period}-01`)}
            onChange={(day) => setPeriod((day ?? dayjs()).format('YYYY-MM'))}
          />
          <Button
            type="primary"
            loading={reckon.isPending}
            onClick={() => reckon.mutate(period, { onSuccess: setRun })}
          >
            {t('web.costing.reckon')}
          </Button>
        </div>
      ) : null}
      {run ? (
        <p role="status">
          {t('web.costing.reckoned', { number: run.number, corrected: run.corrected })}{' '}
          <Money value={run.difference} /> <Go to={`/cost-runs/${run.id}`}>{t('web.costing.show')}</Go>
        </p>
      ) : null}
    </Section>
  );
}
