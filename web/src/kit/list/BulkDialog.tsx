import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { refreshAround, rereadRows, useBulk, type BulkAction, type Refused } from '../../api/lists';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { ErrorPanel } from '../ErrorPanel';
import { valueText } from '../FieldValue';
import { sent } from '../form/changes';
import { FieldInput } from '../form/FieldInput';
import { recordUrl, Go } from '../Go';
import { t, tx } from '../i18n';
import { isBlank, isEditable } from '../kinds';
import { sayDone } from '../toast';
import styles from './BulkDialog.module.css';
import { nameless } from '../nameless';

interface BulkDialogProps {
  meta: RecordMeta;
  action: Exclude<BulkAction, 'transfer'>;
  title: string;
  ids: string[];
  rows: RecordRow[];
  /** Which of them were refused: they alone stay chosen. */
  onDone: (refused: string[]) => void;
  onClose: () => void;
}

/** One change for many records: what it will be, then what was refused and why. */
export default function BulkDialog({ meta, action, title, ids, rows, onDone, onClose }: BulkDialogProps) {
  const [count] = useState(ids.length);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [refused, setRefused] = useState<Refused[]>();
  const [done, setDone] = useState(0);
  const queries = useQueryClient();
  const bulk = useBulk(meta.path);
  const fields = fieldsOf(meta, action);
  const ready = action === 'delete' || Object.keys(values).length > 0;

  const run = (): void => {
    const told = Object.entries(values).map(([name, value]) => {
      const field = fields.find((item) => item.name === name);
      return [name, field ? sent(value, field) : value] as const;
    });
    bulk.mutate(
      { ids, action, values: Object.fromEntries(told) },
      {
        onSuccess: (report) => {
          void rereadRows(queries, meta.path, ids);
          refreshAround(queries, meta.path);
          setDone(report.done);
          if (report.refused.length > 0) {
            onDone(report.refused.map((one) => one.id));
            setRefused(report.refused);
          } else {
            sayDone(t('web.bulk.done', { count: report.done }));
            onClose();
          }
        },
      },
    );
  };

  if (refused) {
    return (
      <Modal
        open
        width={680}
        title={t('web.bulk.report')}
        onCancel={onClose}
        footer={
          <Button type="primary" onClick={onClose}>
            {t('web.close')}
          </Button>
        }
      >
        <p>{t('web.bulk.report.sum', { done, refused: refused.length })}</p>
        <div className={styles.scroller}>
          <Report meta={meta} refused={refused} />
        </div>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={`${title} · ${t('web.bulk.chosen', { count })}`}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('web.cancel')}</Button>
          <Button
            type="primary"
            danger={action === 'delete'}
            disabled={!ready}
            loading={bulk.isPending}
            onClick={run}
          >
            {action === 'delete' ? t('web.bulk.delete.confirm', { count }) : title}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {bulk.isError ? <ErrorPanel error={bulk.error} /> : null}
        {action === 'delete' ? <Lost meta={meta} ids={ids} rows={rows} /> : null}
        {action === 'update' ? (
          <FieldChoice fields={fields} values={values} onChange={setValues} />
        ) : (
          fields.map((field) => (
            <label key={field.name} className={styles.field}>
              <span>{tx(field.label)}</span>
              <FieldInput
                field={field}
                value={values[field.name]}
                onChange={(value) => setValues((now) => put(now, field.name, value))}
              />
            </label>
          ))
        )}
      </div>
    </Modal>
  );
}

function put(values: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  const others = Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
  return isBlank(value) ? others : { ...others, [name]: value };
}

function fieldsOf(meta: RecordMeta, action: BulkDialogProps['action']): FieldMeta[] {
  if (action === 'delete') return [];
  if (action !== 'update') return meta.fields.filter((field) => field.name === 'tags');
  return meta.fields.filter(
    (field) =>
      isEditable(field) && field.in_form && !field.unique && !field.numbered && field.name !== 'tags',
  );
}

interface FieldChoiceProps {
  fields: FieldMeta[];
  values: Record<string, unknown>;
  onChange: (values: Record<string, unknown>) => void;
}

function FieldChoice({ fields, values, onChange }: FieldChoiceProps) {
  const [name, setName] = useState<string>();
  const field = fields.find((item) => item.name === name);
  return (
    <>
      <label className={styles.field}>
        <span>{t('web.list.filter.field')}</span>
        <Select
          value={name ?? null}
          placeholder={t('web.pick')}
          showSearch={{ optionFilterProp: 'label' }}
          options={fields.map((item) => ({ value: item.name, label: tx(item.label) }))}
          onChange={(next: string) => {
            setName(next);
            const chosen = fields.find((item) => item.name === next);
            onChange({ [next]: chosen?.kind === 'boolean' ? false : null });
          }}
        />
      </label>
      {field ? (
        <label className={styles.field}>
          <span>{t('web.list.filter.value')}</span>
          <FieldInput
            key={field.name}
            field={field}
            value={values[field.name]}
            onChange={(value) => onChange({ [field.name]: value ?? null })}
          />
          {isBlank(values[field.name]) ? <span className="soft">{t('web.bulk.empties')}</span> : null}
        </label>
      ) : null}
    </>
  );
}

const NAMED = 5;

function Lost({ meta, ids, rows }: { meta: RecordMeta; ids: string[]; rows: RecordRow[] }) {
  const field = meta.fields.find((item) => item.name === meta.title_field);
  const names = ids.slice(0, NAMED).flatMap((id) => {
    const row = rows.find((one) => one.id === id);
    return row && field ? [valueText(field, row[field.name])] : [];
  });
  return (
    <>
      <p>
        {names.join(t('web.list.comma'))}
        {ids.length > names.length ? ` ${t('web.bulk.and_more', { count: ids.length - names.length })}` : ''}
      </p>
      <p className="soft">{t('web.bulk.delete.explain')}</p>
    </>
  );
}

function Report({ meta, refused }: { meta: RecordMeta; refused: Refused[] }) {
  return (
    <table className={styles.report}>
      <thead>
        <tr>
          <th scope="col">{tx(meta.label)}</th>
          <th scope="col">{t('web.bulk.why')}</th>
        </tr>
      </thead>
      <tbody>
        {refused.map((one) => (
          <tr key={one.id}>
            <td>
              <Go to={recordUrl(meta.path, one.id)}>{one.title || nameless()}</Go>
            </td>
            <td>
              {one.detail}
              {one.remedy ? <div className="soft">{one.remedy}</div> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
