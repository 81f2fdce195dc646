import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../api/problem';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import type { Quotation } from './api';

const WAYS = ['phone', 'message', 'paper'];

interface AnswerDialogProps {
  verb: 'accept' | 'decline';
  quotation: Quotation;
  refusal: Problem | null;
  pending: boolean;
  onCancel: () => void;
  onSay: (said: Record<string, unknown>) => void;
}

interface Typed {
  name: string;
  how: string;
  note?: string;
}

/** What the customer told us: who of his people, by which way, when, and why. */
export function AnswerDialog({ verb, quotation, refusal, pending, onCancel, onSay }: AnswerDialogProps) {
  const [form] = Form.useForm<Typed>();
  const [day, setDay] = useState(today());
  return (
    <Modal
      open
      title={t(verb === 'accept' ? 'web.quotation.accept' : 'web.quotation.decline')}
      okText={t(verb === 'accept' ? 'web.quotation.accept' : 'web.quotation.decline')}
      cancelText={t('web.cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      {refusal ? <ErrorPanel error={refusal} /> : null}
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{ name: quotation.contact?.title ?? '', how: 'phone' }}
        onFinish={({ name, how, note }) =>
          onSay({ name: name.trim(), how, answered_on: day, note: note?.trim() || null })
        }
      >
        <Form.Item
          name="name"
          label={t('web.quotation.by')}
          rules={[{ required: true, whitespace: true, message: t('web.quotation.by.needed') }]}
        >
          <Input autoFocus maxLength={100} />
        </Form.Item>
        <Form.Item name="how" label={t('web.quotation.how')}>
          <Select options={WAYS.map((way) => ({ value: way, label: tx(`quoting.how.${way}`) }))} />
        </Form.Item>
        <Form.Item label={t('web.quotation.at')}>
          <DayPicker aria-label={t('web.quotation.at')} value={day} onChange={setDay} />
        </Form.Item>
        <Form.Item
          name="note"
          label={t(verb === 'accept' ? 'web.note' : 'web.quotation.reason')}
          rules={
            verb === 'decline'
              ? [{ required: true, whitespace: true, message: t('web.quotation.reason.needed') }]
              : []
          }
        >
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
