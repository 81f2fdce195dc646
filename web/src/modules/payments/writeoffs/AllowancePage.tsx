import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useAccess } from '../../../kit/access';
import { today } from '../../../kit/dates';
import {
  compare,
  divide,
  formatPercent,
  isNegative,
  isZero,
  multiply,
  negate,
  type Decimal,
} from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { Page, Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { Status } from '../../../kit/Status';
import { sayDone } from '../../../kit/toast';
import { useAllowance, useSetAside, useSetRates, type Aged, type Allowance } from './api';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])/;
const OLDEST = 5;

/** 坏账准备: what is owed by age, what part of it is set aside, and the voucher that sets aside what is missing. */
export default function AllowancePage() {
  const search = useSearch({ strict: false }) as { period?: string };
  const navigate = useNavigate();
  const period = (MONTH.test(search.period ?? '') ? (search.period ?? '') : today()).slice(0, 7);
  const found = useAllowance(period);
  const setAside = useSetAside();
  const posts = useAccess().can('payments.allowance.post');
  const data = found.data;
  const [draft, setDraft] = useState<(Decimal | null)[] | null>(null);
  const post = (): void =>
    setAside.mutate(period, {
      onSuccess: (made) =>
        sayDone(t('web.allowance.done', { number: made.number ?? '' }), {
          to: recordUrl('vouchers', made.id),
          label: t('web.voucher.open'),
        }),
    });
  return (
    <Page
      title={t('web.nav.allowance')}
      narrow
      actions={
        posts && data?.applies ? (
          <Button
            type="primary"
            disabled={isZero(data.difference) || draft !== null}
            title={draft === null ? undefined : t('web.allowance.rates_first')}
            loading={setAside.isPending}
            onClick={post}
          >
            {t('web.allowance.post')}
          </Button>
        ) : null
      }
    >
      {setAside.isError ? <ErrorPanel error={setAside.error} /> : null}
      {found.isPending ? <SkeletonRows rows={6} columns={4} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {data && !data.applies ? (
        <EmptyState title={t('web.allowance.none')} why={t('web.allowance.none.why')} />
      ) : null}
      {data?.applies ? (
        <>
          <Section
            title={t('web.nav.allowance')}
            flush
            extra={
              <DatePicker
                size="small"
                allowClear={false}
                picker="month"
                aria-label={t('web.periods.month')}
                value={dayjs(`${period}-01`)}
                onChange={(day) => {
                  if (day)
                    void navigate({
                      to: '.',
                      search: { period: day.format('YYYY-MM') } as never,
                      replace: true,
                    });
                }}
              />
            }
          >
            <Ages data={data} changes={posts} draft={draft} onDraft={setDraft} />
          </Section>
          <p className="soft">{t('web.allowance.why')}</p>
          {data.vouchers.map((voucher) => (
            <p key={voucher.id}>
              <Go to={recordUrl('vouchers', voucher.id)}>{voucher.number}</Go>{' '}
              <Status state={voucher.state} kind="voucher" />
            </p>
          ))}
        </>
      ) : null}
    </Page>
  );
}

const nameOf = (years: number): string =>
  years === 0
    ? t('web.allowance.age.young')
    : years === OLDEST
      ? t('web.allowance.age.last')
      : t('web.allowance.age.years', { from: years, to: years + 1 });

/** Rates are said in percent: 5 is 0.05. */
const percentOf = (rate: Decimal): Decimal => multiply(rate, '100');

interface AgesProps {
  data: Allowance;
  changes: boolean;
  /** Rates in percent as they are typed, until they are saved. */
  draft: (Decimal | null)[] | null;
  onDraft: (draft: (Decimal | null)[] | null) => void;
}

function Ages({ data, changes, draft, onDraft }: AgesProps) {
  const save = useSetRates();
  const percents = draft ?? data.rows.map((row) => percentOf(row.rate));
  const isPart = (percent: Decimal | null): percent is Decimal =>
    percent !== null && !isNegative(percent) && compare(percent, '100') <= 0;
  const valid = percents.every(isPart);
  const red = isNegative(data.difference);
  const figure = (title: string, value: Decimal) => (
    <tr key={title}>
      <td colSpan={3}>{title}</td>
      <td className="number">
        <Money value={value} />
      </td>
    </tr>
  );
  return (
    <>
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      <SimpleTable<Aged>
        label={t('web.nav.allowance')}
        rows={data.rows}
        rowKey={(row) => String(row.years)}
        columns={[
          { key: 'age', title: t('web.allowance.age'), cell: (row) => nameOf(row.years) },
          {
            key: 'owed',
            title: t('web.allowance.owed'),
            numeric: true,
            cell: (row) => <Money value={row.owed} />,
          },
          {
            key: 'rate',
            title: t('web.allowance.rate'),
            numeric: true,
            width: 130,
            cell: (row) =>
              changes ? (
                <DecimalInput
                  label={`${t('web.allowance.rate')} ${nameOf(row.years)}`}
                  suffix="%"
                  value={percents[row.years] ?? null}
                  onChange={(value) =>
                    onDraft(percents.map((percent, place) => (place === row.years ? value : percent)))
                  }
                />
              ) : (
                formatPercent(row.rate)
              ),
          },
          {
            key: 'needed',
            title: t('web.allowance.needed'),
            numeric: true,
            cell: (row) => <Money value={row.needed} />,
          },
        ]}
        foot={
          <>
            {figure(t('web.allowance.needed'), data.needed)}
            {figure(t('web.allowance.held'), data.held)}
            {figure(
              t(red ? 'web.allowance.too_much' : 'web.allowance.difference'),
              red ? negate(data.difference) : data.difference,
            )}
          </>
        }
      />
      {draft === null ? null : (
        <p className="soft" role={valid ? undefined : 'alert'}>
          {t(valid ? 'web.allowance.rates_first' : 'web.allowance.rates_wrong')}{' '}
          <Button
            type="link"
            disabled={!valid}
            loading={save.isPending}
            onClick={() =>
              save.mutate(
                percents.filter(isPart).map((percent) => divide(percent, '100')),
                {
                  onSuccess: () => {
                    onDraft(null);
                    sayDone(t('web.allowance.rates_saved'));
                  },
                },
              )
            }
          >
            {t('web.allowance.rates_save')}
          </Button>
        </p>
      )}
    </>
  );
}
