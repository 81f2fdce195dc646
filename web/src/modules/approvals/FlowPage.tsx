import { useParams } from '@tanstack/react-router';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useMeta } from '../../api/records';
import type { Condition } from '../../api/types';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { recordUrl, useGo } from '../../kit/Go';
import { oneOf, t, tx } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useSave } from '../../kit/useSave';
import { Reorder } from '../shaping/Reorder';
import styles from './Approvals.module.css';
import { ConditionRow } from './ConditionRow';
import { DryRunSection } from './DryRunSection';
import {
  useFlow,
  useSaveFlow,
  useVerbs,
  type Flow,
  type FlowBody,
  type StepBody,
  type Verb,
} from './flowApi';
import { bodyOf, fieldsOf, freeKey, newFlow, newStep } from './flowFields';
import { Labelled, OneOf, StepCard } from './StepCard';
import { VersionsSection } from './VersionsSection';

/** A flow: when it applies, its steps, and whom it would ask for a real record. */
export default function FlowPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const isNew = id === 'new';
  const flow = useFlow(id, !isNew);
  const verbs = useVerbs();
  const error = flow.error ?? verbs.error;
  if (error)
    return (
      <Page title={t('web.nav.approval_flows')}>
        <ErrorPanel error={error} />
      </Page>
    );
  if (!verbs.data || (!isNew && !flow.data)) return <SkeletonPage />;
  return <Editor key={flow.data?.version ?? 'new'} flow={isNew ? undefined : flow.data} verbs={verbs.data} />;
}

function Editor({ flow, verbs }: { flow: Flow | undefined; verbs: Verb[] }) {
  const [draft, setDraft] = useState<FlowBody>(
    () => flow ?? newFlow(t('web.approvals.flow.new_name'), t('web.approvals.who.head')),
  );
  const [touched, setTouched] = useState(false);
  const { records } = useMeta();
  const go = useGo();
  const save = useSaveFlow(flow);
  const leave = useLeaveGuard(touched);
  const manages = useAccess().can('approvals.flow.manage');
  const verb = verbs.find((one) => one.record === draft.record && one.verb === draft.verb);
  const fields = fieldsOf(
    records.find((one) => one.name === draft.record),
    verb,
  );
  const put = (change: Partial<FlowBody>): void => {
    setTouched(true);
    setDraft({ ...draft, ...change });
  };
  const button = useSave(
    () =>
      save.mutate(bodyOf(draft), {
        onSuccess: (saved) => {
          leave.release();
          setTouched(false);
          sayDone(t('web.approvals.flow.saved', { number: saved.number }));
          if (!flow) go(recordUrl('approval-flows', saved.id), { replace: true });
        },
      }),
    { pending: save.isPending },
  );
  return (
    <Page
      title={flow?.name ?? t('web.approvals.flow.add')}
      facts={flow ? <span>v{flow.number}</span> : null}
      actions={
        manages ? (
          <Button type="primary" {...button}>
            {t('web.save')}
          </Button>
        ) : null
      }
    >
      {leave.question}
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      <Section title={t('web.approvals.flow.when')}>
        <div className={styles.stepFields}>
          <Labelled label={t('web.approvals.flow.name')}>
            <Input
              maxLength={60}
              aria-label={t('web.approvals.flow.name')}
              value={draft.name}
              onChange={(event) => put({ name: event.target.value })}
            />
          </Labelled>
          <Labelled label={t('web.approvals.flow.verb')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={t('web.approvals.flow.verb')}
              disabled={flow !== undefined}
              value={`${draft.record} ${draft.verb}`}
              options={verbs.map((one) => ({
                value: `${one.record} ${one.verb}`,
                label: `${oneOf(one.record)} · ${tx(one.label)}`,
              }))}
              onChange={(next) => {
                const [record = '', name = ''] = next.split(' ');
                const steps = draft.steps.map((step) => ({ ...step, condition: null }));
                put({ record, verb: name, condition: null, lifts: [], steps });
              }}
            />
          </Labelled>
          <ConditionRow
            label={t('web.approvals.flow.applies')}
            fields={fields}
            condition={(draft.condition ?? null) as Condition | null}
            onChange={(condition) => put({ condition: condition as FlowBody['condition'] & object })}
          />
          <Manners draft={draft} verb={verb} put={put} />
        </div>
      </Section>
      <Steps draft={draft} fields={fields} put={put} />
      <DryRunSection flow={bodyOf(draft)} />
      {flow ? <VersionsSection id={flow.id} /> : null}
    </Page>
  );
}

interface PartProps {
  draft: FlowBody;
  put: (change: Partial<FlowBody>) => void;
}

/** What holds for the flow as a whole: rules that it lifts, the applicant himself, who is asked twice. */
function Manners({ draft, verb, put }: PartProps & { verb: Verb | undefined }) {
  return (
    <>
      <Labelled label={t('web.approvals.flow.own')}>
        <OneOf
          label={t('web.approvals.flow.own')}
          values={['pass', 'superior', 'ask'] as const}
          word={(one) => t(`web.approvals.own.${one}`)}
          value={draft.own}
          onChange={(own) => put({ own })}
        />
      </Labelled>
      <Labelled label={t('web.approvals.flow.repeated')}>
        <OneOf
          label={t('web.approvals.flow.repeated')}
          values={['skip', 'ask'] as const}
          word={(one) => t(`web.approvals.repeated.${one}`)}
          value={draft.repeated}
          onChange={(repeated) => put({ repeated })}
        />
      </Labelled>
      <Labelled label={t('web.approvals.flow.resubmit')}>
        <OneOf
          label={t('web.approvals.flow.resubmit')}
          values={['from_step', 'from_start'] as const}
          word={(one) => t(`web.approvals.resubmit.${one}`)}
          value={draft.resubmit}
          onChange={(resubmit) => put({ resubmit })}
        />
      </Labelled>
      {(verb?.lifts ?? []).map((rule) => (
        <Checkbox
          key={rule}
          checked={draft.lifts.includes(rule)}
          onChange={(event) =>
            put({
              lifts: event.target.checked
                ? [...draft.lifts, rule]
                : draft.lifts.filter((one) => one !== rule),
            })
          }
        >
          {t('web.approvals.flow.lifts', { rule: tx(`approval.fact.${rule}`) })}
        </Checkbox>
      ))}
    </>
  );
}

function Steps({ draft, fields, put }: PartProps & { fields: ReturnType<typeof fieldsOf> }) {
  const change = (at: number, step: StepBody): void =>
    put({ steps: draft.steps.map((other, place) => (place === at ? step : other)) });
  return (
    <Section
      title={t('web.approvals.flow.steps')}
      extra={
        <Button
          size="small"
          onClick={() =>
            put({ steps: [...draft.steps, newStep(draft.steps, t('web.approvals.step.new_name'))] })
          }
        >
          {t('web.approvals.step.add')}
        </Button>
      }
    >
      <Reorder
        items={draft.steps}
        keyOf={(step) => step.key}
        nameOf={(step) => step.name}
        onChange={(steps) => put({ steps })}
      >
        {(step, at) => (
          <StepCard
            step={step}
            fields={fields}
            onChange={(next) => change(at, next)}
            onCopy={() => put({ steps: [...draft.steps, { ...step, key: freeKey(draft.steps) }] })}
            onRemove={
              draft.steps.length > 1
                ? () => put({ steps: draft.steps.filter((_, place) => place !== at) })
                : undefined
            }
          />
        )}
      </Reorder>
    </Section>
  );
}
