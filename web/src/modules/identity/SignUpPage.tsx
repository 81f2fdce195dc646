import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { FieldProblem, Problem } from '../../api/problem';
import { useSignUp, type SignUp } from '../../api/session';
import { Go, useGo } from '../../kit/Go';
import { language, t } from '../../kit/i18n';
import { DemoButton } from './DemoButton';
import { Refused } from './LogInPage';
import { PublicFrame } from './PublicFrame';
import { firstChoices, SignUpChoices, type Choices } from './SignUpChoices';
import { isLogin, loginRules, passwordRules } from './passwordRules';

type Person = Pick<SignUp, 'company' | 'name' | 'login' | 'password'>;
const TYPED: readonly string[] = ['company', 'name', 'login', 'password'] satisfies (keyof Person)[];

type TypedProblem = FieldProblem & { field: keyof Person };

const refusedFields = (problem: Problem | null): TypedProblem[] =>
  (problem?.errors ?? []).filter((item): item is TypedProblem => TYPED.includes(item.field));

/** A company of one's own in under a minute: who, then one calm step about what. */
export default function SignUpPage() {
  const signUp = useSignUp();
  const go = useGo();
  const [form] = Form.useForm<Person>();
  const [person, setPerson] = useState<Person>();
  const [choosing, setChoosing] = useState(false);
  const [choices, setChoices] = useState<Choices>(firstChoices);
  const refused = signUp.error;

  // A refusal of what was typed is shown where it was typed, with the cursor there.
  useEffect(() => {
    if (choosing) return;
    const told = refusedFields(refused);
    form.setFields(told.map(({ field, detail }) => ({ name: field, errors: [detail] })));
    if (told[0]) form.focusField(told[0].field);
  }, [form, refused, choosing]);

  const begin = (): void => {
    if (!person) return;
    signUp.mutate(
      { ...person, ...choices, language: language() },
      {
        onSuccess: () => go('/', { replace: true }),
        onError: (problem) => {
          if (refusedFields(problem).length > 0) setChoosing(false);
        },
      },
    );
  };

  if (choosing) {
    return (
      <PublicFrame title={t('web.sign_up.choices')} intro={t('web.sign_up.choices.intro')} wide>
        <Refused problem={refused} />
        <SignUpChoices
          busy={signUp.isPending}
          choices={choices}
          onChange={setChoices}
          onDone={begin}
          onBack={() => {
            signUp.reset();
            setChoosing(false);
          }}
        />
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
        {...(person ? { initialValues: person } : {})}
        onFinish={(values) => {
          signUp.reset();
          setPerson(values);
          setChoosing(true);
        }}
      >
        <Refused problem={refused} />
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
        <Form.Item name="login" label={t('web.login')} rules={loginRules()}>
          <Input autoComplete="username" maxLength={120} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('web.password')}
          extra={t('web.password.rule')}
          dependencies={['login']}
          rules={[
            ...passwordRules(),
            ({ getFieldValue }) => ({
              validator: (_, password: string | undefined) =>
                isLogin(password, getFieldValue('login') as string | undefined)
                  ? Promise.reject(new Error(t('web.password.is_login')))
                  : Promise.resolve(),
            }),
          ]}
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
