import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { ReferencesPicker } from '../../kit/ReferencesPicker';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useSubmit, useWay, useWord, type Approval, type Asked, type WayStep } from './api';
import styles from './Approvals.module.css';
import { PreviewWay } from './PreviewWay';
import { ACTIVE } from './words';

interface SubmitDialogProps {
  title: string;
  asked: Asked;
  /** The approval that came back, where it is submitted anew. */
  again?: string;
  onDone?: (view: Approval) => void;
  onClose: () => void;
}

/** Before something is submitted: whom it would ask and why, whom I choose, and what I say to it. */
export function SubmitDialog({ title, asked, again, onDone, onClose }: SubmitDialogProps) {
  const way = useWay(asked);
  const submit = useSubmit();
  const resubmit = useWord(again ?? '');
  const [comment, setComment] = useState('');
  const [chosen, setChosen] = useState<Record<string, string[]>>({});
  const steps = way.data?.steps ?? [];
  const toChoose = steps.filter((one) => one.outcome === 'to_choose');
  const isReady = way.isSuccess && toChoose.every((one) => (chosen[one.key] ?? []).length > 0);
  const send = (): void => {
    const said = {
      chosen: toChoose.map((one) => ({ step: one.key, user_ids: chosen[one.key] ?? [] })),
      ...(comment.trim() ? { comment: comment.trim() } : {}),
    };
    const done = {
      onSuccess: (view: Approval) => {
        sayDone(
          view.state === 'approved'
            ? t('web.approvals.approved_and_done', { verb: tx(view.verb_label) })
            : t('web.approvals.submitted'),
          { to: `/approvals/${view.id}`, label: view.number },
        );
        onDone?.(view);
        onClose();
      },
    };
    if (again) resubmit.mutate({ verb: 'resubmit', ...said }, done);
    else submit.mutate({ ...asked, ...said }, done);
  };
  const error = submit.error ?? resubmit.error ?? way.error;
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !isReady, loading: submit.isPending || resubmit.isPending }}
      onOk={send}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        {error ? <ErrorPanel error={error} /> : null}
        {way.isPending ? <SkeletonRows rows={3} columns={2} /> : null}
        {way.data ? <PreviewWay preview={way.data} /> : null}
        {toChoose.map((step) => (
          <label key={step.key} className={styles.field}>
            <span>{t('web.approvals.choose', { step: step.name })}</span>
            <ChoosePeople
              step={step}
              value={chosen[step.key] ?? []}
              onChange={(people) => setChosen({ ...chosen, [step.key]: people })}
            />
          </label>
        ))}
        <label className={styles.field}>
          <span>{t('web.approvals.comment')}</span>
          <Input.TextArea
            rows={2}
            maxLength={2000}
            aria-label={t('web.approvals.comment')}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </label>
      </div>
    </Modal>
  );
}

interface ChoosePeopleProps {
  step: WayStep;
  value: string[];
  onChange: (people: string[]) => void;
}

/** Among those whom the flow offers, or everybody. */
function ChoosePeople({ step, value, onChange }: ChoosePeopleProps) {
  const label = t('web.approvals.choose', { step: step.name });
  if (step.candidates.length > 0)
    return (
      <Select
        mode="multiple"
        aria-label={label}
        value={value}
        options={step.candidates.map((one) => ({ value: one.id, label: one.name }))}
        onChange={onChange}
      />
    );
  return (
    <ReferencesPicker
      label={label}
      path="users"
      filter={ACTIVE}
      value={value}
      onChange={(people) => onChange(people.map((one) => one.id))}
    />
  );
}
