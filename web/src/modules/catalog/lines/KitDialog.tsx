import { Modal } from 'antd';
import { useState } from 'react';
import { DecimalInput } from '../../../kit/DecimalInput';
import { isPositive, type Decimal } from '../../../kit/decimal';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { Money, Quantity } from '../../../kit/Money';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { useDebounced } from '../../../kit/useDebounced';
import { useKitLines, type KitLine } from '../api';
import type { LineProduct } from './lines';

export interface ChosenPart {
  product: LineProduct;
  quantity: Decimal;
  price: Decimal | null;
}

interface KitDialogProps {
  kit: LineProduct;
  /** Whose prices count; without him the parts go where no prices are. */
  buyer: { party: string | undefined; day: string } | undefined;
  onChoose: (parts: ChosenPart[]) => void;
  onCancel: () => void;
}

const PAUSE_MS = 200;

/** How many of a kit, and into which lines they unfold. */
export function KitDialog({ kit, buyer, onChoose, onCancel }: KitDialogProps) {
  const [quantity, setQuantity] = useState<Decimal | null>('1');
  const wanted = useDebounced(quantity, PAUSE_MS);
  const sound = wanted !== null && isPositive(wanted);
  const found = useKitLines(kit.id, sound ? wanted : '1', buyer?.party, buyer?.day);
  const ready = sound && wanted === quantity && found.data !== undefined && !found.isPlaceholderData;
  return (
    <Modal
      open
      width={620}
      title={t('web.kit.unfold', { product: kit.name })}
      okText={t('web.kit.unfold.do')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !ready }}
      onOk={() => {
        if (ready) onChoose(found.data.map(asPart));
      }}
      onCancel={onCancel}
    >
      <label>
        {t('web.kit.count')}{' '}
        <DecimalInput label={t('web.kit.count')} autoFocus value={quantity} onChange={setQuantity} />
      </label>
      {found.isPending ? <SkeletonRows rows={3} columns={3} /> : null}
      {found.isError ? <ErrorPanel error={found.error} /> : null}
      {found.data ? (
        <SimpleTable<KitLine>
          label={t('web.kit.parts')}
          rows={found.data}
          rowKey={(line) => line.product_id}
          columns={[
            { key: 'product', title: t('web.product'), cell: (line) => `${line.code} ${line.name}` },
            {
              key: 'quantity',
              title: t('web.quantity'),
              numeric: true,
              cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
            },
            ...(buyer
              ? [
                  {
                    key: 'price',
                    title: t('web.units.price'),
                    numeric: true,
                    cell: (line: KitLine) => <Money value={line.unit_price} />,
                  },
                ]
              : []),
          ]}
        />
      ) : null}
    </Modal>
  );
}

const asPart = (line: KitLine): ChosenPart => ({
  product: {
    id: line.product_id,
    name: line.name,
    code: line.code,
    kind: line.kind,
    specification: line.specification ?? '',
    unit: line.unit,
    unit_id: line.unit_id,
    sale_price: line.unit_price,
    tax_code: line.tax_code,
  },
  quantity: line.quantity,
  price: line.unit_price,
});
