import { formatPercent } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Money, Quantity } from '../../kit/Money';
import { SimpleTable } from '../../kit/SimpleTable';
import { ProductName } from '../catalog/ProductName';
import type { PurchaseOrder, PurchaseLine } from './api';

/** The lines of an order and how far each one is. */
export function PurchaseLines({ order }: { order: PurchaseOrder }) {
  const begun = order.state !== 'draft';
  return (
    <SimpleTable<PurchaseLine>
      label={t('web.lines')}
      columns={[
        { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
        {
          key: 'product',
          title: t('web.product'),
          cell: (line) => <ProductName id={line.product_id} name={line.product} code={line.product_code} />,
        },
        {
          key: 'quantity',
          title: t('web.quantity'),
          numeric: true,
          cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
        },
        {
          key: 'price',
          title: t(order.prices_include_tax ? 'web.price.with_tax' : 'web.price.without_tax'),
          numeric: true,
          cell: (line) => <Quantity value={line.unit_price} />,
        },
        {
          key: 'rate',
          title: t('web.tax_rate'),
          numeric: true,
          cell: (line) => formatPercent(line.tax_rate),
        },
        { key: 'net', title: t('web.net'), numeric: true, cell: (line) => <Money value={line.net} /> },
        { key: 'tax', title: t('web.tax'), numeric: true, cell: (line) => <Money value={line.tax} /> },
        { key: 'gross', title: t('web.gross'), numeric: true, cell: (line) => <Money value={line.gross} /> },
        ...(begun
          ? [
              {
                key: 'received',
                title: t('web.received'),
                numeric: true,
                cell: (line: PurchaseLine) => <Quantity value={line.received} />,
              },
              {
                key: 'returned',
                title: t('web.sent_back'),
                numeric: true,
                cell: (line: PurchaseLine) => <Quantity value={line.returned} />,
              },
              {
                key: 'invoiced',
                title: t('web.invoiced'),
                numeric: true,
                cell: (line: PurchaseLine) => <Quantity value={line.invoiced} />,
              },
            ]
          : []),
      ]}
      rows={order.lines}
      rowKey={(line) => line.id}
      foot={
        <tr>
          <td colSpan={5}>{t('web.total')}</td>
          <td className="number">
            <Money value={order.net} />
          </td>
          <td className="number">
            <Money value={order.tax} />
          </td>
          <td className="number">
            <Money value={order.gross} />
          </td>
          {begun ? <td colSpan={3} /> : null}
        </tr>
      }
    />
  );
}
