import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useSignUp, type SignUp } from '../../api/session';
import { Go, useGo } from '../../kit/Go';
import { language, t } from '../../kit/i18n';
import { DemoButton } from './DemoButton';
import { Refused } from './LogInPage';
import { PublicFrame } from './PublicFrame';
import { SignUpChoices, type Choices } from './SignUpChoices';
import { passwordRules } from './passwordRules';

type Person = Pick<SignUp, 'company' | 'name' | 'login' | 'password'>;

/** A company of one's own in under a minute: who, then one calm step about what. */
export default function SignUpPage() {
  const signUp = useSignUp();
  const go = useGo();
  const [form] = Form.useForm<Person>();
  const [person, setPerson] = useState<Person>();

  const begin = (choices: Choices): void => {
    if (!person) return;
    const body = { ...person, ...choices, language: language() };
    signUp.mutate(body, {
      onSuccess: () => go('/', { replace: true }),
      onError: () => setPerson(undefined),
    });
  };

  if (person) {
    return (
      <PublicFrame title={t('web.sign_up.choices')} intro={t('web.sign_up.choices.intro')} wide>
        <SignUpChoices busy={signUp.isPending} onDone={begin} onBack={() => setPerson(undefined)} />
      </PublicFrame>
    );
  }
  return (
    <PublicFrame
      title={t('web.sign_up')}
      intro={t('web.sign_up.intro')}
      foot={
        <>
          <p style={{ marginBottom: 12 }}>
            {t('web.sign_up.have_account')} <Go to="/log-in">{t('web.log_in')}</Go>
          </p>
          <DemoButton />
        </>
      }
    >
      <Form<Person>
        form={form}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onBlur"
        {...(signUp.variables ? { initialValues: signUp.variables } : {})}
        onFinish={setPerson}
      >
        <Refused problem={signUp.error} />
        <Form.Item
          name="company"
          label={t('web.sign_up.company')}
          rules={[{ required: true, whitespace: true, message: t('web.sign_up.company.required') }]}
        >
          <Input autoFocus autoComplete="organization" maxLength={100} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('web.sign_up.name')}
          rules={[{ required: true, whitespace: true, message: t('web.sign_up.name.required') }]}
        >
          <Input autoComplete="name" maxLength={60} />
        </Form.Item>
        <Form.Item
          name="login"
          label={t('web.login')}
          rules={[{ required: true, message: t('web.login.required') }]}
        >
          <Input autoComplete="username" maxLength={120} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('web.password')}
          extra={t('web.password.rule')}
          rules={passwordRules()}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block>
          {t('web.next')}
        </Button>
      </Form>
    </PublicFrame>
  );
}
