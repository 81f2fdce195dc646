import { Button, Form, Input } from 'antd';
import { compare, divide, multiply, parseDecimal, round } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useDiscountLimits, useSetDiscountLimits, type DiscountLimit } from './api';

const PLACES = 4;

/** Empty, or a percentage that a share of six places keeps. */
const PERCENT = {
  validator: (_: unknown, typed: string | undefined): Promise<void> => {
    if (!typed?.trim()) return Promise.resolve();
    const percent = parseDecimal(typed);
    const fits =
      percent !== null &&
      compare(percent, '0') >= 0 &&
      compare(percent, '100') <= 0 &&
      compare(percent, round(percent, PLACES)) === 0;
    return fits ? Promise.resolve() : Promise.reject(new Error(t('web.discount_limits.no_percent')));
  },
};

/** How far below the lists each role may sell. */
export default function DiscountLimitsPage() {
  const limits = useDiscountLimits();
  return (
    <Page title={t('web.nav.discount_limits')}>
      <Section title={t('web.nav.discount_limits')}>
        {limits.isPending ? <SkeletonRows rows={4} columns={2} /> : null}
        {limits.isError ? <ErrorPanel error={limits.error} onRetry={() => void limits.refetch()} /> : null}
        {limits.data ? <Limits limits={limits.data} /> : null}
        <p className="soft">{t('web.discount_limits.explain')}</p>
      </Section>
    </Page>
  );
}

function Limits({ limits }: { limits: DiscountLimit[] }) {
  const save = useSetDiscountLimits();
  const percents = Object.fromEntries(
    limits.map(({ role_id, most }) => [role_id, most === null ? '' : multiply(most, '100')]),
  );
  const onFinish = (typed: Record<string, string>): void => {
    const said = limits.map(({ role_id }) => {
      const percent = parseDecimal(typed[role_id] ?? '');
      return { role_id, most: percent === null ? null : divide(percent, '100') };
    });
    save.mutate({ limits: said }, { onSuccess: () => sayDone(t('web.form.saved')) });
  };
  return (
    <Form<Record<string, string>> layout="vertical" initialValues={percents} onFinish={onFinish}>
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      {limits.map(({ role_id, role }) => (
        <Form.Item
          key={role_id}
          name={role_id}
          label={t('web.discount_limits.most', { role })}
          rules={[PERCENT]}
        >
          <Input
            suffix="%"
            inputMode="decimal"
            autoComplete="off"
            placeholder={t('web.discount_limits.none')}
          />
        </Form.Item>
      ))}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('web.discount_limits.save')}
      </Button>
    </Form>
  );
}
