import { Button } from 'antd';
import { useState } from 'react';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { useNumberRules, type NumberRule } from './api';
import { NumberRuleDialog } from './NumberRuleDialog';

/** How each kind of number is made, and what comes next. */
export function Numbers() {
  const rules = useNumberRules();
  const [chosen, setChosen] = useState<NumberRule>();
  return (
    <Section title={t('web.company.numbers')} flush>
      {rules.isPending ? <SkeletonRows rows={6} columns={4} /> : null}
      {rules.isError ? <ErrorPanel error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      {rules.data ? (
        <SimpleTable<NumberRule>
          label={t('web.company.numbers')}
          columns={[
            { key: 'what', title: t('web.company.numbers.what'), cell: (rule) => tx(rule.label) },
            { key: 'prefix', title: t('web.company.numbers.prefix'), cell: (rule) => rule.prefix },
            {
              key: 'reset',
              title: t('web.company.numbers.reset'),
              cell: (rule) => tx(`web.company.reset.${rule.reset}`),
            },
            {
              key: 'next',
              title: t('web.numbers.coming'),
              cell: (rule) => <span className="figure">{rule.example}</span>,
            },
            {
              key: 'change',
              title: <span className="hidden-text">{t('web.actions')}</span>,
              numeric: true,
              cell: (rule) => (
                <Button
                  type="link"
                  size="small"
                  aria-label={t('web.numbers.change', { what: tx(rule.label) })}
                  onClick={() => setChosen(rule)}
                >
                  {t('web.record.edit')}
                </Button>
              ),
            },
          ]}
          rows={rules.data}
          rowKey={(rule) => rule.series}
        />
      ) : null}
      {chosen ? <NumberRuleDialog rule={chosen} onClose={() => setChosen(undefined)} /> : null}
    </Section>
  );
}
