import { Modal, Progress, Select } from 'antd';
import { useState } from 'react';
import { useMoveAll, type MyPool } from '../../api/sea';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import styles from './Sea.module.css';

interface MoveAllDialogProps {
  pool: MyPool;
  others: MyPool[];
  onClose: () => void;
}

/** An administrator empties a sea into another: how much that is, then how far it is. */
export default function MoveAllDialog({ pool, others, onClose }: MoveAllDialogProps) {
  const [target, setTarget] = useState<string>();
  const [done, setDone] = useState({ done: 0, total: pool.inside });
  const move = useMoveAll(pool.id, ({ progress }) =>
    setDone({ done: progress.done, total: Math.max(progress.total ?? pool.inside, progress.done) }),
  );
  const run = (into: string): void =>
    move.mutate(into, {
      onSuccess: (count) => {
        sayDone(t('web.sea.moved', { count }));
        onClose();
      },
    });
  return (
    <Modal
      open
      title={t('web.sea.move_all.title', { name: pool.name, count: pool.inside })}
      okText={t('web.sea.move_all')}
      cancelText={t(move.isPending ? 'web.close' : 'web.cancel')}
      okButtonProps={{ disabled: !target, loading: move.isPending }}
      onOk={() => target && run(target)}
      onCancel={onClose}
    >
      {move.isError ? <ErrorPanel error={move.error} /> : null}
      <p className="soft">{t('web.sea.move_all.explain')}</p>
      <div className={styles.field}>
        <span>{t('web.sea.move.to')}</span>
        <Select
          aria-label={t('web.sea.move.to')}
          disabled={move.isPending}
          value={target ?? null}
          options={others.map((one) => ({ value: one.id, label: `${one.name} ${one.inside}` }))}
          onChange={(id: string | null) => setTarget(id ?? undefined)}
        />
      </div>
      {move.isPending ? (
        <div role="status">
          <Progress percent={done.total ? Math.floor((done.done * 100) / done.total) : 0} status="active" />
          <p className="soft">{t('web.sea.move_all.progress', done)}</p>
        </div>
      ) : null}
    </Modal>
  );
}
