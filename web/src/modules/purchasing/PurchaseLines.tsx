import { t } from '../../kit/i18n';
import { OrderedLines } from '../catalog/lines/OrderedLines';
import type { PurchaseOrder } from './api';

/** The lines of a purchase order: how much of each came in, went back and is invoiced. */
export function PurchaseLines({ order }: { order: PurchaseOrder }) {
  return (
    <OrderedLines
      order={order}
      wanted={{
        title: t('web.purchase.expected'),
        head: order.expected_on,
        of: (line) => line.expected_on,
      }}
      progress={[
        { key: 'received', title: t('web.received'), of: (line) => line.received },
        { key: 'returned', title: t('web.sent_back'), of: (line) => line.returned },
        { key: 'invoiced', title: t('web.invoiced'), of: (line) => line.invoiced },
      ]}
    />
  );
}
