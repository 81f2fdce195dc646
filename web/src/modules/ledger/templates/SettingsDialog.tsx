import { DatePicker, Form, Input, Modal, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { Problem } from '../../../api/problem';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t, tx } from '../../../kit/i18n';
import type { TemplateBody } from './api';

export type Settings = Pick<TemplateBody, 'name' | 'monthly_on' | 'until' | 'reverses' | 'active'>;

interface SettingsDialogProps {
  title: string;
  begun: Settings;
  pending: boolean;
  refusal: Problem | null;
  onSave: (settings: Settings) => void;
  onClose: () => void;
}

interface Values {
  name: string;
  monthly_on?: number;
  until?: Dayjs;
  reverses: boolean;
  active: boolean;
}

const DAYS = Array.from({ length: 31 }, (_, at) => at + 1);

/** What a template is called, and when it is written by itself. */
export function SettingsDialog({ title, begun, pending, refusal, onSave, onClose }: SettingsDialogProps) {
  const [form] = Form.useForm<Values>();
  const monthly = Form.useWatch('monthly_on', form);
  return (
    <Modal
      open
      title={title}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {refusal ? <ErrorPanel error={refusal} /> : null}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          name: begun.name,
          ...(begun.monthly_on ? { monthly_on: begun.monthly_on } : {}),
          ...(begun.until ? { until: dayjs(begun.until) } : {}),
          reverses: begun.reverses ?? false,
          active: begun.active ?? true,
        }}
        onFinish={(values) =>
          onSave({
            name: values.name.trim(),
            monthly_on: values.monthly_on ?? null,
            until: values.until ? values.until.format('YYYY-MM-DD') : null,
            reverses: values.reverses,
            active: values.active,
          })
        }
      >
        <Form.Item
          name="name"
          label={t('web.template.name')}
          rules={[{ required: true, whitespace: true, message: t('web.template.name.needed') }]}
        >
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item
          name="monthly_on"
          label={t('web.template.monthly_on')}
          extra={t('web.template.monthly_on.how')}
        >
          <Select
            allowClear
            aria-label={t('web.template.monthly_on')}
            placeholder={t('web.template.monthly_on.none')}
            options={DAYS.map((day) => ({ value: day, label: t('web.template.monthly_on.day', { day }) }))}
          />
        </Form.Item>
        {monthly ? (
          <Form.Item name="until" label={t('web.template.until')}>
            <DatePicker aria-label={t('web.template.until')} />
          </Form.Item>
        ) : null}
        <Form.Item name="reverses" label={t('web.template.reverses')} valuePropName="checked">
          <Switch aria-label={t('web.template.reverses')} />
        </Form.Item>
        <Form.Item name="active" label={tx('field.voucher_template.active')} valuePropName="checked">
          <Switch aria-label={tx('field.voucher_template.active')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
