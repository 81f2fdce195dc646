import { Input, Modal } from 'antd';
import { useState } from 'react';
import { compare, isPositive, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { sayDone } from '../../../kit/toast';
import styles from '../lots/Lots.module.css';
import { useMoveBins, type InBin } from './bins';

interface MoveBinDialogProps {
  moved: InBin;
  onClose: () => void;
}

/** Moves what stands in one bin, or a part of it, into another. */
export function MoveBinDialog({ moved, onClose }: MoveBinDialogProps) {
  const move = useMoveBins();
  const [to, setTo] = useState('');
  const [quantity, setQuantity] = useState<Decimal | null>(moved.quantity);
  const good =
    to.trim() !== '' && quantity !== null && isPositive(quantity) && compare(quantity, moved.quantity) <= 0;
  const save = (): void => {
    if (!good || move.isPending) return;
    const line = {
      product_id: moved.product_id,
      from_bin: moved.bin ?? '',
      to_bin: to.trim(),
      quantity,
      ...(moved.number ? { lot: moved.number } : {}),
    };
    move.mutate(
      { warehouse_id: moved.warehouse_id, lines: [line] },
      {
        onSuccess: (made) => {
          sayDone(t('web.bins.moved', { number: made.number }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={`${t('web.bins.move')} ${moved.product} ${moved.number}`}
      okText={t('web.bins.move')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !good, loading: move.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      {move.error ? <ErrorPanel error={move.error} /> : null}
      <p className="soft">
        {moved.warehouse} · {moved.bin}
      </p>
      <div className={styles.fields}>
        <label>
          {t('web.bins.to')}
          <Input
            autoFocus
            value={to}
            maxLength={40}
            onChange={(event) => setTo(event.target.value)}
            onPressEnter={save}
          />
        </label>
        <label>
          {t('web.quantity')}
          <DecimalInput label={t('web.quantity')} value={quantity} onChange={setQuantity} />
        </label>
      </div>
    </Modal>
  );
}
