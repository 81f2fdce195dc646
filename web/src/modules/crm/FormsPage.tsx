import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useMeta } from '../../api/records';
import { useAccess } from '../../kit/access';
import { CopyBox } from '../../kit/CopyBox';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { useSaveForm, useWebForms, type FormBody, type WebForm } from './api';
import styles from './Crm.module.css';
import { downloadPng } from './qrPicture';

const ASKABLE = new Set([
  'text',
  'long_text',
  'phone',
  'email',
  'url',
  'choice',
  'date',
  'number',
  'boolean',
]);
const OURS = new Set(['source', 'level', 'owner_id', 'state']);

/** Public forms: each with its address and QR picture, and how many were sent. */
export default function FormsPage() {
  const forms = useWebForms();
  const may = useAccess().can('crm.form.manage');
  const [open, setOpen] = useState<WebForm | 'new' | null>(null);
  return (
    <Page
      title={t('web.nav.web_forms')}
      actions={
        may ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('web.forms.add')}
          </Button>
        ) : null
      }
    >
      {forms.isError ? <ErrorPanel error={forms.error} /> : null}
      {forms.isPending ? <SkeletonRows rows={4} columns={3} /> : null}
      {forms.data?.length === 0 ? (
        <EmptyState title={t('web.forms.none')} why={t('web.forms.none.why')} />
      ) : null}
      <div className={styles.cards}>
        {(forms.data ?? []).map((form) => (
          <Section
            key={form.id}
            title={form.name}
            extra={
              <>
                <span className="soft">
                  {form.active ? t('web.forms.received', { count: form.received }) : t('web.forms.off')}
                </span>
                <Button size="small" onClick={() => setOpen(form)}>
                  {t('web.record.edit')}
                </Button>
              </>
            }
          >
            <div className={styles.qr}>
              <img
                width={148}
                height={148}
                alt={t('web.forms.qr', { name: form.name })}
                src={`data:image/svg+xml;utf8,${encodeURIComponent(form.qr_svg)}`}
              />
              <div>
                <p>{form.title}</p>
                <p className="soft">
                  {form.fields.map((field) => tx(`field.lead.${field.name}`)).join('、')}
                </p>
                <CopyBox text={form.link} />
                <div className={styles.qrActions}>
                  <Button size="small" href={form.link} target="_blank" rel="noopener">
                    {t('web.forms.open')}
                  </Button>
                  <Button
                    size="small"
                    onClick={() => void downloadPng(form.qr_svg, form.name).catch(sayRefused)}
                  >
                    {t('web.forms.png')}
                  </Button>
                </div>
              </div>
            </div>
          </Section>
        ))}
      </div>
      {open ? <FormDialog form={open === 'new' ? undefined : open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

type Typed = Omit<FormBody, 'fields'> & { asked: string[]; required: string[] };

function FormDialog({ form, onClose }: { form: WebForm | undefined; onClose: () => void }) {
  const save = useSaveForm(form);
  const [typed] = Form.useForm<Typed>();
  const asked = Form.useWatch('asked', typed) ?? [];
  const lead = useMeta().records.find((item) => item.name === 'lead')?.fields ?? [];
  const askable = lead.filter(
    (field) => ASKABLE.has(field.kind) && !field.read_only && !field.unique && !OURS.has(field.name),
  );
  const sources = lead.find((field) => field.name === 'source')?.choices ?? [];
  const label = (name: string): string => tx(askable.find((field) => field.name === name)?.label) || name;
  return (
    <Modal
      open
      width={640}
      title={form ? form.name : t('web.forms.add')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={save.isPending}
      onOk={() => typed.submit()}
      onCancel={onClose}
    >
      <Form<Typed>
        form={typed}
        layout="vertical"
        initialValues={
          form
            ? {
                ...form,
                asked: form.fields.map((field) => field.name),
                required: form.fields.filter((field) => field.required).map((field) => field.name),
              }
            : {
                active: true,
                source: 'web_form',
                title: t('web.forms.title.usual'),
                consent: t('web.forms.consent.usual'),
                thanks: t('web.forms.thanks.usual'),
                asked: ['contact_name', 'phone', 'note'],
                required: ['contact_name', 'phone'],
              }
        }
        onFinish={({ asked: names, required, name, active, title, intro, consent, thanks, source }) =>
          save.mutate(
            {
              name,
              active: active ?? true,
              title,
              intro: intro ?? '',
              consent: consent ?? '',
              thanks: thanks ?? '',
              source,
              fields: names.map((one) => ({ name: one, required: (required ?? []).includes(one) })),
            },
            {
              onSuccess: () => {
                sayDone(t('web.form.saved'));
                onClose();
              },
            },
          )
        }
      >
        {save.error ? <ErrorPanel error={save.error} /> : null}
        <Form.Item
          name="name"
          label={t('web.forms.name')}
          rules={[{ required: true, whitespace: true, message: t('web.forms.name.required') }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item
          name="title"
          label={t('web.forms.title')}
          rules={[{ required: true, whitespace: true, message: t('web.forms.title.required') }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="intro" label={t('web.forms.intro')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Form.Item
          name="asked"
          label={t('web.forms.fields')}
          rules={[{ required: true, message: t('web.forms.fields.required') }]}
        >
          <Select
            mode="multiple"
            options={askable.map((field) => ({ value: field.name, label: tx(field.label) }))}
          />
        </Form.Item>
        <Form.Item name="required" label={t('web.forms.must')}>
          <Checkbox.Group options={asked.map((name) => ({ value: name, label: label(name) }))} />
        </Form.Item>
        <Form.Item name="source" label={tx('field.lead.source')}>
          <Select options={sources.map((choice) => ({ value: choice.value, label: tx(choice.label) }))} />
        </Form.Item>
        <Form.Item name="consent" label={t('web.forms.consent')} extra={t('web.forms.consent.help')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Form.Item name="thanks" label={t('web.forms.thanks')}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Form.Item name="active" label={t('web.forms.active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
