import { Button } from 'antd';
import { useState } from 'react';
import { isDecimal, type Decimal } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { usePaymentRules, useSetPaymentRules } from './api';
import styles from './Money.module.css';

/** 抹零上限: up to how much of an invoice may be let go as a small remainder. */
export function RoundingLimit({ changes }: { changes: boolean }) {
  const rules = usePaymentRules(true);
  const save = useSetPaymentRules();
  const [typed, setTyped] = useState<Decimal | null>();
  const limit = typed === undefined ? (rules.data?.rounding_limit ?? null) : typed;
  return (
    <Section title={t('web.rounding')}>
      {rules.isPending ? <SkeletonRows rows={1} columns={2} /> : null}
      {rules.isError ? <ErrorPanel error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      {rules.data ? (
        <div className={styles.verbs}>
          <span>{t('web.rounding.limit')}</span>
          {changes ? (
            <>
              <DecimalInput label={t('web.rounding.limit')} prefix="¥" value={limit} onChange={setTyped} />
              <Button
                disabled={typed === undefined || !isDecimal(limit)}
                loading={save.isPending}
                onClick={() =>
                  isDecimal(limit) &&
                  save.mutate(limit, {
                    onSuccess: () => {
                      setTyped(undefined);
                      sayDone(t('web.rounding.saved'));
                    },
                  })
                }
              >
                {t('web.save')}
              </Button>
            </>
          ) : (
            <b>
              ¥ <Money value={rules.data.rounding_limit} />
            </b>
          )}
        </div>
      ) : null}
    </Section>
  );
}
