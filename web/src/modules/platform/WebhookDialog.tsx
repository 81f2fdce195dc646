import { Button, Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { CopyBox } from '../../kit/CopyBox';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import { useChangeWebhook, useCreateWebhook, useEventTypes, type EventType, type Webhook } from './webhooks';

interface Typed {
  name: string;
  url: string;
  events: string[];
  active: boolean;
}

const EVERYTHING = '*';

/** All events, all of one record, or single ones, in groups of records. */
function optionsOf(types: EventType[]): { label: string; options: { value: string; label: string }[] }[] {
  const groups = new Map<string, EventType[]>();
  for (const type of types) groups.set(type.record, [...(groups.get(type.record) ?? []), type]);
  return [
    { label: t('web.hooks.events'), options: [{ value: EVERYTHING, label: t('web.hooks.everything') }] },
    ...[...groups].map(([record, found]) => {
      const name = tx(found[0]?.record_label);
      return {
        label: name,
        options: [
          { value: `${record}.*`, label: t('web.hooks.all_of', { record: name }) },
          ...found.map((type) => ({ value: type.type, label: eventWords(type) })),
        ],
      };
    }),
  ];
}

const eventWords = (type: EventType): string =>
  t('web.hooks.event', { record: tx(type.record_label), action: tx(type.action_label), type: type.type });

/** Register an address, or change one; the secret of a new one is shown once. */
export function WebhookDialog({ webhook, onClose }: { webhook?: Webhook; onClose: () => void }) {
  const [secret, setSecret] = useState<string>();
  if (secret) return <SecretDialog secret={secret} onClose={onClose} />;
  return webhook ? (
    <ChangeDialog webhook={webhook} onClose={onClose} />
  ) : (
    <CreateDialog onClose={onClose} onMade={setSecret} />
  );
}

function CreateDialog({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const create = useCreateWebhook();
  return (
    <Frame
      title={t('web.hooks.create')}
      begun={{ name: '', url: '', events: [], active: true }}
      error={create.error}
      busy={create.isPending}
      onClose={onClose}
      onSave={(typed) => create.mutate(typed, { onSuccess: (made) => onMade(made.secret) })}
    />
  );
}

function ChangeDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const change = useChangeWebhook(webhook);
  return (
    <Frame
      title={t('web.hooks.edit')}
      begun={webhook}
      error={change.error}
      busy={change.isPending}
      onClose={onClose}
      onSave={(typed) =>
        change.mutate(typed, {
          onSuccess: () => {
            sayDone(t('web.form.saved'));
            onClose();
          },
        })
      }
    />
  );
}

interface FrameProps {
  title: string;
  begun: Typed;
  error: unknown;
  busy: boolean;
  onClose: () => void;
  onSave: (typed: Typed) => void;
}

function Frame({ title, begun, error, busy, onClose, onSave }: FrameProps) {
  const types = useEventTypes();
  const [form] = Form.useForm<Typed>();
  const { name, url, events, active } = begun;
  return (
    <Modal
      open
      width={600}
      title={title}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{ name, url, events, active }}
        onFinish={(typed) => onSave({ ...typed, name: typed.name.trim(), url: typed.url.trim() })}
      >
        {error ? <ErrorPanel error={error} /> : null}
        <Form.Item
          name="name"
          label={t('web.hooks.name')}
          rules={[{ required: true, whitespace: true, message: t('web.hooks.name.required') }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item
          name="url"
          label={t('web.hooks.url')}
          extra={t('web.hooks.url.help')}
          rules={[{ required: true, whitespace: true, message: t('web.hooks.url.required') }]}
        >
          <Input maxLength={2000} placeholder="https://example.com/heyi" />
        </Form.Item>
        <Form.Item
          name="events"
          label={t('web.hooks.events')}
          extra={t('web.hooks.events.help')}
          rules={[{ required: true, message: t('web.hooks.events.required') }]}
        >
          <Select
            mode="multiple"
            loading={types.isPending}
            options={optionsOf(types.data ?? [])}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Form.Item name="active" label={t('web.hooks.active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The secret, once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Modal
      open
      closable={false}
      title={t('web.hooks.secret')}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('web.keys_api.kept')}
        </Button>
      }
    >
      <p>{t('web.hooks.secret.once')}</p>
      <CopyBox text={secret} />
    </Modal>
  );
}
