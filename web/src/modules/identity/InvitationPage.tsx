import { useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useAcceptInvitation } from '../../api/session';
import { EmptyState } from '../../kit/EmptyState';
import { useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Refused } from './LogInPage';
import { passwordRules } from './passwordRules';
import { PublicFrame } from './PublicFrame';

/** Accepts an invitation: a name and a password, and one is inside. */
export default function InvitationPage() {
  const { token } = useSearch({ strict: false }) as { token?: unknown };
  const accept = useAcceptInvitation();
  const go = useGo();
  return (
    <PublicFrame title={t('web.invitation.accept')} intro={t('web.invitation.intro')}>
      {token === undefined ? (
        <EmptyState small title={t('web.invitation.no_token')} />
      ) : (
        <Form<{ name: string; password: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={(values) =>
            accept.mutate(
              { token: String(token), ...values },
              { onSuccess: () => go('/', { replace: true }) },
            )
          }
        >
          <Refused problem={accept.error} />
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
            extra={t('web.password.rule')}
            rules={passwordRules()}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={accept.isPending}>
            {t('web.invitation.join')}
          </Button>
        </Form>
      )}
    </PublicFrame>
  );
}
