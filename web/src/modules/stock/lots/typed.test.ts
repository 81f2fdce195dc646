import { describe, expect, it } from 'vitest';
import { fits, isNoDay, kindOf, lastDay, misfit, readLots, withDays } from './typed';
import { readDay } from '../../../kit/readDay';

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
  it('each may have its own last day', () => {
    const parts = readLots('LA*12@2027-03-01 LB*8 LC@A-01*4@2027-04-01', '24', 'lot');
    expect(withDays(parts, { last: '2028-01-01' })).toEqual([
      { number: 'LA', quantity: '12', expires_on: '2027-03-01' },
      { number: 'LB', quantity: '8', expires_on: '2028-01-01' },
      { number: 'LC', bin: 'A-01', quantity: '4', expires_on: '2027-04-01' },
    ]);
    expect(readLots('L1@2027-03-01', '5', 'lot')).toEqual([
      { number: 'L1', quantity: '5', expires_on: '2027-03-01' },
    ]);
  });
  it('what was made then lasts as long as such goods last, unless somebody says otherwise', () => {
    expect(lastDay('261030', 21)).toBe('2026-11-20');
    expect(lastDay('2026-12-31', 60)).toBe('2027-03-01');
    expect([lastDay('2026-10-30', null), lastDay('2026-10', 21), lastDay(undefined, 21)]).toEqual([
      null,
      null,
      null,
    ]);
    const parts = readLots('L1', '5', 'lot');
    expect(withDays(parts, { made: '20261030' })).toEqual([{ ...parts[0], made_on: '2026-10-30' }]);
    expect(withDays(parts, { made: '20261030', last: '20261201' })).toEqual([
      { ...parts[0], made_on: '2026-10-30', expires_on: '2026-12-01' },
    ]);
    expect(withDays(parts, undefined)).toEqual(parts);
    expect([undefined, '', ' ', '2026-10', '261030'].map(isNoDay)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
  });
  it('what does not fit says why', () => {
    expect(misfit(readLots('S1 S2 S1', '3', 'serial'), '3')).toEqual({ twice: 'S1' });
    expect(misfit(readLots('L1*6 L2*4', '12', 'lot'), '12')).toEqual({ sum: '10' });
    expect(misfit(readLots('L1@A-01*6 L1@A-02*4', '10', 'lot'), '10')).toBeNull();
  });
  it('days are read as labels show them', () => {
    expect(['2027-03-01', '20270301', '270301', '2027\u5e7403\u670801\u65e5'].map(readDay)).toEqual(
      Array(4).fill('2027-03-01'),
    );
    expect(['', '2027-13-01', '20270231', 'x'].map(readDay)).toEqual([null, null, null, null]);
  });
});
