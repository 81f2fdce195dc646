import { describe, expect, it } from 'vitest';
import type { InBin } from '../bins/bins';
import { choose, withRow } from './carrying';

const row = (id: string, number: string, expires_on: string | null, quality = 'free'): InBin =>
  ({ id, product_id: 'y', number, expires_on, quality, quantity: '5' }) as InBin;
const MA = row('1', 'MA', '2027-03-01');
const MB = row('2', 'MB', '2027-01-15');
const WAITS = row('3', 'MC', '2026-12-01', 'quarantine');
const HERE = [MA, MB, WAITS];

describe('goods that are moved between bins', () => {
  it('are the lot that was scanned', () => {
    const wanted = { product_id: 'y', serial: false };
    expect(choose(HERE, [], { ...wanted, number: 'MA' })).toEqual({ row: MA, chosen: false });
    expect(choose(HERE, [], { ...wanted, number: 'MC' })).toEqual({ row: WAITS, chosen: false });
    expect(choose(HERE, [], { ...wanted, number: 'MX' })).toBeNull();
  });

  it('are of the lot that expires first where none is said, which is told', () => {
    expect(choose(HERE, [], { product_id: 'y', serial: false })).toEqual({ row: MB, chosen: true });
    expect(choose([MA], [], { product_id: 'y', serial: false })).toEqual({ row: MA, chosen: false });
  });

  it('are never a serial number that nobody scanned', () => {
    expect(choose([MA, MB], [], { product_id: 'y', serial: true })).toBe('which');
    expect(choose([MA, MB], withRow([], MA), { product_id: 'y', number: 'MB', serial: true })).toEqual({
      row: MB,
      chosen: false,
    });
  });

  it('are gathered in hand, each once', () => {
    const both = withRow(withRow([], MA), MB);
    expect(withRow(both, MA)).toBe(both);
    expect(both.map((one) => one.row.number)).toEqual(['MA', 'MB']);
  });
});
