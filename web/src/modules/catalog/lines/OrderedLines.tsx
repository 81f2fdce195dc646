import { DateText } from '../../../kit/DateText';
import { formatPercent, isDecimal, isPositive, negate, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { Money, Price, Quantity } from '../../../kit/Money';
import { SimpleTable, type SimpleColumn } from '../../../kit/SimpleTable';
import { ProductName } from '../ProductName';

/** A line of an order, whichever way the goods go. */
export interface OrderedLine {
  id: string;
  line_no: number;
  product_id: string;
  product: string;
  product_code: string;
  unit: string;
  quantity: Decimal;
  typed_quantity: Decimal;
  typed_unit: string;
  unit_price: Decimal;
  tax_rate: Decimal;
  net: Decimal;
  tax: Decimal;
  gross: Decimal;
}

interface OrderedLinesProps<Line extends OrderedLine> {
  order: {
    state: string;
    prices_include_tax: boolean;
    net: Decimal;
    tax: Decimal;
    gross: Decimal;
    lines: Line[];
  };
  /** How far each line is, shown once the order is more than a draft. */
  progress: { key: string; title: string; of: (line: Line) => Decimal }[];
  /** By when each line is wanted or expected, shown where any has a day of its own. */
  wanted?: { title: string; head: string | null; of: (line: Line) => string | null };
  /** Further columns before the price. */
  before?: SimpleColumn<Line>[];
}

interface DiscountedLine extends OrderedLine {
  list_price: Decimal | null;
  discount: Decimal | null;
  head_discount: Decimal;
}

/** Beside the price of lines that are sold: what the lists say where a price lies below, and what is taken off the whole. */
export function discountColumns<Line extends DiscountedLine>(lines: Line[]): SimpleColumn<Line>[] {
  const some = (amount: Decimal | null): amount is Decimal => isDecimal(amount) && isPositive(amount);
  const lower: SimpleColumn<Line>[] = [
    {
      key: 'list_price',
      title: t('web.list_price'),
      numeric: true,
      cell: (line) => <Price value={line.list_price} />,
    },
    {
      key: 'discount',
      title: t('web.discount'),
      numeric: true,
      cell: (line) => (some(line.discount) ? t('web.discount.off', { percent: line.discount }) : null),
    },
  ];
  const shared: SimpleColumn<Line> = {
    key: 'head_discount',
    title: t('web.whole_discount'),
    numeric: true,
    cell: (line) => (some(line.head_discount) ? <Money value={negate(line.head_discount)} /> : null),
  };
  return [
    ...(lines.some((line) => some(line.discount)) ? lower : []),
    ...(lines.some((line) => some(line.head_discount)) ? [shared] : []),
  ];
}

/** The lines of an order and how far each one is. */
export function OrderedLines<Line extends OrderedLine>({
  order,
  progress,
  wanted,
  before = [],
}: OrderedLinesProps<Line>) {
  const begun = order.state !== 'draft';
  const dated = wanted && order.lines.some(wanted.of) ? wanted : undefined;
  return (
    <SimpleTable<Line>
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
          cell: (line) => <TypedQuantity line={line} />,
        },
        ...(dated
          ? [
              {
                key: 'wanted',
                title: dated.title,
                cell: (line: Line) => <DateText value={dated.of(line) ?? dated.head} />,
              },
            ]
          : []),
        ...before,
        {
          key: 'price',
          title: t(order.prices_include_tax ? 'web.price.with_tax' : 'web.price.without_tax'),
          numeric: true,
          cell: (line) => <Price value={line.unit_price} />,
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
        ...(begun ? progress : []).map(({ key, title, of }) => ({
          key,
          title,
          numeric: true,
          cell: (line: Line) => <Quantity value={of(line)} />,
        })),
      ]}
      rows={order.lines}
      rowKey={(line) => line.id}
      foot={
        <tr>
          <td colSpan={(dated ? 6 : 5) + before.length}>{t('web.total')}</td>
          <td className="number">
            <Money value={order.net} />
          </td>
          <td className="number">
            <Money value={order.tax} />
          </td>
          <td className="number">
            <Money value={order.gross} />
          </td>
          {begun && progress.length > 0 ? <td colSpan={progress.length} /> : null}
        </tr>
      }
    />
  );
}

/** A quantity as it was typed, and beside it in the product's own unit where that is another. */
export function TypedQuantity({
  line,
}: {
  line: { quantity: Decimal; unit: string; typed_quantity?: Decimal | null; typed_unit?: string | null };
}) {
  if (!line.typed_quantity || !line.typed_unit || line.typed_unit === line.unit)
    return <Quantity value={line.quantity} unit={line.unit} />;
  return (
    <>
      <Quantity value={line.typed_quantity} unit={line.typed_unit} />{' '}
      <span className="soft">
        (<Quantity value={line.quantity} unit={line.unit} />)
      </span>
    </>
  );
}
