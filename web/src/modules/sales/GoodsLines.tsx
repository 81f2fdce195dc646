import { compare, subtract, type Decimal } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Money, Quantity } from '../../kit/Money';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { TypedQuantity } from '../catalog/lines/OrderedLines';
import { ProductName } from '../catalog/ProductName';
import { lotsColumn } from '../stock/lots/Lots';
import type { GoodsLine } from './api';

interface GoodsLinesProps {
  lines: GoodsLine[];
  gross: Decimal;
  cost: Decimal;
  /** What they cost by now; null for who may not know. */
  costNow: Decimal | null;
  withReturned?: boolean;
}

/** What was found of the costs since they were posted, once anything was. */
const corrected = (): SimpleColumn<GoodsLine>[] => [
  {
    key: 'adjusted',
    title: t('web.cost.adjusted'),
    numeric: true,
    cell: (line) => (line.cost_now ? <Money value={subtract(line.cost_now, line.cost)} /> : null),
  },
  {
    key: 'cost_now',
    title: t('web.cost.now'),
    numeric: true,
    cell: (line) => <Money value={line.cost_now} />,
  },
];

/** Lines of goods that left or came back, at their price and at their cost. */
export function GoodsLines({ lines, gross, cost, costNow, withReturned }: GoodsLinesProps) {
  const wasCorrected = lines.some((line) => line.cost_now && compare(line.cost_now, line.cost) !== 0);
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
        {
          key: 'cost',
          title: t(wasCorrected ? 'web.cost.posted' : 'web.cost'),
          numeric: true,
          cell: (line) => <Money value={line.cost} />,
        },
        ...(wasCorrected ? corrected() : []),
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
          {wasCorrected && costNow !== null ? (
            <>
              <td className="number">
                <Money value={subtract(costNow, cost)} />
              </td>
              <td className="number">
                <Money value={costNow} />
              </td>
            </>
          ) : null}
        </tr>
      }
    />
  );
}
