import type { Decimal } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Money, Quantity } from '../../kit/Money';
import { SimpleTable } from '../../kit/SimpleTable';
import { TypedQuantity } from '../catalog/lines/OrderedLines';
import { ProductName } from '../catalog/ProductName';
import { lotsColumn } from '../stock/lots/Lots';
import type { GoodsLine } from './api';

interface GoodsLinesProps {
  lines: GoodsLine[];
  gross: Decimal;
  cost: Decimal;
  withReturned?: boolean;
}

/** Lines of goods that left or came back, at their price and at their cost. */
export function GoodsLines({ lines, gross, cost, withReturned }: GoodsLinesProps) {
  return (
    <SimpleTable<GoodsLine>
      label={t('web.lines')}
      columns={[
        { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
        {
          key: 'product',
          title: t('web.product'),
          cell: (line) => <ProductName id={line.product_id} name={line.product} code={line.product_code} />,
        },
        ...lotsColumn(lines),
        {
          key: 'quantity',
          title: t('web.quantity'),
          numeric: true,
          cell: (line) => <TypedQuantity line={line} />,
        },
        ...(withReturned
          ? [
              {
                key: 'returned',
                title: t('web.returned'),
                numeric: true,
                cell: (line: GoodsLine) => <Quantity value={line.returned} />,
              },
            ]
          : []),
        { key: 'gross', title: t('web.gross'), numeric: true, cell: (line) => <Money value={line.gross} /> },
        { key: 'cost', title: t('web.cost'), numeric: true, cell: (line) => <Money value={line.cost} /> },
      ]}
      rows={lines}
      rowKey={(line) => line.id}
      foot={
        <tr>
          <td colSpan={(withReturned ? 4 : 3) + lotsColumn(lines).length}>{t('web.total')}</td>
          <td className="number">
            <Money value={gross} />
          </td>
          <td className="number">
            <Money value={cost} />
          </td>
        </tr>
      }
    />
  );
}
