import type { Problem } from '../../api/problem';
import { compare, isDecimal, subtract } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Quantity } from '../../kit/Money';
import { SimpleTable } from '../../kit/SimpleTable';

interface Shortage {
  line: number;
  product: string;
  wanted: string;
  available: string;
}

const isShortage = (value: unknown): value is Shortage =>
  typeof value === 'object' && value !== null && 'wanted' in value && 'available' in value;

export function shortagesOf(problem: Problem | null): Shortage[] {
  const lines = problem?.code === 'stock.insufficient' ? problem.params.lines : undefined;
  return Array.isArray(lines) ? lines.filter(isShortage) : [];
}

/** Which lines want more than there is: wanted, available, short by. */
export function StockRefusal({ problem }: { problem: Problem | null }) {
  const shortages = shortagesOf(problem);
  if (shortages.length === 0) return null;
  return (
    <SimpleTable<Shortage>
      label={t('web.shortage')}
      columns={[
        { key: 'line', title: '#', width: 44, cell: (item) => item.line },
        { key: 'product', title: t('web.product'), cell: (item) => item.product },
        {
          key: 'wanted',
          title: t('web.wanted'),
          numeric: true,
          cell: (item) => <Quantity value={item.wanted} />,
        },
        {
          key: 'available',
          title: t('web.available'),
          numeric: true,
          cell: (item) => <Quantity value={item.available} />,
        },
        {
          key: 'short',
          title: t('web.short_by'),
          numeric: true,
          cell: (item) =>
            isDecimal(item.wanted) &&
            isDecimal(item.available) &&
            compare(item.wanted, item.available) > 0 ? (
              <b>
                <Quantity value={subtract(item.wanted, item.available)} />
              </b>
            ) : null,
        },
      ]}
      rows={shortages}
      rowKey={(item) => String(item.line)}
    />
  );
}
