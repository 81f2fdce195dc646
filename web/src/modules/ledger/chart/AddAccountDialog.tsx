import { Form, Input, Modal } from 'antd';
import { formatMoney } from '../../../kit/decimal';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import { sayDone } from '../../../kit/toast';
import { useAddAccount, useDivision } from '../booksApi';
import { CurrencyFields } from '../currencies/CurrencyFields';
import { AccountPicker } from './AccountPicker';
import { DimensionsInput, type Dimension } from './DimensionsInput';

interface AddAccountDialogProps {
  /** The code it is put below, where that is known. */
  parent?: string;
  onClose: () => void;
}

interface Values {
  parent: string;
  code: string;
  name: string;
  name_en?: string;
  dimensions?: Dimension[];
  currency?: string;
  revalued?: boolean;
  first_name?: string;
  first_code?: string;
}

/** Puts an account below another. */
export function AddAccountDialog({ parent, onClose }: AddAccountDialogProps) {
  const go = useGo();
  const add = useAddAccount();
  const [form] = Form.useForm<Values>();
  const below = Form.useWatch('parent', form) ?? parent ?? '';
  const division = useDivision(below);
  const holds = division.data?.holds_entries === true;
  const keptFor = division.data?.kept_for ?? null;
  const save = (values: Values): void =>
    add.mutate(
      {
        parent: values.parent,
        code: values.code.trim(),
        name: values.name.trim(),
        name_en: values.name_en?.trim() || null,
        dimensions: values.dimensions ?? [],
        currency: values.currency ?? null,
        revalued: values.revalued ?? true,
        first_name: values.first_name?.trim() || null,
        first_code: values.first_code?.trim() || null,
      },
      {
        onSuccess: (made) => {
          sayDone(t('web.chart.added', { code: made.code }));
          onClose();
          go(recordUrl('accounts', made.id));
        },
      },
    );
  return (
    <Modal
      open
      title={t('web.chart.add')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={add.isPending}
      okButtonProps={{ disabled: keptFor !== null }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {add.isError ? <ErrorPanel error={add.error} /> : null}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ revalued: true, ...(parent ? { parent, code: `${parent}01` } : {}) }}
        onFinish={save}
      >
        <Form.Item
          name="parent"
          label={t('web.chart.parent')}
          rules={[{ required: true, message: t('web.chart.parent.needed') }]}
          {...(keptFor === null
            ? {}
            : {
                validateStatus: 'error' as const,
                help: t('web.chart.parent.kept', { line: tx(`posting.${keptFor}`) }),
              })}
        >
          <AccountPicker label={t('web.chart.parent')} />
        </Form.Item>
        <Form.Item
          name="code"
          label={t('web.account.code')}
          extra={t('web.chart.code.how')}
          rules={[{ required: true, pattern: /^\d{4,20}$/, message: t('web.chart.code.wrong') }]}
        >
          <Input autoComplete="off" maxLength={20} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('web.account.name')}
          rules={[{ required: true, whitespace: true, message: t('web.chart.name.needed') }]}
        >
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        {holds ? (
          <>
            <Form.Item
              name="first_name"
              label={t('web.chart.first_name')}
              extra={t('web.chart.first_name.holds', { amount: formatMoney(division.data?.balance ?? '0') })}
              rules={[{ required: true, whitespace: true, message: t('web.chart.name.needed') }]}
            >
              <Input autoComplete="off" maxLength={100} />
            </Form.Item>
            <Form.Item
              name="first_code"
              label={t('web.chart.first_code')}
              extra={t('web.chart.first_code.how')}
              rules={[{ pattern: /^\d{4,20}$/, message: t('web.chart.code.wrong') }]}
            >
              <Input autoComplete="off" maxLength={20} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item name="name_en" label={t('web.chart.name_en')}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="dimensions" label={t('web.chart.dimensions')} extra={t('web.chart.dimensions.how')}>
          <DimensionsInput />
        </Form.Item>
        <CurrencyFields />
      </Form>
    </Modal>
  );
}
