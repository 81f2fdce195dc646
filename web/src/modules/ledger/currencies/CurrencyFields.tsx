import { Form, Select, Switch } from 'antd';
import { t } from '../../../kit/i18n';
import { useCurrencies } from './api';
import { currencyName } from './names';

/** Which currency an account keeps, and whether a month's end revalues it; nothing where the company has none. */
export function CurrencyFields() {
  const currencies = useCurrencies();
  const chosen = Form.useWatch<string | null | undefined>('currency');
  const active = currencies.data?.active ?? [];
  if (active.length === 0 && !chosen) return null;
  return (
    <>
      <Form.Item name="currency" label={t('web.chart.currency')} extra={t('web.chart.currency.how')}>
        <Select<string>
          allowClear
          aria-label={t('web.chart.currency')}
          placeholder={t('web.chart.currency.none')}
          options={active.map((one) => ({ value: one.code, label: currencyName(one.code) }))}
        />
      </Form.Item>
      {chosen ? (
        <Form.Item
          name="revalued"
          label={t('web.chart.revalued')}
          extra={t('web.chart.revalued.how')}
          valuePropName="checked"
        >
          <Switch aria-label={t('web.chart.revalued')} />
        </Form.Item>
      ) : null}
    </>
  );
}
