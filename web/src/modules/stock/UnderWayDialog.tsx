import { isPositive } from '../../kit/decimal';
import { t, type MessageKey } from '../../kit/i18n';
import type { StockTransfer } from './api';
import { LotQuantityDialog } from './lots/LotQuantityDialog';

export type UnderWayVerb = 'arrive' | 'come_back' | 'write_off';

const TITLES: Record<UnderWayVerb, MessageKey> = {
  arrive: 'web.stock_transfer.arrive_part',
  come_back: 'web.stock_transfer.come_back',
  write_off: 'web.stock_transfer.write_off',
};

interface UnderWayDialogProps {
  verb: UnderWayVerb;
  transfer: StockTransfer;
  onConfirm: (body: Record<string, unknown>) => void;
  onCancel: () => void;
}

/** Chooses what of a transfer arrived, comes back, or is written off with its reason. */
export function UnderWayDialog({ verb, transfer, onConfirm, onCancel }: UnderWayDialogProps) {
  const lines = transfer.lines
    .filter((line) => isPositive(line.under_way))
    .map((line) => ({
      id: line.id,
      product_id: line.product_id,
      lots: line.lots,
      name: line.product,
      label: `${line.product} ${line.product_code}`,
      open: line.under_way,
      unit: line.unit,
    }));
  return (
    <LotQuantityDialog
      title={t(TITLES[verb])}
      openTitle={t('web.stock_transfer.under_way')}
      confirm={t(verb === 'arrive' ? 'web.stock_transfer.arrive_confirm' : TITLES[verb])}
      lines={lines}
      begin={verb === 'arrive' ? 'nothing' : 'all'}
      {...(verb === 'write_off'
        ? { reason: t('web.stock_transfer.write_off.reason'), reasonNeeded: true }
        : {})}
      onConfirm={(chosen, said) => onConfirm({ lines: chosen, ...said })}
      onCancel={onCancel}
    />
  );
}
