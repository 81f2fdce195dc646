import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { BulkAction } from '../../api/lists';
import type { RecordMeta, RecordRow } from '../../api/types';
import { t, type MessageKey } from '../i18n';
import { isEditable } from '../kinds';
import styles from './SelectionBar.module.css';
import type { Selection } from './useSelection';

const TransferDialog = lazy(() => import('../handing/TransferDialog'));
const BulkDialog = lazy(() => import('./BulkDialog'));

const WORDS: Record<BulkAction, MessageKey> = {
  update: 'web.bulk.update',
  transfer: 'web.bulk.transfer',
  tag: 'web.bulk.tag',
  untag: 'web.bulk.untag',
  delete: 'web.bulk.delete',
};

/** What this person may do to many records of a kind at once. */
export function bulkActions(meta: RecordMeta): BulkAction[] {
  const may = (verb: (typeof meta.allowed)[number]): boolean => meta.allowed.includes(verb);
  if (!may('bulk') && !(meta.customisable !== undefined && (may('update') || may('delete')))) return [];
  const tags = meta.fields.some(
    (field) => field.kind === 'tags' && field.name === 'tags' && isEditable(field),
  );
  return [
    ...(may('update') ? (['update'] as const) : []),
    ...(may('transfer') && meta.owner_field ? (['transfer'] as const) : []),
    ...(may('update') && tags ? (['tag', 'untag'] as const) : []),
    ...(may('delete') ? (['delete'] as const) : []),
  ];
}

interface SelectionBarProps {
  meta: RecordMeta;
  selection: Selection;
  rows: RecordRow[];
  actions: BulkAction[];
}

/** Stands over the list while rows are chosen: how many, and what may be done with them. */
export function SelectionBar({ meta, selection, rows, actions }: SelectionBarProps) {
  const [action, setAction] = useState<BulkAction | null>(null);
  const ids = [...selection.ids];
  return (
    <>
      {ids.length > 0 ? (
        <div className={styles.bar} role="toolbar" aria-label={t('web.bulk.bar')}>
          <span className="figure">{t('web.bulk.chosen', { count: ids.length })}</span>
          {actions.map((one) => (
            <Button key={one} size="small" danger={one === 'delete'} onClick={() => setAction(one)}>
              {t(WORDS[one])}
            </Button>
          ))}
          <button
            type="button"
            aria-label={t('web.bulk.none')}
            title={t('web.bulk.none')}
            onClick={selection.clear}
          >
            <CloseOutlined />
          </button>
        </div>
      ) : null}
      {action === 'transfer' ? (
        <Suspense fallback={null}>
          <TransferDialog
            meta={meta}
            ids={ids}
            onDone={(refused) => selection.keep(refused)}
            onClose={() => setAction(null)}
          />
        </Suspense>
      ) : null}
      {action && action !== 'transfer' ? (
        <Suspense fallback={null}>
          <BulkDialog
            meta={meta}
            action={action}
            title={t(WORDS[action])}
            ids={ids}
            rows={rows}
            onDone={(refused) => selection.keep(refused)}
            onClose={() => setAction(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
