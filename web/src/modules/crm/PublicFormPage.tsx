import { useParams } from '@tanstack/react-router';
import { Button, Checkbox, DatePicker, Form, Input, InputNumber, Select } from 'antd';
import { isDayjs } from 'dayjs';
import { useState } from 'react';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { SkeletonRows } from '../../kit/Skeleton';
import { PublicFrame } from '../identity/PublicFrame';
import { usePublicForm, useSendForm, type PublicForm } from './api';
import styles from './Crm.module.css';

/** A form for anybody who has its address: a few fields, one button, a word of thanks. */
export default function PublicFormPage() {
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const form = usePublicForm(token);
  if (!form.data) {
    return (
      <PublicFrame title={t('web.public_form')}>
        {form.isError ? <ErrorPanel error={form.error} /> : <SkeletonRows rows={4} columns={1} />}
      </PublicFrame>
    );
  }
  return <Fill token={token} form={form.data} />;
}

type Typed = Record<string, unknown> & { consent?: boolean; homepage?: string };
type Field = PublicForm['fields'][number];

const PLACE = 'field.';

function Fill({ token, form }: { token: string; form: PublicForm }) {
  const send = useSendForm(token);
  const [thanks, setThanks] = useState<string>();
  const [typed] = Form.useForm<Typed>();
  if (thanks !== undefined) {
    return (
      <PublicFrame title={form.company}>
        <p role="status" className={styles.intro}>
          {thanks || t('web.public_form.thanks')}
        </p>
      </PublicFrame>
    );
  }
  const wrong = (name: string): string | undefined =>
    send.error?.errors.find((one) => one.field === `values.${name}` || one.field === name)?.detail;
  return (
    <PublicFrame title={form.title} intro={form.company}>
      {form.intro ? <p className={styles.intro}>{form.intro}</p> : null}
      <Form<Typed>
        form={typed}
        layout="vertical"
        onFinish={(all) => {
          const values = Object.fromEntries(
            form.fields.flatMap(({ name }) => {
              const value = all[`${PLACE}${name}`];
              if (value === undefined || value === null || value === '') return [];
              return [[name, isDayjs(value) ? value.format('YYYY-MM-DD') : value]];
            }),
          );
          send.mutate(
            { values, consent: all.consent ?? false, homepage: all.homepage ?? '' },
            { onSuccess: (said) => setThanks(said.thanks) },
          );
        }}
      >
        {send.error && send.error.errors.length === 0 ? <ErrorPanel error={send.error} /> : null}
        {form.fields.map((field) => (
          <Form.Item
            key={field.name}
            name={`${PLACE}${field.name}`}
            label={field.label}
            {...(field.kind === 'boolean' ? { valuePropName: 'checked' } : {})}
            {...(wrong(field.name) ? { validateStatus: 'error' as const, help: wrong(field.name) } : {})}
            rules={field.required ? [{ required: true, message: t('web.public_form.required') }] : []}
          >
            <Entry field={field} />
          </Form.Item>
        ))}
        <div className={styles.trap} aria-hidden="true">
          <Form.Item name="homepage" label={t('web.public_form.homepage')}>
            <Input tabIndex={-1} autoComplete="off" />
          </Form.Item>
        </div>
        {form.consent ? (
          <Form.Item
            name="consent"
            valuePropName="checked"
            rules={[
              {
                validator: (_, yes: boolean | undefined) =>
                  yes ? Promise.resolve() : Promise.reject(new Error(t('web.public_form.consent_needed'))),
              },
            ]}
          >
            <Checkbox>{form.consent}</Checkbox>
          </Form.Item>
        ) : null}
        <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
          {t('web.public_form.send')}
        </Button>
      </Form>
    </PublicFrame>
  );
}

const MODES: Record<string, 'tel' | 'email' | 'url'> = { phone: 'tel', email: 'email', url: 'url' };

/** What the field's kind is entered with; the form hands value and change down. */
function Entry({ field, ...given }: { field: Field } & Record<string, unknown>) {
  switch (field.kind) {
    case 'long_text':
      return <Input.TextArea rows={3} maxLength={2000} {...given} />;
    case 'choice':
      return <Select allowClear options={field.choices} {...given} />;
    case 'date':
      return <DatePicker {...given} />;
    case 'number':
      return <InputNumber precision={0} {...given} />;
    case 'boolean':
      return <Checkbox {...given} />;
    default:
      return (
        <Input
          inputMode={MODES[field.kind] ?? 'text'}
          autoComplete={field.kind === 'phone' ? 'tel' : field.kind === 'email' ? 'email' : 'on'}
          maxLength={field.kind === 'text' ? field.max_length : 254}
          {...given}
        />
      );
  }
}
