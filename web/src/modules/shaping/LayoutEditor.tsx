import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import { useState, type DragEvent } from 'react';
import { useMeta } from '../../api/records';
import type { FieldMeta } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { sayDone } from '../../kit/toast';
import type { RoleName } from '../identity/api';
import { useSaveLayout, type LayoutBody, type LayoutView } from './api';
import { Row } from './Row';
import styles from './Shaping.module.css';

type Group = LayoutBody['groups'][number];

interface LayoutEditorProps {
  record: string;
  layout: LayoutView | undefined;
  roles: RoleName[];
  onClose: () => void;
}

/** Puts fields into groups, by dragging or by choosing; what is left out is not shown. */
export function LayoutEditor({ record, layout, roles, onClose }: LayoutEditorProps) {
  const fields = useMeta().records.find((item) => item.name === record)?.fields ?? [];
  const needed = fields.filter((field) => field.required && !field.numbered).map((field) => field.name);
  const [draft, setDraft] = useState<LayoutBody>(() => ({
    name: layout?.name ?? '',
    position: layout?.position ?? 0,
    role_ids: layout?.role_ids ?? [],
    groups: (layout?.groups as unknown as Group[] | undefined) ?? [
      { label: t('web.shape.layouts.first'), columns: 2, fields: needed },
    ],
  }));
  const save = useSaveLayout(record, layout);
  const put = (change: Partial<LayoutBody>): void => setDraft({ ...draft, ...change });
  const placed = new Set(draft.groups.flatMap((group) => group.fields));
  /** Takes a field out of where it is and puts it into a group, before another one or at the end. */
  const place = (name: string, to: number | null, before?: string): void =>
    put({
      groups: draft.groups.map((group, at) => {
        const rest = group.fields.filter((other) => other !== name);
        if (at !== to) return { ...group, fields: rest };
        const spot = before ? rest.indexOf(before) : -1;
        return { ...group, fields: spot < 0 ? [...rest, name] : rest.toSpliced(spot, 0, name) };
      }),
    });
  return (
    <Section
      title={layout?.name ?? t('web.shape.layouts.add')}
      extra={
        <>
          <Button size="small" onClick={onClose}>
            {t('web.cancel')}
          </Button>{' '}
          <Button
            size="small"
            type="primary"
            disabled={draft.name.trim() === '' || draft.groups.some((group) => group.label.trim() === '')}
            loading={save.isPending}
            onClick={() =>
              save.mutate(draft, {
                onSuccess: (saved) => {
                  sayDone(t('web.shape.layouts.saved', { name: saved.name }));
                  onClose();
                },
              })
            }
          >
            {t('web.save')}
          </Button>
        </>
      }
    >
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      <div className={styles.form}>
        <Head draft={draft} roles={roles} put={put} />
        <p className="soft">{t('web.shape.layouts.drag')}</p>
        <div className={styles.layout}>
          <Pool
            title={t('web.shape.layouts.unplaced')}
            fields={fields.filter((field) => !placed.has(field.name))}
            groups={draft.groups}
            onPlace={place}
          />
          <div>
            {draft.groups.map((group, at) => (
              <GroupBox
                key={at}
                at={at}
                group={group}
                fields={fields}
                groups={draft.groups}
                onPlace={place}
                onChange={(next) =>
                  put({ groups: draft.groups.map((other, spot) => (spot === at ? next : other)) })
                }
                onRemove={() => put({ groups: draft.groups.filter((_, spot) => spot !== at) })}
              />
            ))}
            <Button
              type="link"
              icon={<PlusOutlined />}
              onClick={() => put({ groups: [...draft.groups, { label: '', columns: 2, fields: [] }] })}
            >
              {t('web.shape.layouts.group.add')}
            </Button>
          </div>
        </div>
        <Preview groups={draft.groups} fields={fields} />
      </div>
    </Section>
  );
}

interface HeadProps {
  draft: LayoutBody;
  roles: RoleName[];
  put: (change: Partial<LayoutBody>) => void;
}

function Head({ draft, roles, put }: HeadProps) {
  return (
    <div className={styles.pair}>
      <Row label={t('web.shape.layouts.name')}>
        {(id) => (
          <Input
            id={id}
            maxLength={60}
            value={draft.name}
            onChange={(event) => put({ name: event.target.value })}
          />
        )}
      </Row>
      <Row label={t('web.shape.layouts.order')}>
        {(id) => (
          <InputNumber
            id={id}
            min={0}
            max={1000}
            precision={0}
            value={draft.position}
            onChange={(position) => put({ position: position ?? 0 })}
          />
        )}
      </Row>
      <Row label={t('web.shape.layouts.roles')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            placeholder={t('web.shape.layouts.everybody')}
            value={draft.role_ids}
            options={roles.map((role) => ({ value: role.id, label: role.name }))}
            onChange={(role_ids) => put({ role_ids })}
          />
        )}
      </Row>
    </div>
  );
}

