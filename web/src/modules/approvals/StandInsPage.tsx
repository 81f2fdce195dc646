import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useMe } from '../../api/session';
import type { Reference } from '../../api/types';
import { useAccess } from '../../kit/access';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { useAddStandIn, useEndStandIn, useStandIns } from './api';
import styles from './Approvals.module.css';
import { useFlows } from './flowApi';
import { ACTIVE } from './words';

/** Who stands in for me while I am away, and for whom I do; whoever oversees sees everybody's. */
export default function StandInsPage() {
  const found = useStandIns();
  const end = useEndStandIn();
  const [adding, setAdding] = useState(false);
  const rows = found.data ?? [];
  return (
    <Page
      title={t('web.approvals.stand_ins')}
      actions={
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('web.approvals.stand_in.add')}
        </Button>
      }
    >
      {found.isPending ? <SkeletonRows rows={4} columns={5} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && rows.length === 0 ? (
        <EmptyState title={t('web.approvals.stand_in.none')} why={t('web.approvals.stand_in.none.why')} />
      ) : null}
      {rows.length > 0 ? (
        <Section flush title={t('web.approvals.stand_ins')}>
          <SimpleTable
            label={t('web.approvals.stand_ins')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'person', title: t('web.approvals.stand_in.person'), cell: (row) => row.person.name },
              { key: 'stand_in', title: t('web.approvals.stand_in'), cell: (row) => row.stand_in.name },
              {
                key: 'days',
                title: t('web.approvals.stand_in.days'),
                cell: (row) => (
                  <span className="figure">
                    {row.from_on} – {row.to_on}
                  </span>
                ),
              },
              {
                key: 'flow',
                title: t('web.approvals.flow'),
                cell: (row) => row.flow ?? t('web.approvals.stand_in.every_flow'),
              },
              { key: 'note', title: t('web.note'), cell: (row) => row.note },
              {
                key: 'state',
                title: t('field.approval.state'),
                cell: (row) =>
                  row.active ? <Status state="active" label="web.approvals.stand_in.now" /> : null,
              },
              {
                key: 'end',
                title: '',
                cell: (row) => (
                  <ConfirmButton
                    size="small"
                    question={t('web.approvals.stand_in.end.question')}
                    explain={t('web.approvals.stand_in.end.explain', { name: row.stand_in.name })}
                    confirm={t('web.approvals.stand_in.end')}
                    command={() => end.mutateAsync(row)}
                  >
                    {t('web.approvals.stand_in.end')}
                  </ConfirmButton>
                ),
              },
            ]}
          />
        </Section>
      ) : null}
      {adding ? <AddDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const { can } = useAccess();
  const add = useAddStandIn();
  const flows = useFlows(can('approvals.flow.view')).data ?? [];
  const [person, setPerson] = useState<Reference | undefined>({ id: me.user_id ?? '', title: me.name });
  const [standIn, setStandIn] = useState<Reference>();
  const [from, setFrom] = useState(today());
  const [to, setTo] = useState(today());
  const [flow, setFlow] = useState<string>();
  const [note, setNote] = useState('');
  const save = (): void => {
    if (!standIn) return;
    add.mutate(
      {
        user_id: person?.id ?? null,
        stand_in_id: standIn.id,
        from_on: from,
        to_on: to,
        flow_id: flow ?? null,
        note: note.trim() || null,
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      open
      title={t('web.approvals.stand_in.add')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !standIn || !person, loading: add.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        {add.isError ? <ErrorPanel error={add.error} /> : null}
        {can('approvals.task.oversee') ? (
          <label className={styles.field}>
            <span>{t('web.approvals.stand_in.person')}</span>
            <ReferencePicker
              required
              label={t('web.approvals.stand_in.person')}
              path="users"
              filter={ACTIVE}
              value={person?.id}
              title={person?.title}
              onChange={setPerson}
            />
          </label>
        ) : null}
        <label className={styles.field}>
          <span>{t('web.approvals.stand_in')}</span>
          <ReferencePicker
            label={t('web.approvals.stand_in')}
            path="users"
            filter={ACTIVE}
            value={standIn?.id}
            title={standIn?.title}
            onChange={setStandIn}
          />
        </label>
        <label className={styles.field}>
          <span>{t('web.approvals.stand_in.from')}</span>
          <DayPicker aria-label={t('web.approvals.stand_in.from')} value={from} onChange={setFrom} />
        </label>
        <label className={styles.field}>
          <span>{t('web.approvals.stand_in.to')}</span>
          <DayPicker aria-label={t('web.approvals.stand_in.to')} value={to} onChange={setTo} />
        </label>
        {flows.length > 0 ? (
          <label className={styles.field}>
            <span>{t('web.approvals.flow')}</span>
            <Select
              allowClear
              aria-label={t('web.approvals.flow')}
              placeholder={t('web.approvals.stand_in.every_flow')}
              value={flow ?? null}
              options={flows.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(next) => setFlow(next ?? undefined)}
            />
          </label>
        ) : null}
        <label className={styles.field}>
          <span>{t('web.note')}</span>
          <Input aria-label={t('web.note')} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
      </div>
    </Modal>
  );
}
