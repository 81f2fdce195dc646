import type { Problem } from '../../api/problem';
import { isPositive, subtract } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { LotQuantityDialog, type ChosenLine } from '../stock/lots/LotQuantityDialog';
import type { Order } from './api';

interface DeliverDialogProps {
  order: Order;
  refusal: Problem | null;
  pending: boolean;
  onDeliver: (lines: ChosenLine[], said: Record<string, unknown>) => void;
  onCancel: () => void;
}

/** Delivers a part of what is still open. */
export function DeliverDialog({ order, refusal, pending, onDeliver, onCancel }: DeliverDialogProps) {
  const lines = order.lines
    .map((line) => ({
      id: line.id,
      product_id: line.product_id,
      name: line.product,
      label: `${line.product} ${line.product_code}`,
      open: subtract(line.quantity, line.delivered),
      unit: line.unit,
    }))
    .filter((line) => isPositive(line.open));
  return (
    <LotQuantityDialog
      warehouse={order.warehouse.id}
      title={t('web.order.deliver_part')}
      openTitle={t('web.still_open')}
      confirm={t('web.order.deliver_confirm')}
      lines={lines}
      begin="all"
      day="delivered_on"
      previews={{ path: 'sales-orders', of: { id: order.id, verb: 'deliver' } }}
      refusal={refusal}
      pending={pending}
      onConfirm={onDeliver}
      onCancel={onCancel}
    />
  );
}
