import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { RecordRow, Reference } from '../../api/types';
import { DecimalInput } from '../../kit/DecimalInput';
import { isPositive, type Decimal } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { SimpleTable } from '../../kit/SimpleTable';
import { sayDone } from '../../kit/toast';
import { useKit, useSetKit, type Kit } from './api';
import styles from './Catalog.module.css';

interface KitSectionProps {
  product: RecordRow;
  mayChange: boolean;
}

type Part = Kit['parts'][number];

/** What a kit is put together from; where nothing is said, the way to say it. */
export function KitSection({ product, mayChange }: KitSectionProps) {
  const kit = useKit(product.id);
  const [asking, setAsking] = useState(false);
  const parts = kit.data?.parts ?? [];
  if (!mayChange && parts.length === 0) return null;
  return (
    <Section
      title={t('web.kit.parts')}
      flush={parts.length > 0}
      extra={
        mayChange && kit.data ? (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setAsking(true)}>
            {t(parts.length > 0 ? 'web.kit.change' : 'web.kit.make')}
          </Button>
        ) : null
      }
    >
      {kit.isError ? <ErrorPanel error={kit.error} onRetry={() => void kit.refetch()} /> : null}
      {kit.data && parts.length === 0 ? <p className="soft">{t('web.kit.none')}</p> : null}
      {parts.length > 0 ? (
        <SimpleTable<Part>
          label={t('web.kit.parts')}
          rows={parts}
          rowKey={(part) => part.product_id}
          columns={[
            {
              key: 'product',
              title: t('web.product'),
              cell: (part) => (
                <Go to={recordUrl('products', part.product_id)}>{`${part.code} ${part.name}`}</Go>
              ),
            },
            {
              key: 'quantity',
              title: t('web.quantity'),
              numeric: true,
              cell: (part) => <Quantity value={part.quantity} unit={part.unit} />,
            },
            {
              key: 'price',
              title: t('web.units.price'),
              numeric: true,
              cell: (part) => <Money value={part.sale_price} />,
            },
          ]}
        />
      ) : null}
      {asking && kit.data ? <PartsDialog kit={kit.data} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}

interface Row {
  key: number;
  product: Reference | undefined;
  quantity: Decimal | null;
}

function begun(kit: Kit): Row[] {
  const said = kit.parts.map((part, key) => ({
    key,
    product: { id: part.product_id, title: part.name },
    quantity: part.quantity,
  }));
  return said.length > 0 ? said : [{ key: 0, product: undefined, quantity: '1' }];
}

function PartsDialog({ kit, onClose }: { kit: Kit; onClose: () => void }) {
  const [rows, setRows] = useState(() => begun(kit));
  const set = useSetKit(kit.kit_id);
  const put = (key: number, part: Partial<Row>): void =>
    setRows((now) => now.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const filled = rows.filter((row) => row.product !== undefined);
  const sound = filled.every((row) => row.quantity !== null && isPositive(row.quantity));
  const save = (): void => {
    const parts = filled.flatMap((row) =>
      row.product && row.quantity ? [{ product_id: row.product.id, quantity: row.quantity }] : [],
    );
    set.mutate(
      { parts },
      {
        onSuccess: () => {
          sayDone(t('web.form.saved'));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      width={560}
      title={t('web.kit.of', { product: kit.name })}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !sound, loading: set.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <p className="soft">{t('web.kit.why')}</p>
      {set.isError ? <ErrorPanel error={set.error} /> : null}
      {rows.map((row, at) => (
        <div key={row.key} className={styles.part}>
          <ReferencePicker
            label={t('web.kit.part', { number: at + 1 })}
            path="products"
            value={row.product?.id}
            title={row.product?.title ?? undefined}
            filter={PARTS}
            onChange={(product) => put(row.key, { product })}
          />
          <DecimalInput
            label={t('web.kit.part.quantity', { number: at + 1 })}
            value={row.quantity}
            onChange={(quantity) => put(row.key, { quantity })}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={t('web.kit.part.remove', { number: at + 1 })}
            onClick={() => setRows((now) => now.filter((other) => other.key !== row.key))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() =>
          setRows((now) => [
            ...now,
            { key: Math.max(-1, ...now.map((row) => row.key)) + 1, product: undefined, quantity: '1' },
          ])
        }
      >
        {t('web.kit.part.add')}
      </Button>
    </Modal>
  );
}

/** What may be in a kit: whatever is sold by itself. */
const PARTS = {
  and: [
    { field: 'active', op: 'eq' as const, value: true },
    { field: 'is_kit', op: 'eq' as const, value: false },
    { field: 'is_template', op: 'eq' as const, value: false },
  ],
};
