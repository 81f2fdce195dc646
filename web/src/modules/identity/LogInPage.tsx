import { useRouter, useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../api/problem';
import { useLogIn, type LogIn } from '../../api/session';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { needsCode } from './codes';
import { DemoButton } from './DemoButton';
import { PublicFrame } from './PublicFrame';

/** Only a way inside this app; an address from elsewhere leads nowhere. */
function inside(next: unknown): string {
  const { origin } = window.location;
  const url = typeof next === 'string' && URL.canParse(next, origin) ? new URL(next, origin) : null;
  return url?.origin === origin ? url.pathname + url.search : '/';
}

export default function LogInPage() {
  const { next } = useSearch({ strict: false }) as { next?: unknown };
  const logIn = useLogIn();
  const { history } = useRouter();
  const [first, setFirst] = useState<LogIn>();
  const enter = (values: LogIn): void =>
    logIn.mutate(values, {
      onSuccess: () => history.replace(inside(next)),
      onError: (problem) => {
        if (needsCode(problem)) setFirst(values);
      },
    });
  const refusal = logIn.error && !(needsCode(logIn.error) && !logIn.variables?.code) ? logIn.error : null;
  if (first) {
    return (
      <PublicFrame title={t('web.code.title')} intro={t('web.code.intro')}>
        <Form<{ code: string }>
          layout="vertical"
          onFinish={({ code }) => enter({ ...first, code: code.trim() })}
        >
          <Refused problem={refusal} />
          <Form.Item
            name="code"
            label={t('web.code')}
            rules={[{ required: true, message: t('web.code.required') }]}
          >
            <Input autoFocus autoComplete="one-time-code" maxLength={24} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={logIn.isPending}>
            {t('web.log_in')}
          </Button>
          <Button type="link" block onClick={() => setFirst(undefined)}>
            {t('web.back')}
          </Button>
        </Form>
      </PublicFrame>
    );
  }
  return (
    <PublicFrame
      title={t('web.log_in')}
      foot={
        <>
          <p style={{ marginBottom: 12 }}>
            {t('web.log_in.no_account')} <Go to="/sign-up">{t('web.sign_up')}</Go>
          </p>
          <DemoButton />
        </>
      }
    >
      <Form<LogIn> layout="vertical" requiredMark={false} onFinish={enter}>
        <Refused problem={refusal} />
        <Form.Item
          name="login"
          label={t('web.login')}
          rules={[{ required: true, message: t('web.login.required') }]}
        >
          <Input autoFocus autoComplete="username" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('web.password')}
          rules={[{ required: true, message: t('web.password.required') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={logIn.isPending}>
          {t('web.log_in')}
        </Button>
        <div style={{ marginTop: 8, textAlign: 'right' }}>
          <Go to="/reset">{t('web.reset.forgot')}</Go>
        </div>
      </Form>
    </PublicFrame>
  );
}

export function Refused({ problem }: { problem: Problem | null }) {
  return problem ? (
    <div style={{ marginBottom: 16 }}>
      <ErrorPanel error={problem} />
    </div>
  ) : null;
}
