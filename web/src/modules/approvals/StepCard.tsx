import { Button, Input, InputNumber, Select } from 'antd';
import type { Condition, FieldMeta } from '../../api/types';
import { t, tx } from '../../kit/i18n';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { ReferencesPicker } from '../../kit/ReferencesPicker';
import styles from './Approvals.module.css';
import { ConditionRow } from './ConditionRow';
import type { StepBody } from './flowApi';
import { ACTIVE } from './words';

const WHO = ['people', 'role', 'head', 'superior', 'superiors', 'chosen', 'applicant'] as const;
const MODES = ['any', 'all', 'in_turn'] as const;
const NOBODY = ['administrator', 'pass', 'person', 'refuse'] as const;
const AT_TIMEOUT = ['remind', 'hand_on', 'pass', 'refuse'] as const;

interface StepCardProps {
  step: StepBody;
  fields: FieldMeta[];
  onChange: (step: StepBody) => void;
  onCopy: () => void;
  /** Absent where it is the only one. */
  onRemove?: (() => void) | undefined;
}

/** One step: whom it asks and how, on which condition, and what happens where nobody is found or nobody answers. */
export function StepCard({ step, fields, onChange, onCopy, onRemove }: StepCardProps) {
  const put = (change: Partial<StepBody>): void => onChange({ ...step, ...change });
  const copies = step.kind === 'copy';
  return (
    <div className={styles.step} role="group" aria-label={step.name}>
      <div className={styles.stepHead}>
        <Input
          style={{ width: 200 }}
          maxLength={60}
          aria-label={t('web.approvals.step.name')}
          value={step.name}
          onChange={(event) => put({ name: event.target.value })}
        />
        <OneOf
          label={t('web.approvals.step.kind')}
          values={['approve', 'copy'] as const}
          word={(one) => tx(`choice.approval_task.kind.${one}`)}
          value={step.kind}
          onChange={(kind) => put({ kind })}
        />
        <span className={styles.grow} />
        <Button size="small" type="text" onClick={onCopy}>
          {t('web.approvals.step.copy')}
        </Button>
        {onRemove ? (
          <Button size="small" type="text" danger onClick={onRemove}>
            {t('web.approvals.step.remove')}
          </Button>
        ) : null}
      </div>
      <div className={styles.stepFields}>
        <Whom step={step} put={put} />
        {copies ? null : (
          <Labelled label={t('web.approvals.step.mode')}>
            <OneOf
              label={t('web.approvals.step.mode')}
              values={MODES}
              word={(one) => t(`web.approvals.mode.${one}`)}
              value={step.mode}
              onChange={(mode) => put({ mode })}
            />
          </Labelled>
        )}
        <ConditionRow
          label={t('web.approvals.step.when')}
          fields={fields}
          condition={(step.condition ?? null) as Condition | null}
          onChange={(condition) => put({ condition: condition as StepBody['condition'] & object })}
        />
        {copies ? null : <Otherwise step={step} put={put} />}
      </div>
    </div>
  );
}

interface PartProps {
  step: StepBody;
  put: (change: Partial<StepBody>) => void;
}

function Whom({ step, put }: PartProps) {
  return (
    <>
      <Labelled label={t('web.approvals.step.who')}>
        <OneOf
          label={t('web.approvals.step.who')}
          values={WHO}
          word={(one) => t(`web.approvals.who.${one}`)}
          value={step.who}
          onChange={(who) => put({ who, user_ids: [], role_id: null })}
        />
      </Labelled>
      {step.who === 'people' ? (
        <Labelled label={t('web.approvals.people')}>
          <ReferencesPicker
            label={t('web.approvals.people')}
            path="users"
            filter={ACTIVE}
            value={step.user_ids}
            onChange={(people) => put({ user_ids: people.map((one) => one.id) })}
          />
        </Labelled>
      ) : null}
      {step.who === 'role' || (step.who === 'chosen' && step.role_id) ? (
        <Labelled label={t('web.approvals.role')}>
          <ReferencePicker
            label={t('web.approvals.role')}
            path="roles"
            value={step.role_id ?? undefined}
            onChange={(role) => put({ role_id: role?.id ?? null })}
          />
        </Labelled>
      ) : null}
      {step.who === 'superior' || step.who === 'superiors' || step.who === 'head' ? (
        <Labelled label={t('web.approvals.step.level')}>
          <InputNumber
            min={1}
            max={10}
            aria-label={t('web.approvals.step.level')}
            value={step.level}
            onChange={(level) => put({ level: level ?? 1 })}
          />
        </Labelled>
      ) : null}
    </>
  );
}

function Otherwise({ step, put }: PartProps) {
  return (
    <>
      <Labelled label={t('web.approvals.step.nobody')}>
        <OneOf
          label={t('web.approvals.step.nobody')}
          values={NOBODY}
          word={(one) => t(`web.approvals.nobody.${one}`)}
          value={step.nobody}
          onChange={(nobody) => put({ nobody, nobody_user_id: null })}
        />
      </Labelled>
      {step.nobody === 'person' ? (
        <Labelled label={t('web.approvals.nobody.person')}>
          <ReferencePicker
            label={t('web.approvals.nobody.person')}
            path="users"
            filter={ACTIVE}
            value={step.nobody_user_id ?? undefined}
            onChange={(person) => put({ nobody_user_id: person?.id ?? null })}
          />
        </Labelled>
      ) : null}
      <Labelled label={t('web.approvals.step.hours')}>
        <InputNumber
          min={1}
          max={2000}
          placeholder={t('web.approvals.step.hours.none')}
          aria-label={t('web.approvals.step.hours')}
          value={step.timeout_hours ?? null}
          onChange={(hours) => put({ timeout_hours: hours })}
        />
      </Labelled>
      {step.timeout_hours ? (
        <Labelled label={t('web.approvals.step.at_timeout')}>
          <OneOf
            label={t('web.approvals.step.at_timeout')}
            values={AT_TIMEOUT}
            word={(one) => t(`web.approvals.timeout.${one}`)}
            value={step.at_timeout}
            onChange={(at_timeout) => put({ at_timeout })}
          />
        </Labelled>
      ) : null}
    </>
  );
}

export const Labelled = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className={styles.field}>
    <span>{label}</span>
    {children}
  </div>
);

interface OneOfProps<Value extends string> {
  label: string;
  values: readonly Value[];
  word: (value: Value) => string;
  value: Value;
  onChange: (value: Value) => void;
}

export function OneOf<Value extends string>({ label, values, word, value, onChange }: OneOfProps<Value>) {
  return (
    <Select<Value>
      aria-label={label}
      popupMatchSelectWidth={false}
      value={value}
      options={values.map((one) => ({ value: one, label: word(one) }))}
      onChange={onChange}
    />
  );
}
