import { describe, expect, it } from 'vitest';
import type { Tracked } from '../lots/lots';
import {
  firstOf,
  leftOf,
  nameRest,
  putInto,
  sourcesOf,
  takeExactly,
  takeMore,
  takenFrom,
  unnamed,
  type Hand,
} from './taking';

const source = (number: string, bin: string | null, quantity: string, expires_on: string | null = null) => ({
  number,
  bin,
  quantity,
  expires_on,
});

const LOTS = [source('MB', 'A-03', '20', '2027-01-15'), source('MA', 'A-02', '40', '2027-03-01')];
const SERIALS = [source('SN1', null, '1'), source('SN2', null, '1'), source('SN3', null, '1')];
const leaving = (some: Partial<Hand> = {}): Hand => ({
  kind: 'lot',
  sources: LOTS,
  parts: [],
  others: [],
  into: null,
  ...some,
});
const coming = (some: Partial<Hand> = {}): Hand => leaving({ sources: null, into: 'A-01', ...some });

describe('goods that leave', () => {
  it('are the lot that was scanned, never another', () => {
    expect(takeMore(leaving(), { quantity: '1', number: 'MA' })).toEqual({
      parts: [{ number: 'MA', quantity: '1', bin: 'A-02' }],
      chosen: [],
    });
    expect(takeMore(leaving(), { quantity: '1', number: 'MC' })).toEqual({ refused: 'not_there' });
    expect(takeMore(leaving(), { quantity: '21', number: 'MB' })).toEqual({ refused: 'short', there: '20' });
  });

  it('are of the lot that expires first where nobody says one, and it is told', () => {
    expect(takeMore(leaving(), { quantity: '30' })).toEqual({
      parts: [
        { number: 'MB', quantity: '20', bin: 'A-03' },
        { number: 'MA', quantity: '10', bin: 'A-02' },
      ],
      chosen: ['MB', 'MA'],
    });
    expect(takeMore(leaving(), { quantity: '3', bin: 'A-02' })).toEqual({
      parts: [{ number: 'MA', quantity: '3', bin: 'A-02' }],
      chosen: [],
    });
    expect(takeMore(leaving(), { quantity: '1', bin: 'A-09' })).toEqual({ refused: 'not_there' });
  });

  it('are never a serial number that nobody named, unless there is no choice', () => {
    const serial = leaving({ kind: 'serial', sources: SERIALS });
    expect(takeMore(serial, { quantity: '1' })).toEqual({ refused: 'which' });
    expect(takeMore(serial, { quantity: '1', number: 'SN2' })).toEqual({
      parts: [{ number: 'SN2', quantity: '1' }],
      chosen: [],
    });
    const again = { ...serial, parts: [{ number: 'SN2', quantity: '1' }] };
    expect(takeMore(again, { quantity: '1', number: 'SN2' })).toEqual({ refused: 'not_there' });
    const all = takeMore(again, { quantity: '2' });
    expect('parts' in all && all.parts.map((part) => part.number)).toEqual(['SN2', 'SN1', 'SN3']);
  });

  it('are taken once, whichever line takes them', () => {
    const other = leaving({ others: [{ number: 'MB', quantity: '15', bin: 'A-03' }] });
    expect(leftOf(other).map((one) => one.quantity)).toEqual(['5', '40']);
    expect(firstOf(leftOf(other), '30').map((one) => one.quantity)).toEqual(['5', '25']);
  });

  it('go back in the order in which they came when less is typed', () => {
    const both = takeExactly(leaving(), '30', null);
    const parts = 'parts' in both ? both.parts : [];
    expect(takeExactly(leaving({ parts }), '22', null)).toEqual({
      parts: [
        { number: 'MB', quantity: '20', bin: 'A-03' },
        { number: 'MA', quantity: '2', bin: 'A-02' },
      ],
      chosen: [],
    });
  });

  it('are more of what was scanned last when more is typed, and what else it takes is told', () => {
    const scanned = leaving({ parts: [{ number: 'MA', quantity: '1', bin: 'A-02' }] });
    expect(takeExactly(scanned, '10', null)).toEqual({
      parts: [{ number: 'MA', quantity: '10', bin: 'A-02' }],
      chosen: [],
    });
    expect(takeExactly(scanned, '45', null)).toEqual({
      parts: [
        { number: 'MA', quantity: '40', bin: 'A-02' },
        { number: 'MB', quantity: '5', bin: 'A-03' },
      ],
      chosen: ['MB'],
    });
  });

  it('may be of another lot than the first', () => {
    const part = { number: 'MB', quantity: '3', bin: 'A-03' };
    expect(takenFrom(leaving({ parts: [part] }), part, source('MA', 'A-02', '40'))).toEqual({
      parts: [{ number: 'MA', quantity: '3', bin: 'A-02' }],
      chosen: [],
    });
  });

  it('are neither what waits to be looked at nor what has expired', () => {
    const lots = [
      { number: 'Q', quality: 'quarantine', quantity: '1', expires_on: null, days_left: null, bin: null },
      { number: 'X', quality: 'free', quantity: '1', expires_on: '2026-01-01', days_left: -1, bin: null },
      { number: 'F', quality: 'free', quantity: '1', expires_on: '2026-11-02', days_left: 0, bin: null },
    ];
    const tracked = { tracking: 'lot', binned: false, lots } as unknown as Tracked;
    expect(sourcesOf(tracked)?.map((one) => one.number)).toEqual(['F']);
    expect(sourcesOf({ ...tracked, tracking: 'none' })).toBeNull();
  });
});

describe('goods that come in', () => {
  it('are put into the bin that was named', () => {
    const hand = coming({ kind: 'bin' });
    const first = takeMore(hand, { quantity: '6' });
    const parts = 'parts' in first ? first.parts : [];
    expect(takeMore({ ...hand, parts }, { quantity: '4', bin: 'A-02' })).toEqual({
      parts: [
        { number: '', quantity: '6', bin: 'A-01' },
        { number: '', quantity: '4', bin: 'A-02' },
      ],
      chosen: [],
    });
    expect(putInto(parts, parts[0] ?? { number: '', quantity: '0' }, 'A-02')).toEqual([
      { number: '', quantity: '6', bin: 'A-02' },
    ]);
  });

  it('get the serial number that is scanned behind them, one each', () => {
    const hand = coming({ kind: 'serial', parts: [{ number: '', quantity: '2', bin: 'A-01' }] });
    expect(unnamed(hand)).toBe('2');
    const parts = nameRest(hand, 'SN7') ?? [];
    expect(parts).toEqual([
      { number: '', quantity: '1', bin: 'A-01' },
      { number: 'SN7', quantity: '1', bin: 'A-01' },
    ]);
    expect(nameRest({ ...hand, parts: nameRest({ ...hand, parts }, 'SN8') ?? [] }, 'SN9')).toBeNull();
  });

  it('get the lot that is scanned behind them, all of them', () => {
    const hand = coming({ parts: [{ number: '', quantity: '6', bin: 'A-01' }] });
    expect(nameRest(hand, 'L7')).toEqual([{ number: 'L7', quantity: '6', bin: 'A-01' }]);
  });

  it('of a transfer are those that are on their way, put into the bin that was named', () => {
    const hand = coming({ kind: 'serial', sources: SERIALS });
    expect(takeMore(hand, { quantity: '1', number: 'SN3', bin: 'A-02' })).toEqual({
      parts: [{ number: 'SN3', quantity: '1', bin: 'A-02' }],
      chosen: [],
    });
    expect(takeMore(hand, { quantity: '1', number: 'SN9' })).toEqual({ refused: 'not_there' });
  });
});
