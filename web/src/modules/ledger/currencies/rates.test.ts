import { expect, test } from 'vitest';
import { readRates, shifted } from './rates';

test('rows of a spreadsheet are read, with or without a currency and a head', () => {
  const text = '日期\t汇率\n2026-10-01\t7.1\n2026/10/8\t7.0812\n\n2026.10.9\tEUR\t8.3\n';
  expect(readRates(text, 'USD', 1)).toEqual({
    rates: [
      { currency: 'USD', day: '2026-10-01', rate: '7.1' },
      { currency: 'USD', day: '2026-10-08', rate: '7.0812' },
      { currency: 'EUR', day: '2026-10-09', rate: '8.3' },
    ],
    unread: [],
  });
});

test('what cannot be read is told, not left out', () => {
  expect(readRates('2026-10-01,7.1\n昨天,7.2\n2026-10-02,-7', 'USD', 1)).toEqual({
    rates: [{ currency: 'USD', day: '2026-10-01', rate: '7.1' }],
    unread: ['昨天,7.2', '2026-10-02,-7'],
  });
});

test('a rate of a hundred units is a rate of one', () => {
  expect([shifted('4.61', 100), shifted('708.12', 100), shifted('700', 100)]).toEqual([
    '0.0461',
    '7.0812',
    '7',
  ]);
  expect(readRates('2026-10-01 4.61', 'JPY', 100).rates[0]?.rate).toBe('0.0461');
});
