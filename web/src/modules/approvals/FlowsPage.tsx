import { Button, Switch } from 'antd';
import { useMeta } from '../../api/records';
import type { Condition } from '../../api/types';
import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { oneOf, t, tx } from '../../kit/i18n';
import { groupOf } from '../../kit/list/conditions';
import { PartSentence } from '../../kit/list/Sentence';
import { Page, Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayRefused } from '../../kit/toast';
import { Reorder } from '../shaping/Reorder';
import styles from './Approvals.module.css';
import { useFlows, useOrderFlows, useSwitchFlow, useVerbs, type Flow } from './flowApi';
import { fieldsOf } from './flowFields';

/** Every flow in the order in which they are asked: the first that applies to a verb counts. */
export default function FlowsPage() {
  const flows = useFlows();
  const order = useOrderFlows();
  const go = useGo();
  const manages = useAccess().can('approvals.flow.manage');
  const rows = flows.data ?? [];
  const add = (
    <Button type="primary" onClick={() => go('/approval-flows/new')}>
      {t('web.approvals.flow.add')}
    </Button>
  );
  return (
    <Page title={t('web.nav.approval_flows')} actions={manages ? add : null}>
      {flows.isPending ? <SkeletonRows rows={5} columns={3} /> : null}
      {flows.isError ? <ErrorPanel error={flows.error} onRetry={() => void flows.refetch()} /> : null}
      {order.isError ? <ErrorPanel error={order.error} /> : null}
      {flows.data && rows.length === 0 ? (
        <EmptyState title={t('web.approvals.flow.none')} why={t('web.approvals.flow.none.why')} />
      ) : null}
      {rows.length > 0 ? (
        <Section title={t('web.approvals.flow.first_counts')}>
          <Reorder
            items={rows}
            keyOf={(flow) => flow.id}
            nameOf={(flow) => flow.name}
            onChange={(next) => order.mutate(next.map((flow) => flow.id))}
          >
            {(flow) => <FlowLine flow={flow} manages={manages} />}
          </Reorder>
        </Section>
      ) : null}
    </Page>
  );
}

function FlowLine({ flow, manages }: { flow: Flow; manages: boolean }) {
  const turn = useSwitchFlow();
  const meta = useMeta().records.find((one) => one.name === flow.record);
  const verb = useVerbs().data?.find((one) => one.record === flow.record && one.verb === flow.verb);
  const fields = fieldsOf(meta, verb);
  return (
    <div className={`${styles.stepHead} ${styles.whole}`}>
      <Go to={recordUrl('approval-flows', flow.id)}>{flow.name}</Go>
      <span className="soft">
        {oneOf(flow.record)} · {tx(`verb.${flow.verb}`)}
      </span>
      <span>
        {flow.condition ? (
          <PartSentence part={groupOf(flow.condition as unknown as Condition)} fields={fields} />
        ) : (
          <span className="soft">{t('web.approvals.flow.always')}</span>
        )}
      </span>
      <span className="soft">{flow.steps.map((step) => step.name).join(' → ')}</span>
      <span className={styles.grow} />
      {flow.running > 0 ? (
        <span className="soft">{t('web.approvals.flow.running', { count: flow.running })}</span>
      ) : null}
      <Switch
        size="small"
        aria-label={t('web.approvals.flow.on', { name: flow.name })}
        checked={flow.active}
        disabled={!manages}
        loading={turn.isPending}
        onChange={() => turn.mutate(flow, { onError: sayRefused })}
      />
    </div>
  );
}
