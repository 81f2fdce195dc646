import { Select } from 'antd';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useBillingRules, useSetBillingRules, type Estimates } from './api';
import styles from './BillingRules.module.css';

/** 发票入账方式: how the company books what leaves a choice. */
export function BillingRules({ changes }: { changes: boolean }) {
  const rules = useBillingRules();
  const save = useSetBillingRules();
  const words = {
    adjust: t('web.billing_rules.estimates.adjust'),
    reverse: t('web.billing_rules.estimates.reverse'),
  };
  return (
    <Section title={t('web.billing_rules')}>
      {rules.isPending ? <SkeletonRows rows={1} columns={2} /> : null}
      {rules.isError ? <ErrorPanel error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      {rules.data ? (
        <div className={styles.row}>
          <span>{t('web.billing_rules.estimates')}</span>
          {changes ? (
            <Select
              aria-label={t('web.billing_rules.estimates')}
              value={rules.data.estimates}
              loading={save.isPending}
              options={Object.entries(words).map(([value, label]) => ({ value, label }))}
              onChange={(estimates: Estimates) =>
                save.mutate({ estimates }, { onSuccess: () => sayDone(t('web.billing_rules.saved')) })
              }
            />
          ) : (
            <b>{words[rules.data.estimates]}</b>
          )}
        </div>
      ) : null}
    </Section>
  );
}