type Place = (name: string, to: number | null, before?: string) => void;

const carry = (event: DragEvent, name: string): void => event.dataTransfer.setData('text/plain', name);
const carried = (event: DragEvent): string => event.dataTransfer.getData('text/plain');

interface PoolProps {
  title: string;
  fields: FieldMeta[];
  groups: Group[];
  onPlace: Place;
}

function Pool({ title, fields, groups, onPlace }: PoolProps) {
  return (
    <div
      className={styles.pool}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => onPlace(carried(event), null)}
    >
      <strong>{title}</strong>
      <p className="soft">{t('web.shape.layouts.unplaced.help')}</p>
      <div className={styles.chips}>
        {fields.map((field) => (
          <Chip key={field.name} field={field} groups={groups} inside={null} onPlace={onPlace} />
        ))}
      </div>
    </div>
  );
}

interface GroupBoxProps {
  at: number;
  group: Group;
  fields: FieldMeta[];
  groups: Group[];
  onPlace: Place;
  onChange: (group: Group) => void;
  onRemove: () => void;
}

function GroupBox({ at, group, fields, groups, onPlace, onChange, onRemove }: GroupBoxProps) {
  const inside = group.fields.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  return (
    <div
      className={styles.group}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => onPlace(carried(event), at)}
    >
      <div className={styles.groupHead}>
        <Input
          style={{ flex: 1, minWidth: 120 }}
          size="small"
          maxLength={60}
          aria-label={t('web.shape.layouts.group')}
          placeholder={t('web.shape.layouts.group')}
          value={group.label}
          onChange={(event) => onChange({ ...group, label: event.target.value })}
        />
        <Segmented<1 | 2>
          size="small"
          value={group.columns}
          options={[1, 2]}
          title={t('web.shape.layouts.columns')}
          onChange={(columns) => onChange({ ...group, columns })}
        />
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          disabled={groups.length === 1}
          aria-label={t('web.shape.take_away', { name: group.label })}
          onClick={onRemove}
        />
      </div>
      <div className={group.columns === 2 ? `${styles.chips} ${styles.two}` : styles.chips}>
        {inside.map((field) => (
          <Chip key={field.name} field={field} groups={groups} inside={at} onPlace={onPlace} />
        ))}
      </div>
    </div>
  );
}

interface ChipProps {
  field: FieldMeta;
  groups: Group[];
  inside: number | null;
  onPlace: Place;
}

function Chip({ field, groups, inside, onPlace }: ChipProps) {
  const name = tx(field.label);
  return (
    <div
      className={styles.chip}
      draggable
      onDragStart={(event) => carry(event, field.name)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.stopPropagation();
        if (carried(event) !== field.name) onPlace(carried(event), inside, field.name);
      }}
    >
      <span className="ellipsis" title={name}>
        {name}
        {field.required ? ' *' : ''}
      </span>
      <Select
        size="small"
        variant="borderless"
        popupMatchSelectWidth={false}
        aria-label={`${t('web.shape.layouts.put')} ${name}`}
        value={inside ?? -1}
        options={[
          { value: -1, label: '–' },
          ...groups.map((group, at) => ({ value: at, label: group.label || String(at + 1) })),
        ]}
        onChange={(to) => onPlace(field.name, to < 0 ? null : to)}
      />
    </div>
  );
}

/** The form as it will look. */
function Preview({ groups, fields }: { groups: Group[]; fields: FieldMeta[] }) {
  return (
    <div>
      <h3>{t('web.shape.layouts.preview')}</h3>
      {groups.map((group, at) => (
        <Section key={at} title={group.label}>
          <div className={group.columns === 2 ? `${styles.preview} ${styles.two}` : styles.preview}>
            {group.fields.map((name) => {
              const field = fields.find((item) => item.name === name);
              return field ? (
                <div key={name}>
                  <span className="soft">
                    {tx(field.label)}
                    {field.required ? ' *' : ''}
                  </span>
                  <i aria-hidden="true" />
                </div>
              ) : null;
            })}
          </div>
        </Section>
      ))}
    </div>
  );
}
