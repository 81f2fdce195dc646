import { compare, formatPercent, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { Money, Quantity } from '../../../kit/Money';
import { titleWord } from '../../../kit/titles';
import type { TaxRate } from '../../catalog/api';
import type { GridColumn } from '../../catalog/lines/LineGrid';
import { numberIn, type LineState } from '../../catalog/lines/lines';
import { amountOf } from './orderState';

/** The columns of the order grid; "available" is live, and red where the line wants more. */
export function orderColumns(
  rates: TaxRate[],
  includesTax: boolean,
  available: Map<string, Decimal> | undefined,
): GridColumn[] {
  return [
    { key: 'unit', title: t('web.unit'), width: 64, show: (line) => line.product?.unit },
    {
      key: 'available',
      title: t('web.available'),
      width: 96,
      numeric: true,
      show: (line) => <Available line={line} available={available} />,
    },
    { key: 'quantity', title: t('web.quantity'), width: 104, input: 'number', numeric: true },
    {
      key: 'unit_price',
      title: t(includesTax ? 'web.price.with_tax' : 'web.price.without_tax'),
      width: 120,
      input: 'number',
      numeric: true,
    },
    {
      key: 'tax_code',
      title: t('web.tax_rate'),
      width: 92,
      input: 'choice',
      options: rates.map((rate) => ({ value: rate.code, label: rateName(rate) })),
    },
    {
      key: 'tax',
      title: t('web.tax'),
      width: 104,
      numeric: true,
      show: (line) => <Money value={amountOf(line, includesTax, rates)?.tax} />,
    },
    {
      key: 'gross',
      title: t('web.gross'),
      width: 124,
      numeric: true,
      show: (line) => <Money value={amountOf(line, includesTax, rates)?.gross} />,
    },
  ];
}

function rateName(rate: TaxRate): string {
  const title = titleWord('tax-rates', rate.code);
  return title !== rate.code || rate.code.includes('%') ? title : formatPercent(rate.rate);
}

function Available({ line, available }: { line: LineState; available: Map<string, Decimal> | undefined }) {
  if (!line.product) return null;
  if (line.product.kind !== 'goods') return <span className="soft">{t('web.service')}</span>;
  const now = available?.get(line.product.id);
  if (now === undefined) return <span className="soft">…</span>;
  const wanted = numberIn(line, 'quantity');
  const short = wanted !== null && compare(wanted, now) > 0;
  return (
    <span className={short ? 'negative' : undefined} title={short ? t('web.order.short') : undefined}>
      <Quantity value={now} />
      {short ? <span aria-hidden="true"> !</span> : null}
    </span>
  );
}
