import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { useCompany } from './api';
import { useDemoData, useFillWithDemoData, useStartOver } from './words';

/** Demo data in one's own company, and starting over without it. */
export default function DemoDataPage() {
  const state = useDemoData();
  const fill = useFillWithDemoData();
  const [asking, setAsking] = useState(false);
  return (
    <Page title={t('web.nav.demo_data')} narrow>
      <div>
        {state.isPending ? <SkeletonRows rows={4} columns={2} /> : null}
        {state.isError ? <ErrorPanel error={state.error} onRetry={() => void state.refetch()} /> : null}
        {state.data ? (
          <>
            <Section title={t('web.demo_data.fill')} extra={<Go to="/jobs">{t('web.nav.jobs')}</Go>}>
              <p>{t('web.demo_data.fill.explain')}</p>
              {state.data.may_fill ? null : <p className="soft">{t('web.demo_data.fill.too_late')}</p>}
              <Button
                disabled={!state.data.may_fill || fill.isSuccess}
                loading={fill.isPending}
                onClick={() =>
                  fill.mutate(
                    {},
                    { onSuccess: () => sayDone(t('web.demo_data.filling')), onError: sayRefused },
                  )
                }
              >
                {t('web.demo_data.fill')}
              </Button>
            </Section>
            <Section title={t('web.start_over')}>
              <p>{t('web.start_over.explain')}</p>
              <p className="soft">{t('web.start_over.left_behind')}</p>
              <Button danger disabled={!state.data.may_start_over} onClick={() => setAsking(true)}>
                {t('web.start_over')}
              </Button>
            </Section>
          </>
        ) : null}
        {asking ? <StartOverDialog onClose={() => setAsking(false)} /> : null}
      </div>
    </Page>
  );
}

function StartOverDialog({ onClose }: { onClose: () => void }) {
  const company = useCompany();
  const startOver = useStartOver();
  const [form] = Form.useForm<{ company: string; password: string }>();
  const name = company.data?.name ?? '';
  return (
    <Modal
      open
      title={t('web.start_over')}
      okText={t('web.start_over')}
      okButtonProps={{ danger: true }}
      cancelText={t('web.cancel')}
      confirmLoading={startOver.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(sure) => startOver.mutate(sure, { onSuccess: () => window.location.assign('/') })}
      >
        {startOver.isError ? <ErrorPanel error={startOver.error} /> : null}
        <Form.Item
          name="company"
          label={t('web.start_over.company', { name })}
          rules={[{ required: true, message: t('web.start_over.company.required') }]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('web.start_over.password')}
          rules={[{ required: true, message: t('web.start_over.password.required') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
