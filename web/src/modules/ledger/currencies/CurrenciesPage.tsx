import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../../kit/access';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { Page, Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { sayDone, sayRefused } from '../../../kit/toast';
import { useSetBookRules } from '../booksApi';
import { useCurrencies, useSetCurrency, type Currencies, type CurrencyFacts } from './api';
import styles from './Currencies.module.css';
import { currencyName } from './names';
import { Rates } from './Rates';

/** 外币与汇率: which currencies the company has, and what they were worth. */
export default function CurrenciesPage() {
  const currencies = useCurrencies();
  const may = useAccess().can('ledger.books.manage');
  const [chosen, setChosen] = useState('');
  const active = currencies.data?.active ?? [];
  const code = active.some((one) => one.code === chosen) ? chosen : (active[0]?.code ?? '');
  return (
    <Page title={t('web.nav.currencies')}>
      {currencies.isPending ? <SkeletonRows rows={6} columns={3} /> : null}
      {currencies.isError ? (
        <ErrorPanel error={currencies.error} onRetry={() => void currencies.refetch()} />
      ) : null}
      {currencies.data ? (
        <div className={styles.columns}>
          <div>
            <List data={currencies.data} may={may} chosen={code} onChoose={setChosen} />
            <Which daily={currencies.data.daily_rates} may={may} />
          </div>
          {code === '' ? null : <Rates key={code} code={code} own={currencies.data.own} may={may} />}
        </div>
      ) : null}
    </Page>
  );
}

interface ListProps {
  data: Currencies;
  may: boolean;
  chosen: string;
  onChoose: (code: string) => void;
}

function List({ data, may, chosen, onChoose }: ListProps) {
  const set = useSetCurrency();
  const turn = (currency: string, active: boolean): void =>
    set.mutate(
      { currency, active },
      {
        onSuccess: () => {
          sayDone(t('web.form.saved'));
          if (active) onChoose(currency);
        },
        onError: sayRefused,
      },
    );
  return (
    <Section title={t('web.currencies.list')} flush>
      {data.active.length === 0 ? (
        <EmptyState small title={t('web.currencies.none')} why={t('web.currencies.none.why')} />
      ) : (
        <SimpleTable<CurrencyFacts>
          label={t('web.currencies.list')}
          rows={data.active}
          rowKey={(one) => one.code}
          rowClass={(one) => (one.code === chosen ? styles.chosen : undefined)}
          onOpen={(one) => onChoose(one.code)}
          columns={[
            {
              key: 'code',
              title: t('web.currencies.currency'),
              cell: (one) => (
                <button
                  type="button"
                  className={styles.pick}
                  aria-pressed={one.code === chosen}
                  onClick={() => onChoose(one.code)}
                >
                  {currencyName(one.code)}
                </button>
              ),
            },
            {
              key: 'rate',
              title: t('web.currencies.latest'),
              numeric: true,
              cell: (one) =>
                one.rate ? (
                  <span className="figure" title={one.rate_day ?? undefined}>
                    {one.rate}
                  </span>
                ) : (
                  <span className="soft">{t('web.currencies.no_rate')}</span>
                ),
            },
            {
              key: 'accounts',
              title: t('web.currencies.accounts'),
              numeric: true,
              width: 72,
              cell: (one) => <span className="figure">{one.accounts}</span>,
            },
            {
              key: 'verbs',
              title: '',
              width: 72,
              cell: (one) =>
                may && one.accounts === 0 ? (
                  <Button type="link" size="small" onClick={() => turn(one.code, false)}>
                    {t('web.currencies.drop')}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
      {may ? (
        <div className={styles.add}>
          <PlusOutlined />
          <Select<string | null>
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('web.currencies.add')}
            placeholder={t('web.currencies.add')}
            value={null}
            disabled={set.isPending}
            options={data.others.map((code) => ({ value: code, label: currencyName(code) }))}
            onChange={(code) => {
              if (code) turn(code, true);
            }}
          />
        </div>
      ) : null}
    </Section>
  );
}

/** Which rate a voucher takes. */
function Which({ daily, may }: { daily: boolean; may: boolean }) {
  const set = useSetBookRules();
  return (
    <Section title={t('web.currencies.which')}>
      <Segmented<string>
        aria-label={t('web.currencies.which')}
        disabled={!may || set.isPending}
        value={daily ? 'daily' : 'month'}
        options={[
          { value: 'daily', label: t('web.currencies.daily') },
          { value: 'month', label: t('web.currencies.month_start') },
        ]}
        onChange={(way) =>
          set.mutate(
            { daily_rates: way === 'daily' },
            { onSuccess: () => sayDone(t('web.form.saved')), onError: sayRefused },
          )
        }
      />
      <p className={`soft ${styles.which}`}>{t('web.currencies.which.why')}</p>
    </Section>
  );
}
