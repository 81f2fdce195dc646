import { Form, Input, Modal, Radio, Select } from 'antd';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import { useCurrencies } from '../ledger/currencies/api';
import { currencyName } from '../ledger/currencies/names';
import { AccountPicker } from '../ledger/chart/AccountPicker';
import { useAddMoneyAccount, useChangeMoneyAccount, type MoneyAccount, type MoneyAccountBody } from './api';

type Kind = MoneyAccountBody['kind'];

interface Values {
  name: string;
  kind: Kind;
  where?: 'below' | 'have';
  below?: string;
  account?: string;
  currency?: string;
  number?: string;
  bank_name?: string;
}

const KINDS: Kind[] = ['bank', 'cash', 'alipay', 'wechat', 'other'];
/** Below which account of the chart each kind of money usually lies. */
const BELOW: Record<Kind, string> = {
  bank: '1002',
  cash: '1001',
  alipay: '1012',
  wechat: '1012',
  other: '1012',
};

/** Opens a money account, or changes what one is called. */
export function MoneyAccountDialog({ account, onClose }: { account?: MoneyAccount; onClose: () => void }) {
  const add = useAddMoneyAccount();
  const change = useChangeMoneyAccount();
  const [form] = Form.useForm<Values>();
  const own = useCurrencies().data?.own;
  const where = Form.useWatch('where', form) ?? 'below';
  const done = (): void => {
    sayDone(t('web.money.saved'));
    onClose();
  };
  const save = (values: Values): void => {
    const said = {
      name: values.name.trim(),
      kind: values.kind,
      number: values.number?.trim() || null,
      bank_name: values.bank_name?.trim() || null,
    };
    if (account) {
      // What was not changed is not sent: it may be masked for whoever changes the rest.
      const differs = ([name, value]: [string, unknown]): boolean =>
        value !== account[name as keyof MoneyAccount];
      const changes = Object.fromEntries(Object.entries(said).filter(differs));
      change.mutate({ id: account.id, version: account.version, changes }, { onSuccess: done });
      return;
    }
    const place =
      values.where === 'have'
        ? { account: values.account }
        : { below: values.below, currency: values.currency === own ? null : (values.currency ?? null) };
    add.mutate({ ...said, ...place }, { onSuccess: done });
  };
  const error = add.error ?? change.error;
  return (
    <Modal
      open
      title={t(account ? 'web.money.edit' : 'web.money.new')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={add.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error ? <ErrorPanel error={error} /> : null}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={
          account
            ? { ...account, kind: account.kind as Kind }
            : { kind: 'bank', where: 'below', below: BELOW.bank }
        }
        onFinish={save}
      >
        <Form.Item
          name="name"
          label={t('web.money.name')}
          rules={[{ required: true, whitespace: true, message: t('web.money.name.needed') }]}
        >
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item name="kind" label={t('web.money.kind')}>
          <Select<Kind>
            aria-label={t('web.money.kind')}
            options={KINDS.map((kind) => ({ value: kind, label: tx(`choice.money_account.kind.${kind}`) }))}
            onChange={(kind) => form.setFieldValue('below', BELOW[kind])}
          />
        </Form.Item>
        <Form.Item name="bank_name" label={t('web.money.bank')}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="number" label={t('web.money.number')}>
          <Input autoComplete="off" maxLength={40} />
        </Form.Item>
        {account ? null : (
          <>
            <Form.Item name="where" label={t('web.money.code')}>
              <Radio.Group
                options={[
                  { value: 'below', label: t('web.money.code.new') },
                  { value: 'have', label: t('web.money.code.have') },
                ]}
              />
            </Form.Item>
            <Form.Item
              key={where}
              name={where === 'have' ? 'account' : 'below'}
              extra={where === 'have' ? undefined : t('web.money.code.how')}
              rules={[{ required: true, message: t('web.money.code.needed') }]}
            >
              <AccountPicker label={t('web.money.code')} />
            </Form.Item>
            {where === 'below' ? <MoneyCurrency /> : null}
          </>
        )}
      </Form>
    </Modal>
  );
}

/** Which currency a new account keeps; nothing where the company has none beside its own. */
function MoneyCurrency() {
  const currencies = useCurrencies();
  const active = currencies.data?.active ?? [];
  if (!currencies.data || active.length === 0) return null;
  return (
    <Form.Item
      name="currency"
      label={t('web.chart.currency')}
      rules={[{ required: true, message: t('web.money.currency.needed') }]}
    >
      <Select<string>
        aria-label={t('web.chart.currency')}
        placeholder={t('web.money.currency.choose')}
        options={[currencies.data.own, ...active.map((one) => one.code)].map((code) => ({
          value: code,
          label: currencyName(code),
        }))}
      />
    </Form.Item>
  );
}
