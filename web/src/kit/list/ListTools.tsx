import { CalendarOutlined, InsertRowLeftOutlined, TableOutlined } from '@ant-design/icons';
import { isRich } from '../../api/lists';
import type { FieldMeta, RecordMeta, ViewKind } from '../../api/types';
import { t, tx, type MessageKey } from '../i18n';
import { isDay, isGroupable, isMasked } from '../kinds';
import { Menu } from '../Menu';
import { groupWord, listFields } from './columnChoice';
import { groupField } from './groups';
import styles from './ListTools.module.css';
import type { ListView } from './useListView';

/** Fields that a board can have columns of: choices first. */
export const boardFields = (meta: RecordMeta): FieldMeta[] =>
  meta.fields
    .filter((field) => !isMasked(field) && !isDay(field) && isGroupable(field))
    .filter((field) => !['text', 'long_text'].includes(field.kind))
    .sort((a, b) => telling(b) - telling(a));

/** A board is made for what goes on: states and stages first, then choices among several, then the rest. */
function telling(field: FieldMeta): number {
  if (field.kind !== 'choice') return field.kind === 'boolean' ? 0 : 1;
  if (/(^|_)(state|stage|status)$/.test(field.name)) return 4;
  return (field.choices?.length ?? 0) > 2 ? 3 : 2;
}

/** Fields by which rows can lie on days. */
export const calendarFields = (meta: RecordMeta): FieldMeta[] =>
  listFields(meta).filter((field) => isDay(field) && !isMasked(field) && (field.filterable ?? true));

/** The ways in which a query can be looked at. */
export function viewKinds(meta: RecordMeta): ViewKind[] {
  if (!isRich(meta)) return ['list'];
  const offered = meta.list_views ?? ['list', 'board', 'calendar'];
  return offered.filter(
    (kind) =>
      kind === 'list' ||
      (kind === 'board' && boardFields(meta).length > 0) ||
      (kind === 'calendar' && calendarFields(meta).length > 0),
  );
}

const SIGNS: Record<ViewKind, React.ReactNode> = {
  list: <TableOutlined />,
  board: <InsertRowLeftOutlined />,
  calendar: <CalendarOutlined />,
};

interface ToolProps {
  meta: RecordMeta;
  view: ListView;
  onChange: (change: ListView) => void;
}

/** List, board or calendar. */
export function KindSwitch({ meta, view, onChange }: ToolProps) {
  const kinds = viewKinds(meta);
  if (kinds.length < 2) return null;
  return (
    <div className={styles.kinds} role="group" aria-label={t('web.view_kind')}>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className={styles.tool}
          aria-pressed={(view.view ?? 'list') === kind}
          aria-label={t(`web.view_kind.${kind}` as MessageKey)}
          title={t(`web.view_kind.${kind}` as MessageKey)}
          onClick={() => onChange({ view: kind === 'list' ? undefined : kind, peek: undefined })}
        >
          {SIGNS[kind]}
        </button>
      ))}
    </div>
  );
}

/** By which field the rows of a list stand together. */
export function GroupMenu({ meta, view, onChange }: ToolProps) {
  const fields = listFields(meta).filter((field) => isGroupable(field) && !isMasked(field));
  if (fields.length === 0) return null;
  const chosen = view.group ? fields.find((field) => field.name === groupField(view.group ?? '')) : undefined;
  return (
    <Menu
      label={t('web.list.group')}
      wordy
      buttonClass={styles.grouping}
      button={
        <Choice text={chosen ? t('web.list.grouped', { field: tx(chosen.label) }) : t('web.list.group')} />
      }
      groups={[
        {
          key: 'none',
          items: [
            {
              key: 'none',
              label: t('web.list.group.none'),
              checked: !chosen,
              onChoose: () => onChange({ group: undefined }),
            },
          ],
        },
        {
          key: 'fields',
          items: fields.map((field) => ({
            key: field.name,
            label: isDay(field) ? t('web.list.by_month', { field: tx(field.label) }) : tx(field.label),
            checked: field === chosen,
            onChoose: () => onChange({ group: groupWord(field) }),
          })),
        },
      ]}
    />
  );
}

interface FieldSwitchProps {
  label: MessageKey;
  fields: FieldMeta[];
  chosen: FieldMeta | undefined;
  onChoose: (name: string) => void;
}

/** By which field a board has its columns, or a calendar its days. */
export function FieldSwitch({ label, fields, chosen, onChoose }: FieldSwitchProps) {
  return (
    <Menu
      label={t(label)}
      wordy
      buttonClass={styles.grouping}
      button={<Choice text={t('web.list.by', { field: tx(chosen?.label) })} />}
      groups={[
        {
          key: 'fields',
          items: fields.map((field) => ({
            key: field.name,
            label: tx(field.label),
            checked: field === chosen,
            onChoose: () => onChoose(field.name),
          })),
        },
      ]}
    />
  );
}

const Choice = ({ text }: { text: string }) => (
  <>
    {text} <span aria-hidden="true">▾</span>
  </>
);
