import { useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useAskReset, useConfirmReset } from '../../api/session';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Refused } from './LogInPage';
import { passwordRules } from './passwordRules';
import { PublicFrame } from './PublicFrame';

/** A forgotten password: ask for a link, or, with the link, choose a new one. */
export default function ResetPage() {
  const { token } = useSearch({ strict: false }) as { token?: unknown };
  return token === undefined ? <AskReset /> : <NewPassword token={String(token)} />;
}

const toLogIn = () => <Go to="/log-in">{t('web.log_in')}</Go>;

function AskReset() {
  const ask = useAskReset();
  if (ask.isSuccess) {
    return (
      <PublicFrame title={t(ask.data.mail_service ? 'web.reset.sent' : 'web.reset.no_mail')} foot={toLogIn()}>
        {t(ask.data.mail_service ? 'web.reset.sent.why' : 'web.reset.no_mail.why')}
      </PublicFrame>
    );
  }
  return (
    <PublicFrame title={t('web.reset')} intro={t('web.reset.intro')} foot={toLogIn()}>
      <Form<{ login: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => ask.mutate(values)}
      >
        <Refused problem={ask.error} />
        <Form.Item
          name="login"
          label={t('web.login')}
          rules={[{ required: true, message: t('web.login.required') }]}
        >
          <Input autoFocus autoComplete="username" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={ask.isPending}>
          {t('web.reset.send')}
        </Button>
      </Form>
    </PublicFrame>
  );
}

function NewPassword({ token }: { token: string }) {
  const confirm = useConfirmReset();
  if (confirm.isSuccess) {
    return (
      <PublicFrame title={t('web.reset.done')} foot={toLogIn()}>
        {t('web.reset.done.why')}
      </PublicFrame>
    );
  }
  return (
    <PublicFrame title={t('web.reset.new')}>
      <Form<{ password: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ password }) => confirm.mutate({ token, new: password })}
      >
        <Refused problem={confirm.error} />
        <Form.Item
          name="password"
          label={t('web.password.new')}
          extra={t('web.password.rule')}
          rules={passwordRules()}
        >
          <Input.Password autoFocus autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={confirm.isPending}>
          {t('web.reset.set')}
        </Button>
      </Form>
    </PublicFrame>
  );
}
