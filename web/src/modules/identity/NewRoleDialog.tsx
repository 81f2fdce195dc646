import { Form, Input, Modal, Select } from 'antd';
import type { Schemas } from '../../api/client';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { useCreateRole, type Role } from './api';

/** A role begins with all that another allows, rows and fields included. */
const likeRole = (name: string, like: Role | undefined): Schemas['CreateRoleBody'] => ({
  name,
  permissions: like?.permissions ?? [],
  scopes: (like?.scopes ?? {}) as Schemas['CreateRoleBody']['scopes'],
  fields: (like?.fields ?? {}) as Schemas['CreateRoleBody']['fields'],
});

interface NewRole {
  name: string;
  like?: string;
}

/** A new role, empty or beginning as a copy of another. */
export function NewRoleDialog({ roles, onClose }: { roles: Role[]; onClose: () => void }) {
  const create = useCreateRole();
  const [form] = Form.useForm<NewRole>();
  return (
    <Modal
      open
      title={t('web.roles.create')}
      okText={t('web.create')}
      cancelText={t('web.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<NewRole>
        form={form}
        layout="vertical"
        onFinish={({ name, like }) =>
          create.mutate(
            likeRole(
              name.trim(),
              roles.find((role) => role.id === like),
            ),
            { onSuccess: onClose },
          )
        }
      >
        {create.isError ? <ErrorPanel error={create.error} /> : null}
        <Form.Item
          name="name"
          label={t('web.roles.name')}
          rules={[{ required: true, whitespace: true, message: t('web.roles.name.required') }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="like" label={t('web.roles.like')}>
          <Select allowClear options={roles.map((role) => ({ value: role.id, label: role.name ?? '' }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
