import { Form, Input, Modal, Select } from 'antd';
import { t } from '../../kit/i18n';

interface ReasonDialogProps {
  title: string;
  label: string;
  ok: string;
  /** Reasons to choose from; the words are then an addition. */
  choices?: { value: string; label: string }[] | undefined;
  /** Words may be left out. */
  free?: boolean;
  onCancel: () => void;
  onSay: (reason: string, note: string) => void;
}

/** Asks why, before something ends or goes back. */
export function ReasonDialog({ title, label, ok, choices, free, onCancel, onSay }: ReasonDialogProps) {
  const [form] = Form.useForm<{ choice?: string; words?: string }>();
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t('web.cancel')}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ choice = '', words = '' }) =>
          choices ? onSay(choice, words.trim()) : onSay(words.trim(), words.trim())
        }
      >
        {choices ? (
          <Form.Item
            name="choice"
            label={label}
            rules={[{ required: true, message: t('web.crm_reason.required') }]}
          >
            <Select autoFocus options={choices} />
          </Form.Item>
        ) : null}
        <Form.Item
          name="words"
          label={choices ? t('web.crm_reason.more') : label}
          rules={
            choices || free
              ? []
              : [{ required: true, whitespace: true, message: t('web.crm_reason.required') }]
          }
        >
          <Input.TextArea autoFocus={!choices} rows={3} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
