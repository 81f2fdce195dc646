import { Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { DecimalInput } from '../../../kit/DecimalInput';
import { isPositive, type Decimal } from '../../../kit/decimal';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { SkeletonRows } from '../../../kit/Skeleton';
import { useFamily, type Family } from '../api';
import type { LineProduct } from './lines';
import styles from './VariantDialog.module.css';

export interface ChosenVariant {
  product: LineProduct;
  quantity: Decimal;
}

interface VariantDialogProps {
  template: LineProduct;
  onChoose: (chosen: ChosenVariant[]) => void;
  onCancel: () => void;
}

type Variant = Family['variants'][number];

/** Chooses variants of a product by a matrix: how many of which size and colour. */
export function VariantDialog({ template, onChoose, onCancel }: VariantDialogProps) {
  const family = useFamily(template.id);
  const [wanted, setWanted] = useState<Record<string, Decimal | null>>({});
  const variants = (family.data?.variants ?? []).filter((variant) => variant.active);
  const chosen = variants.flatMap((variant): ChosenVariant[] => {
    const quantity = wanted[variant.id];
    return quantity && isPositive(quantity) ? [{ product: asProduct(variant), quantity }] : [];
  });
  const box = useRef<HTMLDivElement>(null);
  const begin = (): void => box.current?.querySelector('input')?.focus();
  useEffect(begin, [family.data]);
  const cell = (variant: Variant | undefined) =>
    variant ? (
      <DecimalInput
        label={`${t('web.quantity')} ${variant.name}`}
        placeholder="0"
        value={wanted[variant.id] ?? null}
        onChange={(quantity) => setWanted((before) => ({ ...before, [variant.id]: quantity }))}
      />
    ) : (
      <span className="soft">—</span>
    );
  return (
    <Modal
      open
      width={680}
      title={t('web.variants.choose', { product: template.name })}
      okText={t('web.variants.add', { count: chosen.length })}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: chosen.length === 0 }}
      onOk={() => onChoose(chosen)}
      onCancel={onCancel}
      afterOpenChange={begin}
    >
      {family.isPending ? <SkeletonRows rows={4} columns={3} /> : null}
      {family.isError ? <ErrorPanel error={family.error} /> : null}
      <div ref={box}>
        {family.data ? <Matrix family={family.data} variants={variants} cell={cell} /> : null}
      </div>
    </Modal>
  );
}

interface MatrixProps {
  family: Family;
  variants: Variant[];
  cell: (variant: Variant | undefined) => React.ReactNode;
}

function Matrix({ family, variants, cell }: MatrixProps) {
  const [down, across, ...further] = family.attributes;
  const having = (...values: string[]): Variant | undefined =>
    variants.find((variant) => values.every((value) => variant.values.includes(value)));
  if (!down || !across || further.length > 0) {
    return (
      <table className={styles.matrix}>
        <tbody>
          {variants.map((variant) => (
            <tr key={variant.id}>
              <th scope="row">{variant.name}</th>
              <td>{cell(variant)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{`${down.name} / ${across.name}`}</th>
            {across.values.map((value) => (
              <th key={value.id} scope="col">
                {value.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {down.values.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              {across.values.map((column) => (
                <td key={column.id}>{cell(having(row.id, column.id))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const asProduct = (variant: Variant): LineProduct => ({
  id: variant.id,
  name: variant.name,
  code: variant.code,
  kind: variant.kind,
  specification: '',
  unit: variant.unit,
  unit_id: variant.unit_id,
  sale_price: variant.sale_price,
  tax_code: variant.tax_code,
});
