import { describe, expect, it } from 'vitest';
import { among, lotOf, type KnownGoods, type KnownLot } from './known';

const LINES: KnownGoods[] = [
  { product_id: 'y', name: 'yoghurt', code: 'Y-1' },
  { product_id: 'p', name: 'pump', code: 'P-1' },
];
const LOTS: KnownLot[] = [
  { product_id: 'y', number: 'MB', serial: false },
  { product_id: 'y', number: 'X1', serial: false },
  { product_id: 'y', number: '', serial: false },
  { product_id: 'p', number: 'X1', serial: true },
  { product_id: 'p', number: 'SN2', serial: true },
];

describe('a scanned code', () => {
  it('is goods of the lines by their code', () => {
    expect(among('y-1', LINES)).toEqual({ product_id: 'y', name: 'yoghurt' });
    expect(among('MB', LINES)).toBeNull();
  });

  it('is a lot that stands there, or a serial number', () => {
    const yoghurt = { product_id: 'y', name: 'yoghurt', lot: 'MB' };
    expect(lotOf('MB', LINES, LOTS, undefined)).toEqual({ product: yoghurt });
    expect(lotOf('mb', LINES, LOTS, undefined)).toEqual({ product: yoghurt });
    expect(lotOf('SN2', LINES, LOTS, undefined)).toEqual({
      product: { product_id: 'p', name: 'pump', serial: 'SN2' },
    });
    expect(lotOf('SN9', LINES, LOTS, undefined)).toBeNull();
  });

  it('that lots of several goods have is of the goods in hand, or is asked back', () => {
    expect(lotOf('X1', LINES, LOTS, undefined)).toEqual({ several: ['yoghurt', 'pump'] });
    expect(lotOf('X1', LINES, LOTS, 'p')).toEqual({
      product: { product_id: 'p', name: 'pump', serial: 'X1' },
    });
  });
});
