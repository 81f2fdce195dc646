import { Button, Form, InputNumber } from 'antd';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { Page, Section } from '../../../kit/Page';
import { SkeletonRows } from '../../../kit/Skeleton';
import { sayDone } from '../../../kit/toast';
import { useHoldDays, useSetHoldDays, type HoldDaysSaid } from './holds';

const LONGEST = 365;

/** For how many days goods are kept for customers, and for how many at most. */
export default function HoldDaysPage() {
  const days = useHoldDays();
  const save = useSetHoldDays();
  const number = { min: 1, max: LONGEST, precision: 0 };
  return (
    <Page title={t('web.nav.hold_days')}>
      <Section title={t('web.nav.hold_days')}>
        {days.isPending ? <SkeletonRows rows={2} columns={2} /> : null}
        {days.isError ? <ErrorPanel error={days.error} onRetry={() => void days.refetch()} /> : null}
        {save.isError ? <ErrorPanel error={save.error} /> : null}
        {days.data ? (
          <Form<HoldDaysSaid>
            layout="vertical"
            initialValues={{ usual_days: days.data.usual_days, most_days: days.data.most_days }}
            onFinish={(said) => save.mutate(said, { onSuccess: () => sayDone(t('web.hold.days.saved')) })}
          >
            <Form.Item name="usual_days" label={t('web.hold.days.usual')} rules={[{ required: true }]}>
              <InputNumber {...number} />
            </Form.Item>
            <Form.Item name="most_days" label={t('web.hold.days.most')} rules={[{ required: true }]}>
              <InputNumber {...number} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t('web.hold.days.save')}
            </Button>
          </Form>
        ) : null}
        <p className="soft">{t('web.hold.days.explain')}</p>
      </Section>
    </Page>
  );
}
