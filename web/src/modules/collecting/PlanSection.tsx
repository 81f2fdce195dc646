import { Button } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { DateText } from '../../kit/DateText';
import { isPositive, isZero } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { useReceiptPlan, type Instalment, type ReceiptPlan } from './api';
import { CollectDialog } from './CollectDialog';
import styles from './Collecting.module.css';
import { PlanDialog } from './PlanDialog';

/** 回款计划 of an order: its instalments, what came, and what may be done about it. */
export function PlanSection({ order }: { order: string }) {
  const { can } = useAccess();
  const plan = useReceiptPlan(order, can('collecting.plan.view'));
  const [open, setOpen] = useState<'plan' | 'collect'>();
  if (!can('collecting.plan.view') || plan.error?.status === 403) return null;
  const may = plan.data?.allowed_actions ?? [];
  const close = (): void => setOpen(undefined);
  return (
    <Section
      title={t('web.collecting.plan')}
      flush
      extra={
        <span className={styles.verbs}>
          {may.includes('plan') ? (
            <Button size="small" onClick={() => setOpen('plan')}>
              {t(plan.data?.lines.length ? 'web.collecting.change' : 'web.collecting.make')}
            </Button>
          ) : null}
          {may.includes('collect') ? (
            <Button size="small" onClick={() => setOpen('collect')}>
              {t('web.collecting.collect')}
            </Button>
          ) : null}
        </span>
      }
    >
      {plan.isPending ? <SkeletonRows rows={2} columns={5} /> : null}
      {plan.isError ? <ErrorPanel error={plan.error} onRetry={() => void plan.refetch()} /> : null}
      {plan.data ? <Lines plan={plan.data} /> : null}
      {plan.data && open === 'plan' ? <PlanDialog plan={plan.data} onClose={close} /> : null}
      {plan.data && open === 'collect' ? <CollectDialog plan={plan.data} onClose={close} /> : null}
    </Section>
  );
}

function Lines({ plan }: { plan: ReceiptPlan }) {
  if (plan.lines.length === 0) {
    return isZero(plan.collected) ? (
      <EmptyState small title={t('web.collecting.no_plan')} />
    ) : (
      <p className={styles.said}>
        <Sums plan={plan} />
      </p>
    );
  }
  return (
    <>
      <SimpleTable<Instalment>
        label={t('web.collecting.plan')}
        columns={[
          { key: 'position', title: t('web.collecting.position'), width: 56, cell: (line) => line.position },
          {
            key: 'due',
            title: t('web.collecting.due_on'),
            width: 116,
            cell: (line) => <DateText value={line.due_on} />,
          },
          {
            key: 'amount',
            title: t('web.collecting.amount'),
            numeric: true,
            cell: (line) => <Money value={line.asked} />,
          },
          {
            key: 'collected',
            title: t('web.collecting.collected'),
            numeric: true,
            cell: (line) => <Money value={line.collected} />,
          },
          {
            key: 'state',
            title: t('web.collecting.state'),
            cell: (line) => (
              <span className={styles.verbs}>
                <Status state={line.state} label={`web.collecting.state.${line.state}`} />
                <Late line={line} />
              </span>
            ),
          },
          { key: 'note', title: t('web.note'), cell: (line) => line.note },
        ]}
        rows={plan.lines}
        rowKey={(line) => String(line.position)}
      />
      <p className={styles.said}>
        <Sums plan={plan} />
      </p>
    </>
  );
}

/** By how many days the money came, or has not come, after its day. */
function Late({ line }: { line: Instalment }) {
  const days = line.days_late ?? 0;
  if (days === 0) return null;
  if (line.paid_on === null) return <small className="negative">{t('web.collecting.late', { days })}</small>;
  return (
    <small className="soft">
      {days > 0 ? t('web.collecting.was_late', { days }) : t('web.collecting.was_early', { days: -days })}
    </small>
  );
}

function Sums({ plan }: { plan: ReceiptPlan }) {
  return (
    <>
      <span>
        {t('web.collecting.collected')} <Money value={plan.collected} />
      </span>
      {isPositive(plan.ahead) ? (
        <span className="soft">
          {t('web.collecting.ahead')} <Money value={plan.ahead} />
        </span>
      ) : null}
      <span>
        {t('web.collecting.open')} <Money value={plan.open} />
      </span>
    </>
  );
}
