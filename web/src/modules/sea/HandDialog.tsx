import { Modal, Select } from 'antd';
import { useState } from 'react';
import { useAssign, useMove, type MyPool, type SeaReport } from '../../api/sea';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { ReferencePicker } from '../../kit/ReferencePicker';
import styles from './Sea.module.css';

interface HandDialogProps {
  what: 'assign' | 'move';
  pool: MyPool;
  pools: MyPool[];
  ids: string[];
  onDone: (report: SeaReport) => void;
  onClose: () => void;
}

/** An administrator gives records of a sea to a person, or moves them into another sea. */
export default function HandDialog({ what, pool, pools, ids, onDone, onClose }: HandDialogProps) {
  const [target, setTarget] = useState<string>();
  const assign = useAssign(pool.id);
  const move = useMove(pool.id);
  const error = assign.error ?? move.error;
  const run = (): void => {
    if (!target) return;
    if (what === 'assign') assign.mutate({ ids, user_id: target }, { onSuccess: onDone });
    else move.mutate({ ids, target_id: target }, { onSuccess: onDone });
  };
  return (
    <Modal
      open
      title={t(what === 'assign' ? 'web.sea.assign.title' : 'web.sea.move.title', { count: ids.length })}
      okText={t(what === 'assign' ? 'web.sea.assign' : 'web.sea.move')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !target, loading: assign.isPending || move.isPending }}
      onOk={run}
      onCancel={onClose}
    >
      {error ? <ErrorPanel error={error} /> : null}
      <div className={styles.field}>
        <span>{t(what === 'assign' ? 'web.sea.assign.to' : 'web.sea.move.to')}</span>
        {what === 'assign' ? (
          <ReferencePicker
            label={t('web.sea.assign.to')}
            path="users"
            value={target}
            onChange={(person) => setTarget(person?.id)}
          />
        ) : (
          <Select
            aria-label={t('web.sea.move.to')}
            value={target ?? null}
            options={pools.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(id: string | null) => setTarget(id ?? undefined)}
          />
        )}
      </div>
    </Modal>
  );
}
