import { compare, divide, multiply, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import type { ProductUnit } from '../api';
import { exactly, inexactCells, settled } from './fractions';
import type { GridColumn, Option } from './LineGrid';
import { numberIn, type LineState } from './lines';

export type Units = Map<string, ProductUnit[]>;

/** The unit in which a line is typed. */
export function unitOf(line: LineState, units: Units): ProductUnit | undefined {
  const known = line.product ? units.get(line.product.id) : undefined;
  return known?.find((unit) => unit.unit_id === line.cells.unit_id) ?? known?.[0];
}

export const unitOptions = (line: LineState, units: Units): Option[] =>
  (line.product ? (units.get(line.product.id) ?? []) : []).map((unit) => ({
    value: unit.unit_id,
    label: unit.unit,
  }));

/** What a line wants, in the product's own unit; for comparing with what is there. */
export function wantedOf(line: LineState, units: Units): Decimal | null {
  const quantity = numberIn(line, 'quantity');
  const unit = unitOf(line, units);
  if (quantity === null || !unit || unit.is_own) return quantity;
  return divide(multiply(quantity, String(unit.numerator)), String(unit.denominator));
}

export const isShort = (wanted: Decimal | null, there: Decimal): boolean =>
  wanted !== null && compare(wanted, there) > 0;

/** The unit of a line, chosen among those of its product; its own counts while none is chosen. */
export const unitColumn = (units: Units): GridColumn => ({
  key: 'unit_id',
  title: t('web.unit'),
  width: 72,
  input: 'choice',
  passed: true,
  options: (line) => unitOptions(line, units),
  usual: (line) => unitOf(line, units)?.unit_id ?? '',
  show: (line) => line.product?.unit,
  settle: (line) => settled(line, units),
});

interface Converted {
  lines: LineState[];
  /** What cannot be said exactly in the product's own unit, by cell. */
  wrong: Record<string, string>;
  /** False while the units of a line are not known yet: until then nobody knows how many it says. */
  ready: boolean;
}

/**
 * Lines as papers of goods take them: in the products' own units, exactly, with prices of one of it. What was typed in
 * another unit and does not come out exactly is refused with the unit that does.
 */
export function inOwnUnits(lines: LineState[], units: Units, prices: string[] = []): Converted {
  const wrong = inexactCells(lines, units);
  const converted = lines.map((line, place) => {
    const unit = unitOf(line, units);
    if (!line.product || !unit || unit.is_own) return line;
    const cells: Record<string, string> = { ...line.cells, unit_id: line.product.unit_id };
    const turn = (cell: string, by: number, of: number): void => {
      const typed = numberIn(line, cell);
      if (typed === null) return;
      const exact = exactly(multiply(typed, String(by)), String(of));
      if (exact !== null) cells[cell] = exact;
      else wrong[`${place}.${cell}`] ??= t('web.grid.inexact', { unit: line.product?.unit ?? '' });
    };
    turn('quantity', unit.numerator, unit.denominator);
    for (const cell of prices) turn(cell, unit.denominator, unit.numerator);
    return { ...line, cells };
  });
  const ready = lines.every(({ product }) => product === null || units.has(product.id));
  return { lines: converted, wrong, ready };
}
