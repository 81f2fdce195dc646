import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { useGoingAlong, useTransfer, type GoingAlong, type Handed } from '../../api/handing';
import { refreshAround, rereadRows } from '../../api/lists';
import { useMeta } from '../../api/records';
import type { RecordMeta } from '../../api/types';
import { formatMoney } from '../decimal';
import { ErrorPanel } from '../ErrorPanel';
import { Go, recordUrl } from '../Go';
import { t, tx } from '../i18n';
import { ReferencePicker } from '../ReferencePicker';
import { SimpleTable } from '../SimpleTable';
import { sayDone } from '../toast';
import styles from './Handing.module.css';
import { nameless } from '../nameless';

const ACTIVE = { field: 'active', op: 'eq', value: true } as const;

interface TransferDialogProps {
  meta: RecordMeta;
  ids: string[];
  /** Which of them were refused: they alone stay chosen. */
  onDone: (refused: string[]) => void;
  onClose: () => void;
}

/** Records get a new owner; what belongs to them goes along where it is ticked. */
export default function TransferDialog({ meta, ids, onDone, onClose }: TransferDialogProps) {
  const [chosen] = useState(ids);
  const queries = useQueryClient();
  const transfer = useTransfer(meta.path);
  const going = useGoingAlong(meta.path, chosen);
  const [owner, setOwner] = useState<string>();
  const [keep, setKeep] = useState<'' | 'read' | 'write'>('');
  const [left, setLeft] = useState<string[]>([]);
  const [report, setReport] = useState<Handed>();
  const kinds = going.data ?? [];
  const run = (): void => {
    if (!owner) return;
    const along = kinds.filter((one) => one.may > 0 && !left.includes(one.record)).map((one) => one.record);
    transfer.mutate(
      { ids: chosen, owner_id: owner, keep: keep || null, along },
      {
        onSuccess: (told) => {
          void rereadRows(queries, meta.path, chosen);
          refreshAround(queries, meta.path);
          onDone(told.refused.map((one) => one.id));
          if (told.refused.length + told.along.reduce((sum, one) => sum + one.refused.length, 0) > 0) {
            setReport(told);
            return;
          }
          const gone = told.along.reduce((sum, one) => sum + one.done, 0);
          sayDone(
            gone > 0
              ? t('web.transfer.done.along', { count: told.done, along: gone })
              : t('web.transfer.done', { count: told.done }),
          );
          onClose();
        },
      },
    );
  };
  if (report) return <Report meta={meta} report={report} onClose={onClose} />;
  return (
    <Modal
      open
      title={`${t('web.bulk.transfer')} · ${t('web.bulk.chosen', { count: chosen.length })}`}
      okText={t('web.bulk.transfer')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !owner || going.isPending, loading: transfer.isPending }}
      onOk={run}
      onCancel={onClose}
    >
      <div className={styles.fields}>
        {transfer.isError ? <ErrorPanel error={transfer.error} /> : null}
        <label className={styles.field}>
          <span>{t('web.transfer.to')}</span>
          <ReferencePicker
            label={t('web.transfer.to')}
            path="users"
            value={owner}
            filter={ACTIVE}
            autoFocus
            onChange={(person) => setOwner(person?.id)}
          />
        </label>
        <label className={styles.field}>
          <span>{t('web.bulk.keep')}</span>
          <Select
            value={keep}
            options={[
              { value: '', label: t('web.bulk.keep.no') },
              { value: 'read', label: t('web.bulk.keep.read') },
              { value: 'write', label: t('web.bulk.keep.write') },
            ]}
            onChange={setKeep}
          />
        </label>
        {kinds.length > 0 ? (
          <fieldset className={styles.box}>
            <legend>{t('web.transfer.along')}</legend>
            <div className={styles.ticks}>
              {kinds.map((one) => (
                <Checkbox
                  key={one.record}
                  checked={one.may > 0 && !left.includes(one.record)}
                  disabled={one.may === 0}
                  onChange={(event) =>
                    setLeft(
                      event.target.checked
                        ? left.filter((name) => name !== one.record)
                        : [...left, one.record],
                    )
                  }
                >
                  <Kind one={one} />
                </Checkbox>
              ))}
            </div>
            <p className="soft">{t('web.transfer.along.explain')}</p>
          </fieldset>
        ) : null}
      </div>
    </Modal>
  );
}

function Kind({ one }: { one: GoingAlong }) {
  const counted = t('web.transfer.kind', { what: tx(one.label), count: one.count });
  const worth = one.value ? `（${formatMoney(one.value)}）` : '';
  return (
    <>
      {counted}
      {worth}
      {one.may < one.count ? (
        <span className="soft"> {t('web.transfer.may', { may: one.may, count: one.count })}</span>
      ) : null}
    </>
  );
}

interface Stayed {
  key: string;
  what: string;
  to: string | null;
  title: string;
  detail: string;
  remedy: string;
}

function Report({ meta, report, onClose }: { meta: RecordMeta; report: Handed; onClose: () => void }) {
  const known = useMeta().records;
  const rows: Stayed[] = [
    { label: meta.label, path: meta.path as string | undefined, refused: report.refused },
    ...report.along.map((one) => {
      const other = known.find((item) => item.name === one.record);
      return { label: other?.label ?? `record.${one.record}`, path: other?.path, refused: one.refused };
    }),
  ].flatMap(({ label, path, refused }) =>
    refused.map((one) => ({
      key: `${label} ${one.id}`,
      what: tx(label),
      to: path && one.title ? recordUrl(path, one.id) : null,
      title: one.title || nameless(),
      detail: one.detail,
      remedy: one.remedy,
    })),
  );
  const gone = report.along.reduce((sum, one) => sum + one.done, 0);
  return (
    <Modal
      open
      width={720}
      title={t('web.bulk.report')}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('web.close')}
        </Button>
      }
    >
      <div className={styles.report}>
        <p role="status">
          {t('web.transfer.report', { done: report.done, along: gone, refused: rows.length })}
        </p>
        <SimpleTable
          label={t('web.bulk.report')}
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            { key: 'what', title: t('web.transfer.what'), width: 110, cell: (row) => row.what },
            {
              key: 'title',
              title: t('web.imports.record'),
              cell: (row) => (row.to ? <Go to={row.to}>{row.title}</Go> : row.title),
            },
            {
              key: 'why',
              title: t('web.bulk.why'),
              cell: (row) => (
                <>
                  {row.detail}
                  <div className="soft">{row.remedy}</div>
                </>
              ),
            },
          ]}
        />
      </div>
    </Modal>
  );
}
