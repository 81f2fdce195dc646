import { Form, Modal, Select } from 'antd';
import { useMemo } from 'react';
import type { Condition } from '../../../api/types';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t, tx } from '../../../kit/i18n';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { titleWord } from '../../../kit/titles';
import { sayDone } from '../../../kit/toast';
import { useCategoryTree, useTaxRates } from '../../catalog/api';
import { AccountPicker } from '../chart/AccountPicker';
import { useSetPostingRule, type PostingRule, type RoleRules } from './api';

const IN_USE: Condition = { field: 'active', op: 'eq', value: true };

interface RuleDialogProps {
  role: RoleRules;
  /** The rule to change; without one an exception is added. */
  rule?: PostingRule;
  onClose: () => void;
}

interface Values {
  category_id?: string;
  warehouse_id?: string;
  tax_code?: string;
  account: string;
}

/** Says to which account a line goes from now on: for all, or for a category, a warehouse, a tax. */
export function RuleDialog({ role, rule, onClose }: RuleDialogProps) {
  const set = useSetPostingRule();
  const [form] = Form.useForm<Values>();
  const tree = useCategoryTree();
  const rates = useTaxRates();
  const categories = useMemo(
    () => (tree.data ?? []).map((node) => ({ value: node.id, label: node.path })),
    [tree.data],
  );
  const name = tx(`posting.${role.role}`);
  const save = (values: Values): void => {
    const where = rule ?? values;
    set.mutate(
      {
        role: role.role,
        account: values.account,
        category_id: where.category_id ?? null,
        warehouse_id: where.warehouse_id ?? null,
        tax_code: where.tax_code ?? null,
      },
      {
        onSuccess: () => {
          sayDone(t('web.posting.saved'));
          onClose();
        },
      },
    );
  };
  const some = {
    validator: () =>
      role.by.some((by) => Boolean(form.getFieldValue(by === 'tax' ? 'tax_code' : `${by}_id`)))
        ? Promise.resolve()
        : Promise.reject(new Error(t('web.posting.where.needed'))),
  };
  const note = role.clears
    ? t('web.posting.clears.why')
    : role.role === 'inventory'
      ? t('web.posting.moves_goods')
      : undefined;
  return (
    <Modal
      open
      title={`${rule ? t('web.posting.change') : t('web.posting.add')} · ${name}`}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={set.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {set.isError ? <ErrorPanel error={set.error} /> : null}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={rule ? { account: rule.account_code } : {}}
        onFinish={save}
      >
        {!rule && role.by.includes('category') ? (
          <Form.Item name="category_id" label={t('web.posting.by.category')} rules={[some]}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={t('web.posting.by.category')}
              options={categories}
            />
          </Form.Item>
        ) : null}
        {!rule && role.by.includes('warehouse') ? (
          <Form.Item name="warehouse_id" label={t('web.posting.by.warehouse')}>
            <WarehousePicker />
          </Form.Item>
        ) : null}
        {!rule && role.by.includes('tax') ? (
          <Form.Item
            name="tax_code"
            label={t('web.posting.by.tax')}
            rules={role.by.includes('category') ? [] : [some]}
          >
            <Select
              allowClear
              aria-label={t('web.posting.by.tax')}
              options={rates.map((rate) => ({ value: rate.code, label: titleWord('tax-rates', rate.code) }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item
          name="account"
          label={t('web.posting.account')}
          extra={note}
          rules={[{ required: true, message: t('web.voucher.account.find') }]}
        >
          <AccountPicker detail label={t('web.posting.account')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function WarehousePicker({
  value,
  onChange,
}: {
  value?: string;
  onChange?: (id: string | undefined) => void;
}) {
  return (
    <ReferencePicker
      label={t('web.posting.by.warehouse')}
      path="warehouses"
      filter={IN_USE}
      value={value}
      onChange={(chosen) => onChange?.(chosen?.id)}
    />
  );
}
