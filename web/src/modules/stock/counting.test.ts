import { describe, expect, it } from 'vitest';
import { lineMeant, missingSerials, outcome } from './counting';

const line = (
  product_id: string,
  lot: string | null,
  counted: string | null,
  bin: string | null = null,
  tracking = 'serial',
) => ({ product_id, lot, counted, bin, tracking });

describe('the lines of a count', () => {
  it('miss the serial numbers that were not found where others were counted', () => {
    const lines = [
      line('p', 'S1', '1', 'A-01'),
      line('p', 'S2', null, 'A-01'),
      line('p', 'S3', null, 'A-02'),
      line('q', 'S4', null, 'A-01'),
      line('y', 'L1', '5', 'A-01', 'lot'),
      line('y', 'L2', null, 'A-01', 'lot'),
    ];
    expect(missingSerials(lines).map((one) => one.lot)).toEqual(['S2']);
  });

  it('say what posting them did: what stood in another bin is neither over nor missing', () => {
    const posted = (counted: string | null, difference: string | null, moved: string | null) => ({
      counted,
      difference,
      moved,
    });
    expect(
      outcome([
        posted('5', '0', '0'),
        posted('3', '-3', '-2'),
        posted('2', '2', '2'),
        posted('1', '1', '0'),
        posted(null, null, null),
      ]),
    ).toEqual({ lines: 4, over: 1, missing: 1, misplaced: 2 });
  });

  it('are meant by what is said of them, if by one only', () => {
    const lines = [line('y', 'L1', null, 'A-01', 'lot'), line('y', 'L2', null, 'A-01', 'lot')];
    expect(lineMeant(lines, { product_id: 'y', bin: null, lot: 'L2' })).toBe(lines[1]);
    expect(lineMeant(lines, { product_id: 'y', bin: null })).toBeNull();
    expect(lineMeant(lines, { product_id: 'y', bin: 'A-02', lot: 'L2' })).toBeNull();
    expect(lineMeant(lines.slice(1), { product_id: 'y', bin: null })).toBe(lines[1]);
  });
});
