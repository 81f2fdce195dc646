import { t } from '../../kit/i18n';
import type { StockTransfer } from './api';
import { LotQuantityDialog, type ChosenLine } from './lots/LotQuantityDialog';

interface SendDialogProps {
  transfer: StockTransfer;
  onSend: (lots: Pick<ChosenLine, 'line_id' | 'lots'>[]) => void;
  onCancel: () => void;
}

/** Lets goods of a transfer leave: which lots or serial numbers, where they are told apart. */
export function SendDialog({ transfer, onSend, onCancel }: SendDialogProps) {
  return (
    <LotQuantityDialog
      title={t('web.stock_transfer.send')}
      openTitle={t('web.stock_transfer.sent_quantity')}
      confirm={t('web.stock_transfer.send')}
      begin="all"
      fixed
      warehouse={transfer.from_warehouse_id}
      lines={transfer.lines.map((line) => ({
        id: line.id,
        product_id: line.product_id,
        name: line.product,
        label: `${line.product} ${line.product_code}`,
        open: line.quantity,
        unit: line.unit,
      }))}
      onConfirm={(lines) => onSend(lines.flatMap(({ line_id, lots }) => (lots ? [{ line_id, lots }] : [])))}
      onCancel={onCancel}
    />
  );
}
