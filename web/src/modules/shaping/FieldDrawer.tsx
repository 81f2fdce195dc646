import { Button, Drawer, Space } from 'antd';
import { useState } from 'react';
import type { FieldKind, FieldMeta } from '../../api/types';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import { usePhone } from '../../kit/usePhone';
import { useChangeField, useCreateField, useRemoveField, type FieldView } from './api';
import { change, creation, draftOf, isWhole, newDraft, type Draft } from './draft';
import { FieldSettings } from './FieldSettings';
import { KIND_GROUPS } from './kinds';
import styles from './Shaping.module.css';

interface FieldDrawerProps {
  record: string;
  field: FieldView | undefined;
  meta: FieldMeta | undefined;
  onClose: () => void;
}

/** A field, new or changed: first what it holds, then only the settings that fit. */
export function FieldDrawer({ record, field, meta, onClose }: FieldDrawerProps) {
  const [draft, setDraft] = useState<Draft | undefined>(
    field && draftOf(field, { required: meta?.required ?? false, in_list: meta?.in_list ?? false }),
  );
  const create = useCreateField(record);
  const alter = useChangeField(record);
  const remove = useRemoveField(record);
  const phone = usePhone();
  const isOwn = field?.own ?? true;
  const name = draft?.labels.zh.trim() || (field ? tx(field.label) : '');
  const saved = (): void => {
    sayDone(t('web.shape.field.saved', { name }));
    onClose();
  };
  // A refusal may come when the formula is another one already; then it speaks of nothing.
  const [sent, setSent] = useState('');
  const save = (): void => {
    if (!draft) return;
    setSent(draft.formula);
    const saving = field
      ? alter.mutateAsync({ field, change: change(draft, isOwn) })
      : create.mutateAsync(creation(draft));
    // New words draw everything anew, so the callbacks of this drawer's own mutation would be lost.
    void saving.then(saved, () => undefined);
  };
  const ready = draft !== undefined && (field !== undefined || isWhole(draft));
  const failed = create.error ?? alter.error;
  // What is wrong with a formula is told beside it, once.
  const ofFormula = failed?.errors.length ? failed.errors.every((one) => one.field === 'formula') : false;
  return (
    <Drawer
      open
      size={phone ? '100%' : 560}
      title={
        field
          ? t('web.shape.field.edit', { name: tx(field.label) })
          : draft
            ? `${t('web.shape.fields.add')} · ${tx(`web.kind.${draft.kind}`)}`
            : t('web.shape.field.choose_kind')
      }
      onClose={onClose}
      footer={
        draft ? (
          <Space>
            <Button
              type="primary"
              disabled={!ready}
              loading={create.isPending || alter.isPending}
              onClick={save}
            >
              {t('web.save')}
            </Button>
            <Button onClick={onClose}>{t('web.cancel')}</Button>
            {field?.own ? (
              <ConfirmButton
                question={t('web.shape.field.remove.question', { name })}
                explain={t('web.shape.field.remove.explain')}
                confirm={t('web.shape.field.remove')}
                command={() => remove.mutateAsync(field)}
                onDone={() => {
                  sayDone(t('web.shape.field.removed', { name }));
                  onClose();
                }}
              >
                {t('web.shape.field.remove')}
              </ConfirmButton>
            ) : null}
          </Space>
        ) : null
      }
    >
      {failed && !ofFormula ? (
        <div className={styles.failed}>
          <ErrorPanel error={failed} />
        </div>
      ) : null}
      {draft ? (
        <FieldSettings
          record={record}
          draft={draft}
          field={field}
          meta={meta}
          refused={ofFormula && draft.formula === sent ? failed : null}
          onChange={setDraft}
        />
      ) : (
        <KindPicker onChoose={(kind) => setDraft(newDraft(kind))} />
      )}
    </Drawer>
  );
}

function KindPicker({ onChoose }: { onChoose: (kind: FieldKind) => void }) {
  return (
    <div className={styles.kinds}>
      {KIND_GROUPS.map((group) => (
        <div key={group.label}>
          <h3>{t(group.label)}</h3>
          <div className={styles.tiles}>
            {group.kinds.map((kind) => (
              <Button key={kind} onClick={() => onChoose(kind)}>
                {tx(`web.kind.${kind}`)}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
