import { AutoComplete, Modal } from 'antd';
import { useState } from 'react';
import { useRecordPage } from '../../../api/records';
import { compare, formatQuantity, isPositive, type Decimal } from '../../../kit/decimal';
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
  const bins = useRecordPage('warehouse-bins', {
    fields: ['code', 'name'],
    filter: {
      and: [
        { field: 'warehouse_id', op: 'eq', value: moved.warehouse_id },
        { field: 'active', op: 'eq', value: true },
        { field: 'code', op: 'ne', value: moved.bin ?? '' },
      ],
    },
    ...(to.trim() ? { search: to.trim() } : {}),
    limit: 50,
  });
  const same = to.trim().toUpperCase() === moved.bin;
  const amount =
    quantity === null || !isPositive(quantity)
      ? t('web.grid.quantity_needed')
      : compare(quantity, moved.quantity) > 0
        ? t('web.too_much', { open: formatQuantity(moved.quantity) })
        : null;
  const good = to.trim() !== '' && !same && amount === null;
  const save = (): void => {
    if (!good || quantity === null || move.isPending) return;
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
          <AutoComplete
            autoFocus
            aria-label={t('web.bins.to')}
            placeholder={t('web.bins.to.hint')}
            value={to}
            maxLength={40}
            status={same ? 'error' : ''}
            options={(bins.data?.items ?? []).map((bin) => ({
              value: String(bin.code),
              label: [bin.code, bin.name].filter(Boolean).join(' '),
            }))}
            onChange={(next: string) => setTo(next)}
          />
          {same ? (
            <small role="alert" className={styles.wrong}>
              {t('web.bins.same', { bin: moved.bin ?? '' })}
            </small>
          ) : null}
        </label>
        <label>
          {t('web.quantity')}
          <DecimalInput label={t('web.quantity')} value={quantity} onChange={setQuantity} />
          {amount ? (
            <small role="alert" className={styles.wrong}>
              {amount}
            </small>
          ) : null}
        </label>
      </div>
    </Modal>
  );
}
