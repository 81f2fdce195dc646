import { formatQuantity, type Decimal } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Money, Quantity } from '../../kit/Money';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { TypedQuantity } from '../catalog/lines/OrderedLines';
import { ProductName } from '../catalog/ProductName';
import { lotsColumn } from '../stock/lots/Lots';
import type { PurchasedLine } from './api';
import { qualityName } from './quality';

interface PurchasedLinesProps {
  lines: PurchasedLine[];
  net: Decimal;
  /** What the goods were worth when they went back; without it the lines are those of a receipt. */
  cost?: Decimal;
}

/** Lines of goods that came in, or went back, at the order's price without tax. */
export function PurchasedLines({ lines, net, cost }: PurchasedLinesProps) {
  const last =
    cost === undefined
      ? {
          key: 'returned',
          title: t('web.sent_back'),
          numeric: true,
          cell: (line: PurchasedLine) => <Quantity value={line.returned} />,
        }
      : {
          key: 'cost',
          title: t('web.cost'),
          numeric: true,
          cell: (line: PurchasedLine) => <Money value={line.cost} />,
        };
  const qualities = qualitiesColumn(lines);
  return (
    <SimpleTable<PurchasedLine>
      label={t('web.lines')}
      columns={[
        { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
        {
          key: 'product',
          title: t('web.product'),
          cell: (line) => <ProductName id={line.product_id} name={line.product} code={line.product_code} />,
        },
        ...lotsColumn(lines, true),
        ...qualities,
        {
          key: 'quantity',
          title: t('web.quantity'),
          numeric: true,
          cell: (line) => <TypedQuantity line={line} />,
        },
        { key: 'net', title: t('web.net'), numeric: true, cell: (line) => <Money value={line.net} /> },
        last,
      ]}
      rows={lines}
      rowKey={(line) => line.id}
      foot={
        <tr>
          <td colSpan={3 + lotsColumn(lines).length + qualities.length}>{t('web.total')}</td>
          <td className="number">
            <Money value={net} />
          </td>
          <td className="number">{cost === undefined ? null : <Money value={cost} />}</td>
        </tr>
      }
    />
  );
}

/** From which quality goods went back, where any of them were not free. */
function qualitiesColumn(lines: PurchasedLine[]): SimpleColumn<PurchasedLine>[] {
  if (lines.every((line) => (line.qualities ?? []).every((part) => part.quality === 'free'))) return [];
  return [
    {
      key: 'qualities',
      title: t('web.purchase.taken_from'),
      cell: (line) =>
        (line.qualities ?? []).map((part) => (
          <div key={part.quality}>
            {qualityName(part.quality)} {formatQuantity(part.quantity)}
          </div>
        )),
    },
  ];
}
