import { isNegative, negate } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import type { CountLine, StockCount } from './api';
import { isOff } from './goodsLines';
import { LotQuantityDialog, type ChosenLine } from './lots/LotQuantityDialog';

interface CountLotsDialogProps {
  count: StockCount;
  onPost: (lots: Pick<ChosenLine, 'line_id' | 'lots'>[]) => void;
  onCancel: () => void;
}

/** Lines of a count that are off and whose goods are told apart. */
export const toldApart = (count: StockCount): CountLine[] =>
  count.lines.filter((line) => line.tracking !== 'none' && isOff(line.difference));

/** Says which lots or serial numbers a count found or missed. */
export function CountLotsDialog({ count, onPost, onCancel }: CountLotsDialogProps) {
  const lines = toldApart(count).map((line) => {
    const missing = isNegative(line.difference ?? '0');
    return {
      id: line.id,
      product_id: line.product_id,
      name: line.product,
      label: `${t(missing ? 'web.count.loss' : 'web.count.gain')} ${line.product} ${line.product_code}`,
      open: missing ? negate(line.difference ?? '0') : (line.difference ?? '0'),
      unit: line.unit,
      incoming: !missing,
      optional: line.tracking === 'lot',
    };
  });
  return (
    <LotQuantityDialog
      title={t('web.lots.count_lots')}
      openTitle={t('web.count.difference')}
      confirm={t('web.count.post')}
      begin="all"
      fixed
      warehouse={count.warehouse_id}
      lines={lines}
      onConfirm={(chosen) => onPost(chosen.flatMap(({ line_id, lots }) => (lots ? [{ line_id, lots }] : [])))}
      onCancel={onCancel}
    />
  );
}
