import { useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import {
  useAcceptInvitation,
  useFoundInvitation,
  type Acceptance,
  type InvitationFound,
} from '../../api/session';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useGo } from '../../kit/Go';
import { language, t } from '../../kit/i18n';
import { SkeletonRows } from '../../kit/Skeleton';
import { needsCode } from './codes';
import { Refused } from './LogInPage';
import { passwordRules } from './passwordRules';
import { PublicFrame } from './PublicFrame';

/** Accepts an invitation: a name and a password (one's own, where the login exists), and one is inside. */
export default function InvitationPage() {
  const search = useSearch({ strict: false }) as { token?: unknown };
  const token = search.token === undefined ? undefined : String(search.token);
  const found = useFoundInvitation(token);
  if (token === undefined) {
    return (
      <PublicFrame title={t('web.invitation.accept')}>
        <EmptyState small title={t('web.invitation.no_token')} />
      </PublicFrame>
    );
  }
  if (!found.data) {
    return (
      <PublicFrame title={t('web.invitation.accept')}>
        {found.isError ? <ErrorPanel error={found.error} /> : <SkeletonRows rows={3} columns={1} />}
      </PublicFrame>
    );
  }
  return <Accept token={token} found={found.data} />;
}

type Answer = Pick<Acceptance, 'name' | 'password' | 'code'>;

function Accept({ token, found }: { token: string; found: InvitationFound }) {
  const accept = useAcceptInvitation();
  const go = useGo();
  const asksCode = needsCode(accept.error);
  return (
    <PublicFrame
      title={t('web.invitation.to', { company: found.company })}
      intro={t(found.known ? 'web.invitation.known' : 'web.invitation.intro', { login: found.login })}
    >
      <Form<Answer>
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: found.name }}
        onFinish={({ code, ...person }) =>
          accept.mutate(
            { token, language: language(), ...person, ...(code ? { code: code.trim() } : {}) },
            { onSuccess: () => go('/', { replace: true }) },
          )
        }
      >
        <Refused problem={asksCode && !accept.variables?.code ? null : accept.error} />
        <Form.Item
          name="name"
          label={t('web.sign_up.name')}
          rules={[{ required: true, whitespace: true, message: t('web.sign_up.name.required') }]}
        >
          <Input autoFocus autoComplete="name" maxLength={60} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('web.password')}
          {...(found.known ? {} : { extra: t('web.password.rule') })}
          rules={found.known ? [{ required: true, message: t('web.password.required') }] : passwordRules()}
        >
          <Input.Password autoComplete={found.known ? 'current-password' : 'new-password'} />
        </Form.Item>
        {asksCode ? (
          <Form.Item name="code" label={t('web.code')} extra={t('web.code.intro')}>
            <Input autoFocus autoComplete="one-time-code" maxLength={24} />
          </Form.Item>
        ) : null}
        <Button type="primary" htmlType="submit" block loading={accept.isPending}>
          {t('web.invitation.join')}
        </Button>
      </Form>
    </PublicFrame>
  );
}
