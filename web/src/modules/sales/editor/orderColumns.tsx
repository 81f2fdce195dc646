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
import { MarginCell, PromiseCell, type LinePromises } from './useLinePromises';

interface ColumnFacts {
  rates: TaxRate[];
  includesTax: boolean;
  units: Units;
  /** Beside the price of a line: which list says so, what the floor is. */
  priceNote?: (line: LineState) => ReactNode;
}

/** By when a line is wanted, where that is another day than the head's: in sight once somebody asks for it or says one. */
export const wantedColumn = (title: string, head: string | null): GridColumn => ({
  key: 'wanted_on',
  title,
  width: 108,
  input: 'text',
  passed: true,
  placeholder: () => head ?? '',
});

/** The columns of an order's grid, bought or sold. */
export function orderColumns({ rates, includesTax, units, priceNote }: ColumnFacts): GridColumn[] {
  return [
    unitColumn(units),
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

/** The columns of an order that is sold: what may be promised, red where the line wants more, and what is earned. */
export function saleColumns(
  facts: Omit<ColumnFacts, 'priceNote'>,
  promises: LinePromises,
  wantedOn: string | null,
): GridColumn[] {
  const columns = orderColumns({ ...facts, priceNote: promises.priceNote });
  const available: GridColumn = {
    key: 'available',
    title: t('web.available'),
    width: 96,
    numeric: true,
    show: (line) => <Available line={line} now={promises.of(line)?.available} units={facts.units} />,
  };
  const promised: GridColumn = {
    key: 'promise',
    title: t('web.promise'),
    width: 148,
    show: (line) => (
      <PromiseCell line={line} promise={promises.of(line)} wantedOn={wantedOn} serving={promises.serving} />
    ),
  };
  const earned: GridColumn = {
    key: 'margin',
    title: t('web.margin'),
    width: 84,
    numeric: true,
    show: (line) => <MarginCell margin={promises.of(line)?.margin} />,
  };
  // Typed as "5", "5%" or what is left of the price; the tax is in the totals.
  const discount: GridColumn = {
    key: 'discount',
    title: t('web.discount.percent'),
    width: 72,
    input: 'text',
    passed: true,
    numeric: true,
  };
  const beside: Record<string, (column: GridColumn) => GridColumn[]> = {
    quantity: (column) => [available, column, promised],
    unit_price: (column) => [column, discount],
    tax: () => [],
  };
  return [
    ...columns.flatMap((column) => beside[column.key]?.(column) ?? [column]),
    ...(promises.seesMargin ? [earned] : []),
  ];
}

interface AvailableProps {
  line: LineState;
  now: Decimal | null | undefined;
  units: Units;
}

function Available({ line, now, units }: AvailableProps) {
  if (!line.product) return null;
  if (line.product.kind !== 'goods') return <span className="soft">{t('web.service')}</span>;
  if (now === undefined || now === null) return <span className="soft">…</span>;
  const short = isShort(wantedOf(line, units), now);
  const other = unitOf(line, units)?.is_own === false;
  return (
    <span className={short ? 'negative' : undefined} title={short ? t('web.order.short') : undefined}>
      <Quantity value={now} {...(other ? { unit: line.product.unit } : {})} />
      {short ? <span aria-hidden="true"> !</span> : null}
    </span>
  );
}
