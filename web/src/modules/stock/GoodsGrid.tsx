import { useMemo } from 'react';
import type { Problem } from '../../api/problem';
import { compare, type Decimal } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Quantity } from '../../kit/Money';
import { LineGrid, type GridColumn } from '../catalog/lines/LineGrid';
import { MissingCells } from '../catalog/lines/MissingCells';
import { isBlank, type LineProduct, type LineState, type LinesAction } from '../catalog/lines/lines';
import { inOwnUnits, unitColumn, unitOf, wantedOf, type Units } from '../catalog/lines/units';
import { useAvailable } from './api';
import { missingCells, missingPrices, wrongLots } from './goodsLines';
import { partName, partsTitle, type Tracked } from './lots/lots';
import { kindOf } from './lots/typed';
import styles from './StockReceiptFormPage.module.css';

interface GoodsGridProps {
  lines: LineState[];
  units: Units;
  act: (action: LinesAction) => void;
  /** Where the goods leave: what is available there stands beside each line. */
  warehouse: string | undefined;
  tried: boolean;
  refusal: Problem | null;
  /** Products that are told apart: which lots leave may be said. */
  tracked?: ReadonlyMap<string, Tracked>;
  /** What to say where a line wants more than is available. */
  beyond?: string;
  /** Each line says what one would be sold for: it is given away. */
  priced?: boolean;
}

export const goodsPrefill = (product: LineProduct): Record<string, string> => ({
  quantity: '1',
  unit_id: product.unit_id,
});

/** Products and quantities that are to leave a warehouse, with what is available there now. */
export function GoodsGrid({
  lines,
  units,
  act,
  warehouse,
  tried,
  refusal,
  tracked,
  beyond,
  priced = false,
}: GoodsGridProps) {
  const filled = lines.filter((line) => !isBlank(line));
  const available = useAvailable(
    filled.flatMap((line) => (line.product ? [line.product.id] : [])),
    warehouse,
  );
  const apart = filled.some((line) => isTracked(line, tracked));
  const columns = useMemo(
    () => [
      ...columnsWith(available, units),
      ...(priced ? [marketPrice()] : []),
      ...(apart && tracked ? [lotsCell(tracked)] : []),
    ],
    [available, units, apart, tracked, priced],
  );
  const own = inOwnUnits(lines, units, ['market_price']);
  const missing = tried
    ? {
        ...missingCells(lines),
        ...wrongLots(own.lines, tracked ?? NONE, false),
        ...own.wrong,
        ...(priced ? missingPrices(lines) : {}),
      }
    : {};
  return (
    <div className={styles.scroll}>
      {refusal ? (
        <div className={styles.panel}>
          <ErrorPanel error={refusal} />
        </div>
      ) : null}
      <MissingCells cells={missing} empty={tried && filled.length === 0} />
      {beyond && filled.some((line) => wantsMore(line, available, units)) ? (
        <p className={styles.beyond}>{beyond}</p>
      ) : null}
      <LineGrid
        label={t('web.lines')}
        lines={lines}
        columns={columns}
        prefill={goodsPrefill}
        act={act}
        wrong={missing}
        unseen={tracked ? [lotsCell(tracked)] : []}
      />
    </div>
  );
}

const marketPrice = (): GridColumn => ({
  key: 'market_price',
  title: t('web.issue.market_price'),
  width: 150,
  input: 'number',
  numeric: true,
});

const NONE: ReadonlyMap<string, Tracked> = new Map();

const isTracked = (line: LineState, tracked: ReadonlyMap<string, Tracked> | undefined): boolean =>
  kindOf(tracked?.get(line.product?.id ?? '')) !== 'none';

/** Lots that leave: what goes first is shown, and goes where nothing is typed. */
const lotsCell = (tracked: ReadonlyMap<string, Tracked>): GridColumn => ({
  key: 'lots',
  title: partsTitle(tracked),
  width: 220,
  input: 'text',
  passed: true,
  placeholder: (line) => {
    const found = tracked.get(line.product?.id ?? '');
    if (!found || kindOf(found) === 'none') return '';
    const first = found.lots.filter((lot) => lot.quality === 'free').slice(0, 2);
    const shown = first.map((lot) => `${partName(lot)}*${lot.quantity}`).join(' ');
    return found.tracking === 'serial' ? shown : t('web.lots.goes_first', { lots: shown || '–' });
  },
});

function wantsMore(line: LineState, available: Map<string, Decimal> | undefined, units: Units): boolean {
  const here = line.product ? available?.get(line.product.id) : undefined;
  const wanted = wantedOf(line, units);
  return here !== undefined && wanted !== null && compare(wanted, here) > 0;
}

const columnsWith = (available: Map<string, Decimal> | undefined, units: Units): GridColumn[] => [
  unitColumn(units),
  { key: 'quantity', title: t('web.quantity'), width: 128, input: 'number', numeric: true },
  {
    key: 'available',
    title: t('web.stock_transfer.available'),
    width: 128,
    numeric: true,
    show: (line) => {
      const other = unitOf(line, units)?.is_own === false;
      return (
        <span className={wantsMore(line, available, units) ? 'negative' : undefined}>
          <Quantity
            value={line.product ? available?.get(line.product.id) : undefined}
            {...(other && line.product ? { unit: line.product.unit } : {})}
          />
        </span>
      );
    },
  },
];
