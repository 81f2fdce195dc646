import { t } from '../../kit/i18n';
import { discountColumns, OrderedLines } from '../catalog/lines/OrderedLines';
import type { Order } from './api';

/** The lines of a sales order: how much of each left, came back and is invoiced. */
export function OrderLines({ order }: { order: Order }) {
  return (
    <OrderedLines
      order={order}
      before={discountColumns(order.lines)}
      wanted={{ title: t('web.order.deliver_on'), head: order.deliver_on, of: (line) => line.deliver_on }}
      progress={[
        { key: 'delivered', title: t('web.delivered'), of: (line) => line.delivered },
        { key: 'returned', title: t('web.returned'), of: (line) => line.returned },
        { key: 'settled', title: t('web.invoiced'), of: (line) => line.settled },
      ]}
    />
  );
}
