import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useChangeMe, useMe } from '../../api/session';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { sayDone } from '../../kit/toast';
import { useChangePassword, useOwnSessions } from './api';
import { passwordRules } from './passwordRules';
import { SecondFactor } from './SecondFactor';
import { SessionList } from './SessionList';

/** My account: name, password, second factor, and where I am logged in. */
export default function AccountPage() {
  return (
    <Page title={t('web.nav.my_account')} narrow>
      <div>
        <Profile />
        <Password />
        <SecondFactor />
        <Sessions />
      </div>
    </Page>
  );
}

function Profile() {
  const me = useMe();
  const change = useChangeMe();
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={t('web.account.profile')}
      extra={
        editing ? null : (
          <Button type="link" size="small" onClick={() => setEditing(true)}>
            {t('web.record.edit')}
          </Button>
        )
      }
    >
      {editing ? (
        <Form<{ name: string }>
          layout="vertical"
          initialValues={{ name: me.name }}
          onFinish={({ name }) =>
            change.mutate(
              { name: name.trim() },
              {
                onSuccess: () => {
                  setEditing(false);
                  sayDone(t('web.form.saved'));
                },
              },
            )
          }
        >
          {change.isError ? <ErrorPanel error={change.error} /> : null}
          <Form.Item
            name="name"
            label={t('web.sign_up.name')}
            rules={[{ required: true, whitespace: true, message: t('web.sign_up.name.required') }]}
          >
            <Input autoFocus maxLength={60} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={change.isPending}>
            {t('web.save')}
          </Button>{' '}
          <Button onClick={() => setEditing(false)}>{t('web.cancel')}</Button>
        </Form>
      ) : (
        <FactList
          facts={[
            { label: t('web.account.person'), value: me.name },
            { label: t('web.login'), value: me.login },
            { label: t('web.account.company'), value: me.company },
          ]}
        />
      )}
    </Section>
  );
}

interface PasswordForm {
  current: string;
  wanted: string;
}

function Password() {
  const change = useChangePassword();
  const [form] = Form.useForm<PasswordForm>();
  return (
    <Section title={t('web.account.password')}>
      <Form<PasswordForm>
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 360 }}
        onFinish={({ current, wanted }) =>
          change.mutate(
            { current, new: wanted },
            {
              onSuccess: () => {
                form.resetFields();
                sayDone(t('web.account.password.changed'));
              },
            },
          )
        }
      >
        {change.isError ? (
          <div style={{ marginBottom: 16 }}>
            <ErrorPanel error={change.error} />
          </div>
        ) : null}
        <Form.Item
          name="current"
          label={t('web.account.password.current')}
          rules={[{ required: true, message: t('web.password.required') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="wanted"
          label={t('web.password.new')}
          extra={t('web.password.rule')}
          rules={passwordRules()}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          {t('web.account.password.change')}
        </Button>
      </Form>
    </Section>
  );
}

function Sessions() {
  const sessions = useOwnSessions();
  return (
    <Section title={t('web.account.sessions')} flush>
      <SessionList sessions={sessions} />
    </Section>
  );
}
