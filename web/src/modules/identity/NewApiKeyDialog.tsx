import { Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useMe } from '../../api/session';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import { useCreateApiKey, usePermissions } from './api';
import styles from './InviteDialog.module.css';

interface NewKey {
  name: string;
  scopes: string[];
  until?: Dayjs | null;
}

/** A key with a name, an end, and only the rights its program needs. It is shown once. */
export function NewApiKeyDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateApiKey();
  const permissions = usePermissions();
  const held = new Set(useMe().permissions);
  const [form] = Form.useForm<NewKey>();
  const [key, setKey] = useState<string>();
  if (key) return <Made value={key} onClose={onClose} />;
  const options = (permissions.data ?? [])
    .filter((permission) => held.has(permission.name))
    .map((permission) => ({ value: permission.name, label: tx(permission.label) }));
  const choose = (chosen: { value: string }[]): void => {
    form.setFieldValue(
      'scopes',
      chosen.map((option) => option.value),
    );
    void form.validateFields(['scopes']);
  };
  return (
    <Modal
      open
      title={t('web.keys_api.create')}
      okText={t('web.create')}
      cancelText={t('web.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<NewKey>
        form={form}
        layout="vertical"
        onFinish={({ name, scopes, until }) =>
          create.mutate(
            { name: name.trim(), scopes, ...(until ? { expires_at: until.endOf('day').toISOString() } : {}) },
            { onSuccess: (made) => setKey(made.key) },
          )
        }
      >
        {create.isError ? (
          <div className={styles.panel}>
            <ErrorPanel error={create.error} />
          </div>
        ) : null}
        <Form.Item
          name="name"
          label={t('web.keys_api.name')}
          extra={t('web.keys_api.name.help')}
          rules={[{ required: true, whitespace: true, message: t('web.keys_api.name.required') }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t('web.keys_api.scopes')}
          extra={
            <>
              <Button type="link" size="small" onClick={() => choose(options)}>
                {t('web.keys_api.all')}
              </Button>
              <Button type="link" size="small" onClick={() => choose(options.filter(onlyReads))}>
                {t('web.keys_api.read_only')}
              </Button>
            </>
          }
          rules={[{ required: true, message: t('web.keys_api.scopes.required') }]}
        >
          <Select mode="multiple" options={options} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item name="until" label={t('web.keys_api.until')} extra={t('web.keys_api.until.help')}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const onlyReads = (option: { value: string }): boolean => option.value.endsWith('.view');

function Made({ value, onClose }: { value: string; onClose: () => void }) {
  return (
    <Modal
      open
      closable={false}
      title={t('web.keys_api.made_title')}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('web.keys_api.kept')}
        </Button>
      }
    >
      <p>{t('web.keys_api.once')}</p>
      <div className={styles.link}>
        <code>{value}</code>
        <Button
          size="small"
          onClick={() => void navigator.clipboard.writeText(value).then(() => sayDone(t('web.copied')))}
        >
          {t('web.copy')}
        </Button>
      </div>
    </Modal>
  );
}
