import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx, type MessageKey } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useChangeCompany, useCompany, type Company } from './api';
import { Numbers } from './Numbers';

/** What stands on the company's papers, and how its papers are numbered. */
export default function CompanyPage() {
  const { can } = useAccess();
  const company = useCompany();
  return (
    <Page title={t('web.nav.company_facts')} narrow>
      <div>
        {company.isPending ? <SkeletonRows rows={6} columns={2} /> : null}
        {company.isError ? <ErrorPanel error={company.error} onRetry={() => void company.refetch()} /> : null}
        {company.data ? <Facts company={company.data} mayChange={can('platform.company.manage')} /> : null}
        {can('platform.number_rule.manage') ? <Numbers /> : null}
      </div>
    </Page>
  );
}

const FIELDS = ['name', 'uscc', 'address', 'phone', 'bank_name', 'bank_account'] as const;
type Typed = Partial<Record<(typeof FIELDS)[number], string | null>>;
const label = (field: (typeof FIELDS)[number]): string => t(`web.company.${field}` as MessageKey);

function Facts({ company, mayChange }: { company: Company; mayChange: boolean }) {
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={t('web.nav.company_facts')}
      extra={
        mayChange && !editing ? (
          <Button type="link" size="small" onClick={() => setEditing(true)}>
            {t('web.record.edit')}
          </Button>
        ) : null
      }
    >
      {editing ? (
        <FactsForm company={company} onClose={() => setEditing(false)} />
      ) : (
        <FactList
          facts={[
            ...FIELDS.map((field) => ({ label: label(field), value: company[field] })),
            { label: t('web.sign_up.taxpayer'), value: tx(`web.taxpayer.${company.taxpayer}`) },
            { label: t('web.company.currency'), value: company.currency },
            { label: t('web.company.time_zone'), value: company.time_zone },
          ]}
        />
      )}
    </Section>
  );
}

function FactsForm({ company, onClose }: { company: Company; onClose: () => void }) {
  const [begun] = useState(company);
  const change = useChangeCompany(begun.version);
  const [form] = Form.useForm<Typed>();
  const refused = change.error?.errors;
  useEffect(() => {
    const told = (refused ?? []).filter((item): item is typeof item & { field: keyof Typed } =>
      FIELDS.some((field) => field === item.field),
    );
    form.setFields(told.map((item) => ({ name: item.field, errors: [item.detail] })));
    if (told[0]) form.focusField(told[0].field);
  }, [form, refused]);
  const save = (typed: Typed): void => {
    const changed = FIELDS.flatMap((field) => {
      const value = typed[field]?.trim() || null;
      return value === begun[field] ? [] : [[field, value] as const];
    });
    if (changed.length === 0) return onClose();
    change.mutate(Object.fromEntries(changed), {
      onSuccess: () => {
        sayDone(t('web.form.saved'));
        onClose();
      },
    });
  };
  return (
    <Form<Typed> form={form} layout="vertical" initialValues={begun} validateTrigger="onBlur" onFinish={save}>
      {change.isError ? (
        <div style={{ marginBottom: 16 }}>
          <ErrorPanel error={change.error} />
        </div>
      ) : null}
      {FIELDS.map((field) => (
        <Form.Item
          key={field}
          name={field}
          label={label(field)}
          rules={
            field === 'name'
              ? [{ required: true, whitespace: true, message: t('web.sign_up.company.required') }]
              : []
          }
        >
          <Input autoFocus={field === 'name'} maxLength={200} />
        </Form.Item>
      ))}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('web.save')}
      </Button>{' '}
      <Button onClick={onClose}>{t('web.cancel')}</Button>
    </Form>
  );
}
