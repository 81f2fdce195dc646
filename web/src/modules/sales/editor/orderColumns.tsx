import type { ReactNode } from 'react';
import type { Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { Money, Quantity } from '../../../kit/Money';
import type { TaxRate } from '../../catalog/api';
import type { GridColumn } from '../../catalog/lines/LineGrid';
import type { LineState } from '../../catalog/lines/lines';
import { rateName } from '../../catalog/rateName';
import { isShort, unitColumn, unitOf, wantedOf, type Units } from '../../catalog/lines/units';
import { amountOf } from './orderState';

interface ColumnFacts {
  rates: TaxRate[];
  includesTax: boolean;
  available: Map<string, Decimal> | undefined;
  units: Units;
  /** Beside the price of a line: which list says so, what the floor is. */
  priceNote?: (line: LineState) => ReactNode;
}

/** By when a line is wanted, where that is another day than the head's: in sight once somebody asks for it or says one. */
export const wantedColumn = (title: string, head: string | null): GridColumn => ({
  key: 'wanted_on',
  title,
  width: 118,
  input: 'text',
  passed: true,
  placeholder: () => head ?? '',
});

/** The columns of the order grid; "available" is live, and red where the line wants more. */
export function orderColumns({ rates, includesTax, available, units, priceNote }: ColumnFacts): GridColumn[] {
  return [
    unitColumn(units),
    {
      key: 'available',
      title: t('web.available'),
      width: 96,
      numeric: true,
      show: (line) => <Available line={line} available={available} units={units} />,
    },
    { key: 'quantity', title: t('web.quantity'), width: 104, input: 'number', numeric: true },
    {
      key: 'unit_price',
      title: t(includesTax ? 'web.price.with_tax' : 'web.price.without_tax'),
      width: 132,
      input: 'number',
      numeric: true,
      ...(priceNote ? { note: priceNote } : {}),
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

interface AvailableProps {
  line: LineState;
  available: Map<string, Decimal> | undefined;
  units: Units;
}

function Available({ line, available, units }: AvailableProps) {
  if (!line.product) return null;
  if (line.product.kind !== 'goods') return <span className="soft">{t('web.service')}</span>;
  const now = available?.get(line.product.id);
  if (now === undefined) return <span className="soft">…</span>;
  const short = isShort(wantedOf(line, units), now);
  const other = unitOf(line, units)?.is_own === false;
  return (
    <span className={short ? 'negative' : undefined} title={short ? t('web.order.short') : undefined}>
      <Quantity value={now} {...(other ? { unit: line.product.unit } : {})} />
      {short ? <span aria-hidden="true"> !</span> : null}
    </span>
  );
}
