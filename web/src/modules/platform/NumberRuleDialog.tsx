import { Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import { useDebounced } from '../../kit/useDebounced';
import { useChangeNumberRule, useNumberPreview, type NumberRule, type NumberRuleChange } from './api';

const DATES = ['yyyymmdd', 'yyyymm', 'yyyy', 'none'] as const;
const RESETS = ['day', 'month', 'year', 'never'] as const;
const PAUSE_MS = 250;
type Typed = Required<Pick<NumberRule, 'prefix' | 'middle' | 'digits' | 'suffix'>> & {
  date_part: (typeof DATES)[number];
  reset: (typeof RESETS)[number];
  next: number;
};

/** What differs from the rule as it is; the next number only where somebody typed another. */
function changeOf(rule: NumberRule, typed: Typed): NumberRuleChange {
  const { next, ...parts } = typed;
  const begun = rule as unknown as Record<string, unknown>;
  const changed = Object.entries(parts).filter(([name, value]) => begun[name] !== value);
  return { ...Object.fromEntries(changed), ...(next === rule.next ? {} : { next }) };
}

/** The parts of a number, with the next three as they would be. */
export function NumberRuleDialog({ rule, onClose }: { rule: NumberRule; onClose: () => void }) {
  const [form] = Form.useForm<Typed>();
  const [typed, setTyped] = useState<Typed>(rule as unknown as Typed);
  const asked = useDebounced(changeOf(rule, typed), PAUSE_MS);
  const preview = useNumberPreview(rule.series, asked);
  const change = useChangeNumberRule(rule);
  const failed = change.error ?? preview.error;
  return (
    <Modal
      open
      title={t('web.numbers.change', { what: tx(rule.label) })}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: preview.isError }}
      confirmLoading={change.isPending}
      onOk={() =>
        change.mutate(changeOf(rule, typed), {
          onSuccess: () => {
            sayDone(t('web.form.saved'));
            onClose();
          },
        })
      }
      onCancel={onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={typed}
        onValuesChange={(_, all) => setTyped({ ...typed, ...all })}
      >
        <Form.Item name="prefix" label={t('web.company.numbers.prefix')}>
          <Input autoFocus maxLength={12} />
        </Form.Item>
        <Form.Item name="date_part" label={t('web.numbers.date')}>
          <Select options={DATES.map((value) => ({ value, label: tx(`web.numbers.date.${value}`) }))} />
        </Form.Item>
        <Form.Item name="middle" label={t('web.numbers.middle')}>
          <Input maxLength={12} />
        </Form.Item>
        <Form.Item name="digits" label={t('web.numbers.digits')}>
          <InputNumber min={1} max={10} precision={0} />
        </Form.Item>
        <Form.Item name="suffix" label={t('web.numbers.suffix')}>
          <Input maxLength={12} />
        </Form.Item>
        <Form.Item name="reset" label={t('web.company.numbers.reset')}>
          <Select options={RESETS.map((value) => ({ value, label: tx(`web.company.reset.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="next"
          label={t('web.numbers.next')}
          extra={rule.gapless ? t('web.numbers.gapless') : t('web.numbers.forward')}
        >
          <InputNumber min={1} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </Form>
      <p aria-live="polite">
        {t('web.numbers.coming')}{' '}
        <span className="figure">{preview.data?.examples.join(' · ') ?? rule.example}</span>
      </p>
      {failed ? <ErrorPanel error={failed} /> : null}
    </Modal>
  );
}
