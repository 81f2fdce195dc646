import { Modal, Select } from 'antd';
import { useState } from 'react';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useBillingRules, useSetBillingRules, type Estimates, type RevenuePoint } from './api';
import styles from './BillingRules.module.css';

/** 收入与发票入账方式: how the company books what leaves a choice. */
export function BillingRules({ changes }: { changes: boolean }) {
  const rules = useBillingRules();
  const save = useSetBillingRules();
  const saved = { onSuccess: () => sayDone(t('web.billing_rules.saved')) };
  const [asked, setAsked] = useState<RevenuePoint>();
  const given = { changes, saving: save.isPending };
  return (
    <Section title={t('web.billing_rules')}>
      {rules.isPending ? <SkeletonRows rows={2} columns={2} /> : null}
      {rules.isError ? <ErrorPanel error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      {rules.data ? (
        <div className={styles.row}>
          <Choice<RevenuePoint>
            {...given}
            label={t('web.billing_rules.revenue_point')}
            why={t(`web.billing_rules.revenue_point.${rules.data.revenue_point}.why`)}
            chosen={rules.data.revenue_point}
            words={{
              invoice: t('web.billing_rules.revenue_point.invoice'),
              delivery: t('web.billing_rules.revenue_point.delivery'),
            }}
            onChoose={setAsked}
          />
          <Choice<Estimates>
            {...given}
            label={t('web.billing_rules.estimates')}
            chosen={rules.data.estimates}
            words={{
              adjust: t('web.billing_rules.estimates.adjust'),
              reverse: t('web.billing_rules.estimates.reverse'),
            }}
            onChoose={(estimates) => save.mutate({ estimates }, saved)}
          />
        </div>
      ) : null}
      {asked && asked !== rules.data?.revenue_point ? (
        <Modal
          open
          title={t('web.billing_rules.revenue_point.sure', {
            point: t(`web.billing_rules.revenue_point.${asked}`),
          })}
          okText={t('web.billing_rules.revenue_point.change')}
          cancelText={t('web.cancel')}
          onCancel={() => setAsked(undefined)}
          onOk={() => {
            setAsked(undefined);
            save.mutate({ revenue_point: asked }, saved);
          }}
        >
          <p>
            {t('web.billing_rules.revenue_point.from')} {t(`web.billing_rules.revenue_point.${asked}.why`)}
          </p>
          <p className="soft">{t('web.billing_rules.revenue_point.stays')}</p>
        </Modal>
      ) : null}
    </Section>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  /** What the choice means, where its words are not enough. */
  why?: string;
  chosen: Value;
  words: Record<Value, string>;
  changes: boolean;
  saving: boolean;
  onChoose: (value: Value) => void;
}

function Choice<Value extends string>({
  label,
  why,
  chosen,
  words,
  changes,
  saving,
  onChoose,
}: ChoiceProps<Value>) {
  const options = (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }));
  return (
    <>
      <div>
        {label}
        {why ? <div className="soft">{why}</div> : null}
      </div>
      {changes ? (
        <Select<Value>
          aria-label={label}
          value={chosen}
          loading={saving}
          options={options}
          popupMatchSelectWidth={false}
          onChange={onChoose}
        />
      ) : (
        <b>{words[chosen]}</b>
      )}
    </>
  );
}
