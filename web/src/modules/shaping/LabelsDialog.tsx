import { Form, Input, Modal } from 'antd';
import type { Command } from '../../api/commands';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import type { RecordType } from './api';
import type { Labels } from './draft';

interface LabelsDialogProps {
  title: string;
  start?: Labels;
  command: Command<Labels, RecordType>;
  onDone: (type: RecordType) => void;
  onClose: () => void;
}

/** What a record type is called, in both languages. */
export function LabelsDialog({ title, start, command, onDone, onClose }: LabelsDialogProps) {
  const [form] = Form.useForm<Labels>();
  return (
    <Modal
      open
      title={title}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={command.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Labels>
        form={form}
        layout="vertical"
        initialValues={start ?? { zh: '', en: '' }}
        onFinish={({ zh, en }) =>
          // New words draw everything anew, so the callbacks of this dialog's own mutation would be lost.
          void command.mutateAsync({ zh: zh.trim(), en: en.trim() }).then(
            (type) => {
              onClose();
              onDone(type);
            },
            () => undefined,
          )
        }
      >
        {command.isError ? <ErrorPanel error={command.error} /> : null}
        <Form.Item
          name="zh"
          label={t('web.shape.labels.zh')}
          rules={[{ required: true, whitespace: true, message: t('web.shape.labels.needed') }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="en" label={t('web.shape.labels.en')}>
          <Input maxLength={60} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
