import { LockOutlined } from '@ant-design/icons';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useGoingAlong } from '../../api/handing';
import { useClaim, useLock, usePutBack, useStanding, type SeaReport, type Standing } from '../../api/sea';
import { useAccess } from '../access';
import { ErrorPanel } from '../ErrorPanel';
import { useGo } from '../Go';
import { t, tx } from '../i18n';
import { sayDone, sayRefused } from '../toast';
import { DueWord } from './DueWord';
import styles from './Standing.module.css';

/** Where a record lies, when it falls and why, and what one may do about it. */
export function StandingBar({ record, path, id }: { record: string; path: string; id: string }) {
  const { can } = useAccess();
  const standing = useStanding(record, id, can('sea.pool.view'));
  const now = standing.data;
  if (!now || (!now.pool && now.due_on === null && !now.locked && now.allowed_actions.length === 0))
    return null;
  return (
    <div className={styles.bar} role="region" aria-label={t('web.sea.standing')}>
      {now.pool ? <strong>{t('web.sea.lies_in', { pool: now.pool.title })}</strong> : null}
      {now.locked ? (
        <span>
          <LockOutlined /> {t('web.sea.locked')}
        </span>
      ) : null}
      {now.due_on ? (
        <span>
          <DueWord day={now.due_on} /> <span className="soft">{now.reason}</span>
        </span>
      ) : null}
      <Verbs record={record} path={path} id={id} now={now} />
    </div>
  );
}

interface VerbsProps {
  record: string;
  path: string;
  id: string;
  now: Standing;
}

function Verbs({ record, path, id, now }: VerbsProps) {
  const go = useGo();
  const claim = useClaim(now.pool?.id ?? '');
  const lock = useLock(record);
  const [putting, setPutting] = useState(false);
  const may = (action: string): boolean => now.allowed_actions.includes(action);
  const told = (report: SeaReport, words: string): void => {
    const [refused] = report.refused;
    if (refused) sayRefused({ title: refused.detail, detail: refused.remedy });
    else sayDone(words);
  };
  const turn = (locked: boolean): void =>
    lock.mutate(
      { ids: [id], locked },
      {
        onSuccess: (report) => told(report, t(locked ? 'web.sea.locked.done' : 'web.sea.unlocked.done')),
        onError: sayRefused,
      },
    );
  return (
    <div className={styles.verbs}>
      {may('claim') ? (
        <Button
          type="primary"
          size="small"
          loading={claim.isPending}
          onClick={() =>
            claim.mutate([id], {
              onSuccess: (report) => told(report, t('web.sea.claimed', { count: 1 })),
              onError: sayRefused,
            })
          }
        >
          {t('web.sea.claim')}
        </Button>
      ) : null}
      {may('lock') ? (
        <Button size="small" loading={lock.isPending} onClick={() => turn(true)}>
          {t('web.sea.lock')}
        </Button>
      ) : null}
      {may('unlock') ? (
        <Button size="small" loading={lock.isPending} onClick={() => turn(false)}>
          {t('web.sea.unlock')}
        </Button>
      ) : null}
      {may('put_back') ? (
        <Button size="small" onClick={() => setPutting(true)}>
          {t('web.sea.put_back')}
        </Button>
      ) : null}
      {putting ? (
        <PutBackDialog
          id={id}
          path={path}
          pools={now.pools}
          onDone={(report) => {
            setPutting(false);
            told(report, t('web.sea.put_back.done'));
            if (report.done > 0) go(`/${path}`);
          }}
          onClose={() => setPutting(false)}
        />
      ) : null}
    </div>
  );
}

interface PutBackDialogProps {
  id: string;
  path: string;
  pools: Standing['pools'];
  onDone: (report: SeaReport) => void;
  onClose: () => void;
}

function PutBackDialog({ id, path, pools, onDone, onClose }: PutBackDialogProps) {
  // What belongs to it does not fall with it: whoever puts it back knows with whom it stays.
  const going = useGoingAlong(path, [id]);
  const staying = (going.data ?? []).flatMap((what) => what.owners.map((owner) => ({ what, owner })));
  const putBack = usePutBack();
  const [pool, setPool] = useState(pools[0]?.id);
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={t('web.sea.put_back')}
      okText={t('web.sea.put_back')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !pool || reason.trim() === '', loading: putBack.isPending }}
      onOk={() => {
        if (pool) putBack.mutate({ pool, ids: [id], reason }, { onSuccess: onDone });
      }}
      onCancel={onClose}
    >
      {putBack.isError ? <ErrorPanel error={putBack.error} /> : null}
      <p className="soft">{t('web.sea.put_back.explain')}</p>
      {staying.map(({ what, owner }) => (
        <p key={`${what.record} ${owner.id}`} role="note">
          {t('web.sea.put_back.staying', { count: owner.count, what: tx(what.label), name: owner.title })}
        </p>
      ))}
      <div className={styles.fields}>
        <Select
          aria-label={t('web.sea.into')}
          value={pool ?? null}
          options={pools.map((one) => ({ value: one.id, label: one.title }))}
          onChange={(chosen: string | null) => setPool(chosen ?? undefined)}
        />
        <Input.TextArea
          aria-label={t('web.sea.put_back.reason')}
          placeholder={t('web.sea.put_back.reason')}
          value={reason}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  );
}
