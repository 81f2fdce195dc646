import { Go, recordUrl } from '../../../kit/Go';
import { sumOfKnown } from '../../../kit/decimal';
import { t, tx } from '../../../kit/i18n';
import { Money, Quantity } from '../../../kit/Money';
import { SimpleTable } from '../../../kit/SimpleTable';
import { ProductName } from '../../catalog/ProductName';
import type { Basis, LandedLine } from './api';

interface LandedLinesProps {
  lines: LandedLine[];
  cost: string;
  basis: Basis;
}

/** Line by line what is borne: by what lies there, and by what had left. */
export function LandedLines({ lines, cost, basis }: LandedLinesProps) {
  const measured = basis === 'weight' || basis === 'amount';
  return (
    <SimpleTable<LandedLine>
      label={t('web.landed.shares')}
      columns={[
        { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
        {
          key: 'receipt',
          title: t('web.landed.receipt'),
          cell: (line) => <Go to={recordUrl('purchase-receipts', line.receipt.id)}>{line.receipt.title}</Go>,
        },
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
        ...(measured
          ? [
              {
                key: 'base',
                title: tx(`web.landed.base.${basis}`),
                numeric: true,
                cell: (line: LandedLine) =>
                  basis === 'amount' ? <Money value={line.base} /> : <Quantity value={line.base} />,
              },
            ]
          : []),
        {
          key: 'on_hand',
          title: t('web.landed.on_hand'),
          numeric: true,
          cell: (line) => <Money value={line.on_hand} />,
        },
        {
          key: 'gone',
          title: t('web.landed.gone'),
          numeric: true,
          cell: (line) => <Money value={line.gone} />,
        },
        {
          key: 'amount',
          title: t('web.landed.amount'),
          numeric: true,
          cell: (line) => <Money value={line.amount} />,
        },
      ]}
      rows={lines}
      rowKey={(line) => line.id}
      foot={
        <tr>
          <td colSpan={measured ? 5 : 4}>{t('web.total')}</td>
          <td className="number">
            <Money value={sumOfKnown(lines.map((line) => line.on_hand))} />
          </td>
          <td className="number">
            <Money value={sumOfKnown(lines.map((line) => line.gone))} />
          </td>
          <td className="number">
            <Money value={cost} />
          </td>
        </tr>
      }
    />
  );
}
