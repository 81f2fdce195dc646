import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { useInvite, useRoleNames, type InvitationMade } from './api';
import { handover } from './handover';
import styles from './InviteDialog.module.css';
import { LinkDialog } from './LinkDialog';

interface InviteForm {
  login: string;
  name: string;
  role_id: string;
}

/** Invites a person: the link goes by mail, or by hand to a phone. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const roles = useRoleNames();
  const departments = useAccess().may('departments', 'list');
  const [form] = Form.useForm<InviteForm>();
  const [department, setDepartment] = useState<string>();
  const [made, setMade] = useState<InvitationMade>();
  if (made) return <Made made={made} onClose={onClose} />;
  return (
    <Modal
      open
      title={t('web.users.invite')}
      okText={t('web.users.send')}
      cancelText={t('web.cancel')}
      confirmLoading={invite.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<InviteForm>
        form={form}
        layout="vertical"
        onFinish={(values) =>
          invite.mutate(
            { ...values, ...(department ? { department_id: department } : {}) },
            { onSuccess: setMade },
          )
        }
      >
        {invite.isError ? (
          <div className={styles.panel}>
            <ErrorPanel error={invite.error} />
          </div>
        ) : null}
        <Form.Item
          name="login"
          label={t('web.login')}
          rules={[{ required: true, message: t('web.login.required') }]}
        >
          <Input autoFocus autoComplete="off" maxLength={120} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('web.account.person')}
          rules={[{ required: true, whitespace: true, message: t('web.sign_up.name.required') }]}
        >
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item
          name="role_id"
          label={t('web.role')}
          rules={[{ required: true, message: t('web.role.required') }]}
        >
          <Select
            loading={roles.isPending}
            options={(roles.data ?? []).map((role) => ({ value: role.id, label: role.name }))}
          />
        </Form.Item>
        {departments ? (
          <Form.Item label={t('web.nav.departments')}>
            <ReferencePicker
              label={t('web.nav.departments')}
              path="departments"
              value={department}
              onChange={(chosen) => setDepartment(chosen?.id)}
            />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}

function Made({ made, onClose }: { made: InvitationMade; onClose: () => void }) {
  return (
    <LinkDialog title={t('web.users.link', { name: made.name })} link={made.link} onClose={onClose}>
      {t(handover(made), { login: made.login })}
    </LinkDialog>
  );
}
