import { EditOutlined } from '@ant-design/icons';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { t, tx } from '../i18n';
import { isEditable } from '../kinds';
import { useMayEdit } from '../list/ListMode';
import { useCellSaving } from '../list/useCellSaving';
import styles from './EditableFacts.module.css';
import { RecordFacts } from './Facts';

const CellEditor = lazy(() => import('../list/CellEditor'));

/** A record's fields, each changed where it stands: by a double click or its pencil; Enter keeps, Esc takes back. */
export function EditableFacts({
  meta,
  record,
  without,
}: {
  meta: RecordMeta;
  record: RecordRow;
  without?: string[];
}) {
  const [open, setOpen] = useState<string>();
  const mayEdit = useMayEdit(meta);
  const { save, question } = useCellSaving(meta);
  const isOffered = (field: FieldMeta): boolean =>
    meta.allowed.includes('update') && field.in_form && isEditable(field) && mayEdit(record, field);
  const around = (field: FieldMeta, value: ReactNode): ReactNode => {
    if (!isOffered(field)) return value;
    if (open === field.name) {
      return (
        <Suspense fallback={value}>
          <CellEditor
            field={field}
            row={record}
            onCancel={() => setOpen(undefined)}
            onSave={(next) => {
              setOpen(undefined);
              save(record, { [field.name]: next });
            }}
          />
        </Suspense>
      );
    }
    return (
      <div className={styles.value} data-field={field.name} onDoubleClick={() => setOpen(field.name)}>
        <span>{value ?? <span className="soft">–</span>}</span>
        <button
          type="button"
          className={styles.pencil}
          aria-label={t('web.record.edit_field', { field: tx(field.label) })}
          title={t('web.record.edit_field', { field: tx(field.label) })}
          onClick={() => setOpen(field.name)}
        >
          <EditOutlined />
        </button>
      </div>
    );
  };
  return (
    <>
      <RecordFacts meta={meta} record={record} {...(without ? { without } : {})} around={around} />
      {question}
    </>
  );
}
