import { describe, expect, it } from 'vitest';
import { fits, kindOf, readDay, readLots } from './typed';

describe('lots as somebody types them', () => {
  it('one number is the whole line', () => {
    expect(readLots(' L1 ', '12', 'lot')).toEqual([{ number: 'L1', quantity: '12' }]);
  });
  it('several say how many each', () => {
    expect(readLots('L1*6，L2*4.5', '10.5', 'lot')).toEqual([
      { number: 'L1', quantity: '6' },
      { number: 'L2', quantity: '4.5' },
    ]);
  });
  it('a serial number is one', () => {
    expect(readLots('S1 S2\nS3', '3', 'serial').map((part) => part.quantity)).toEqual(['1', '1', '1']);
  });
  it('a bin stands behind its lot, or alone', () => {
    expect(readLots('L1@A-01*6 L2*4', '10', 'lot')).toEqual([
      { number: 'L1', bin: 'A-01', quantity: '6' },
      { number: 'L2', quantity: '4' },
    ]);
    expect(readLots('@A-01', '10', 'lot')).toEqual([{ number: '', bin: 'A-01', quantity: '10' }]);
    expect(readLots('A-01*6 A-02*4', '10', 'bin')).toEqual([
      { number: '', bin: 'A-01', quantity: '6' },
      { number: '', bin: 'A-02', quantity: '4' },
    ]);
    expect(
      [undefined, { tracking: 'lot', binned: true }, { tracking: 'none', binned: true }].map(kindOf),
    ).toEqual(['none', 'lot', 'bin']);
  });
  it('together they are the line, or do not fit', () => {
    expect(fits(readLots('L1*6 L2*4', '10', 'lot'), '10')).toBe(true);
    expect(fits(readLots('L1*6 L2*4', '11', 'lot'), '11')).toBe(false);
    expect(fits(readLots('L1*0', '0', 'lot'), '0')).toBe(false);
  });
  it('days are read as labels show them', () => {
    expect(['2027-03-01', '20270301', '270301', '2027\u5e7403\u670801\u65e5'].map(readDay)).toEqual(
      Array(4).fill('2027-03-01'),
    );
    expect(['', '2027-13-01', '20270231', 'x'].map(readDay)).toEqual([null, null, null, null]);
  });
});
