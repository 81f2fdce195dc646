import { compare, divide, multiply, type Decimal } from '../../../kit/decimal';
import type { ProductUnit } from '../api';
import type { Option } from './LineGrid';
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
