import { Modal } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { FieldMeta, RecordRow } from '../../api/types';
import { same } from '../form/changes';
import { FieldInput } from '../form/FieldInput';
import { t, tx } from '../i18n';
import { isBlank, LARGE, valueKind } from '../kinds';
import styles from './CellEditor.module.css';

interface CellEditorProps {
  field: FieldMeta;
  row: RecordRow;
  /** `step` 1 goes on to the next cell, -1 back to the one before, 0 stays in the row. */
  onSave: (value: unknown, step: number) => void;
  onCancel: () => void;
}

/** Kinds whose value is whole as soon as it is picked. */
const PICKED = new Set(['choice', 'boolean', 'date', 'reference', 'user', 'department']);

/** Changes one cell where it stands: Enter keeps, Esc takes back, Tab keeps and goes on. */
export default function CellEditor(props: CellEditorProps) {
  return LARGE.has(valueKind(props.field)) ? <InWindow {...props} /> : <InPlace {...props} />;
}

function InPlace({ field, row, onSave, onCancel }: CellEditorProps) {
  const [value, setValue] = useState<unknown>(row[field.name]);
  const ended = useRef(false);
  const end = (next: unknown, step: number): void => {
    if (ended.current) return;
    ended.current = true;
    if (same(next, row[field.name]) && step === 0) onCancel();
    else onSave(next, step);
  };
  const missing = field.required && isBlank(value) && valueKind(field) !== 'boolean';
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const choosing = event.currentTarget.querySelector(
      '.ant-select-open, .ant-picker-focused[aria-expanded=true]',
    );
    if (event.key === 'Escape') {
      ended.current = true;
      onCancel();
    } else if (event.key === 'Tab') {
      if (missing) return;
      event.preventDefault();
      end(value, event.shiftKey ? -1 : 1);
    } else if (event.key === 'Enter' && !choosing && !missing) end(value, 0);
    else return;
    event.stopPropagation();
  };
  return (
    <div className={styles.place} data-editor="" onKeyDownCapture={onKeyDown} aria-invalid={missing}>
      <FieldInput
        field={field}
        value={value}
        autoFocus
        inCell
        onChange={(next) => {
          setValue(next);
          if (PICKED.has(field.kind)) end(next, 0);
        }}
        onBlur={() => (missing ? onCancel() : end(value, 0))}
      />
    </div>
  );
}

function InWindow({ field, row, onSave, onCancel }: CellEditorProps) {
  const [value, setValue] = useState<unknown>(row[field.name]);
  return (
    <Modal
      open
      width={640}
      title={tx(field.label)}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      onCancel={onCancel}
      onOk={() => (same(value, row[field.name]) ? onCancel() : onSave(value, 0))}
      okButtonProps={{ disabled: field.required && isBlank(value) }}
    >
      <div data-editor="">
        <FieldInput field={field} value={value} autoFocus onChange={setValue} />
      </div>
    </Modal>
  );
}
