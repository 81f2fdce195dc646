import { Button, DatePicker, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { isPositive, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { sayDone, sayRefused } from '../../../kit/toast';
import { useRates, useSetRates, type ExchangeRate } from './api';
import styles from './Currencies.module.css';
import { readRates, shifted } from './rates';

const PER: number[] = [1, 100];

interface RatesProps {
  code: string;
  own: string;
  may: boolean;
}

/** What one currency was worth: a year's days, one said at a time or a table pasted. */
export function Rates({ code, own, may }: RatesProps) {
  const [year, setYear] = useState(today().slice(0, 4));
  const rates = useRates(code, { from: `${year}-01-01`, to: `${year}-12-31` });
  const set = useSetRates();
  const [pasting, setPasting] = useState(false);
  const remove = (day: string): void =>
    set.mutate([{ currency: code, day, rate: null }], {
      onSuccess: () => sayDone(t('web.form.saved')),
      onError: sayRefused,
    });
  return (
    <Section
      title={t('web.currencies.rates', { currency: code })}
      extra={
        <DatePicker
          size="small"
          picker="year"
          allowClear={false}
          aria-label={t('web.currencies.year')}
          value={dayjs(`${year}-01-01`)}
          onChange={(day) => {
            if (day) setYear(day.format('YYYY'));
          }}
        />
      }
    >
      {may ? <OneRate code={code} own={own} onPaste={() => setPasting(true)} /> : null}
      {rates.isPending ? <SkeletonRows rows={8} columns={3} /> : null}
      {rates.isError ? <ErrorPanel error={rates.error} onRetry={() => void rates.refetch()} /> : null}
      {rates.data?.length === 0 ? <EmptyState small title={t('web.currencies.no_rates')} /> : null}
      {rates.data?.length ? (
        <div className={styles.rates}>
          <SimpleTable<ExchangeRate>
            label={t('web.currencies.rates', { currency: code })}
            rows={rates.data}
            rowKey={(one) => one.day}
            columns={[
              { key: 'day', title: t('web.date'), cell: (one) => <span className="figure">{one.day}</span> },
              {
                key: 'rate',
                title: t('web.currencies.rate'),
                numeric: true,
                cell: (one) => <span className="figure">{one.rate}</span>,
              },
              { key: 'by', title: t('web.currencies.set_by'), cell: (one) => one.set_by ?? '' },
              {
                key: 'verbs',
                title: '',
                width: 72,
                cell: (one) =>
                  may ? (
                    <Button type="link" size="small" onClick={() => remove(one.day)}>
                      {t('web.currencies.drop_rate')}
                    </Button>
                  ) : null,
              },
            ]}
          />
        </div>
      ) : null}
      {pasting ? <PasteRates code={code} onClose={() => setPasting(false)} /> : null}
    </Section>
  );
}

interface OneRateProps {
  code: string;
  own: string;
  onPaste: () => void;
}

function OneRate({ code, own, onPaste }: OneRateProps) {
  const set = useSetRates();
  const [day, setDay] = useState(today());
  const [rate, setRate] = useState<Decimal | null>(null);
  const ready = rate !== null && isPositive(rate);
  const save = (): void => {
    if (!ready) return;
    set.mutate([{ currency: code, day, rate }], {
      onSuccess: () => {
        sayDone(t('web.form.saved'));
        setRate(null);
      },
    });
  };
  return (
    <>
      {set.isError ? <ErrorPanel error={set.error} /> : null}
      <form
        className={styles.one}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <DayPicker aria-label={t('web.date')} value={day} onChange={setDay} />
        <span>1 {code} =</span>
        <DecimalInput label={t('web.currencies.rate')} value={rate} onChange={setRate} />
        <span>{own}</span>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={set.isPending}>
          {t('web.save')}
        </Button>
        <Button onClick={onPaste}>{t('web.currencies.paste')}</Button>
      </form>
    </>
  );
}

/** Rates copied from a spreadsheet or a bank's page. */
function PasteRates({ code, onClose }: { code: string; onClose: () => void }) {
  const set = useSetRates();
  const [text, setText] = useState('');
  const [per, setPer] = useState(1);
  const { rates, unread } = readRates(text, code, per);
  return (
    <Modal
      open
      title={t('web.currencies.paste')}
      okText={t('web.currencies.paste.take', { count: rates.length })}
      okButtonProps={{ disabled: rates.length === 0, loading: set.isPending }}
      cancelText={t('web.cancel')}
      onCancel={onClose}
      onOk={() =>
        set.mutate(rates, {
          onSuccess: () => {
            sayDone(t('web.form.saved'));
            onClose();
          },
        })
      }
    >
      {set.isError ? <ErrorPanel error={set.error} /> : null}
      <p>{t('web.currencies.paste.how')}</p>
      <p className={styles.per}>
        <span>{t('web.currencies.per')}</span>
        <Select<number>
          aria-label={t('web.currencies.per')}
          value={per}
          options={PER.map((value) => ({
            value,
            label: t('web.currencies.per.units', { count: value, currency: code }),
          }))}
          onChange={setPer}
        />
        <span className="soft">{t('web.currencies.per.example', { rate: shifted('708.12', per) })}</span>
      </p>
      <Input.TextArea
        autoFocus
        rows={9}
        aria-label={t('web.currencies.paste')}
        placeholder={'2026-11-01\t7.1005\n2026-11-02\t7.0988'}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {unread.length > 0 ? (
        <p className="negative" role="alert">
          {t('web.currencies.paste.unread', { count: unread.length, first: unread[0] ?? '' })}
        </p>
      ) : null}
    </Modal>
  );
}
