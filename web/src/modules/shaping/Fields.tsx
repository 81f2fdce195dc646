import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useMeta } from '../../api/records';
import type { FieldMeta } from '../../api/types';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { useFields, useOrderFields, useRestoreField, type FieldView } from './api';
import { FieldDrawer } from './FieldDrawer';
import { Reorder } from './Reorder';
import styles from './Shaping.module.css';

/** Every field of a record: ours, own ones in their order, and those taken away. */
export function Fields({ record }: { record: string }) {
  const fields = useFields(record);
  const order = useOrderFields(record);
  const restore = useRestoreField(record);
  const shown = useMeta().records.find((item) => item.name === record)?.fields ?? [];
  const [open, setOpen] = useState<FieldView | 'new'>();
  if (fields.isPending) return <SkeletonRows rows={8} columns={3} />;
  if (fields.isError) return <ErrorPanel error={fields.error} onRetry={() => void fields.refetch()} />;
  const here = fields.data.filter((field) => field.name !== 'tags');
  const own = here.filter((field) => field.own && !field.removed);
  const ours = here.filter((field) => !field.own);
  const gone = here.filter((field) => field.removed);
  return (
    <>
      <Section
        flush
        title={t('web.shape.fields.own')}
        extra={
          <Button type="primary" size="small" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('web.shape.fields.add')}
          </Button>
        }
      >
        {own.length === 0 ? <EmptyState small title={t('web.shape.fields.none')} /> : null}
        {own.length > 1 ? (
          <p className="soft" style={{ padding: '8px 16px 0' }}>
            {t('web.shape.fields.order')}
          </p>
        ) : null}
        <Reorder
          items={own}
          keyOf={(field) => field.name}
          nameOf={(field) => tx(field.label)}
          onChange={(items) =>
            order.mutate(
              items.map((field) => field.name),
              { onError: sayRefused },
            )
          }
        >
          {(field) => <Line field={field} meta={shown} onOpen={() => setOpen(field)} />}
        </Reorder>
      </Section>
      <Section flush title={t('web.shape.fields.ours')}>
        <ul className={styles.order}>
          {ours.map((field) => (
            <li key={field.name}>
              <div className={styles.item}>
                <Line field={field} meta={shown} onOpen={() => setOpen(field)} />
              </div>
            </li>
          ))}
        </ul>
      </Section>
      {gone.length > 0 ? (
        <Section flush title={t('web.shape.fields.removed')}>
          <p className="soft" style={{ padding: '8px 16px 0' }}>
            {t('web.shape.fields.removed.help')}
          </p>
          <ul className={styles.order}>
            {gone.map((field) => (
              <li key={field.name}>
                <div className={styles.item}>
                  <span className={styles.name}>{labelOf(field)}</span>
                  <span className={styles.kind}>{tx(`web.kind.${field.kind}`)}</span>
                  <Button
                    size="small"
                    loading={restore.isPending}
                    onClick={() =>
                      void restore
                        .mutateAsync(field)
                        .then(
                          () => sayDone(t('web.shape.field.restored', { name: labelOf(field) })),
                          sayRefused,
                        )
                    }
                  >
                    {t('web.shape.field.restore')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {open ? (
        <FieldDrawer
          key={open === 'new' ? 'new' : open.name}
          record={record}
          field={open === 'new' ? undefined : open}
          meta={open === 'new' ? undefined : shown.find((item) => item.name === open.name)}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  );
}

/** A field that is away has no word of its own any more; its definition still does. */
function labelOf(field: FieldView): string {
  const labels = (field.definition as { labels?: { zh?: string } }).labels;
  return labels?.zh ?? tx(field.label);
}

function Line({ field, meta, onOpen }: { field: FieldView; meta: FieldMeta[]; onOpen: () => void }) {
  const shown = meta.find((item) => item.name === field.name);
  const rules = [
    shown?.required ? t('web.shape.field.required') : '',
    shown?.unique ? t('web.shape.field.unique') : '',
    shown?.searchable ? t('web.shape.field.searchable') : '',
    shown?.show_if ? t('web.shape.field.show_if') : '',
    shown?.read_only_if ? t('web.shape.field.read_only_if') : '',
  ].filter(Boolean);
  return (
    <>
      <span className={styles.name}>{tx(field.label)}</span>
      <span className={styles.kind}>{tx(`web.kind.${field.kind}`)}</span>
      <span className={styles.rules}>{rules.join(' · ')}</span>
      <Button
        size="small"
        type="link"
        aria-label={`${t('web.shape.field.change')} ${tx(field.label)}`}
        onClick={onOpen}
      >
        {t('web.shape.field.change')}
      </Button>
    </>
  );
}
