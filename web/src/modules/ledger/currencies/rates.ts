import { isPositive, parseDecimal } from '../../../kit/decimal';
import type { RateBody } from './api';

const DAY = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;

export interface ReadRates {
  rates: RateBody[];
  /** Lines that could not be read, as they stand there. */
  unread: string[];
}

/**
 * Rows of a spreadsheet: a day and a rate, or a day, a currency and a rate. A first row of words is a head.
 * `per` says of how many units the rates are (banks quote the yen by the hundred).
 */
export function readRates(text: string, currency: string, per: number): ReadRates {
  const found: ReadRates = { rates: [], unread: [] };
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  lines
    .filter((line) => line !== '')
    .forEach((line, at) => {
      const [day = '', ...rest] = line.split(/[\t,; ]+/).filter((cell) => cell !== '');
      const date = DAY.exec(day);
      const rate = parseDecimal(rest.at(-1) ?? '');
      const code = rest.length > 1 ? (rest[0] ?? '').toUpperCase() : currency;
      if (date && rate !== null && isPositive(rate) && /^[A-Z]{3}$/.test(code)) {
        const [, year = '', month = '', number = ''] = date;
        found.rates.push({
          currency: code,
          day: `${year}-${month.padStart(2, '0')}-${number.padStart(2, '0')}`,
          rate: shifted(rate, per),
        });
      } else if (at > 0 || date) found.unread.push(line);
    });
  return found;
}

/** A rate of so many units as the rate of one. */
export function shifted(rate: string, per: number): string {
  if (per === 1) return rate;
  const places = String(per).length - 1;
  const [whole = '', part = ''] = rate.split('.');
  const digits = whole.padStart(places + 1, '0');
  const moved = `${digits.slice(0, -places)}.${digits.slice(-places)}${part}`;
  return moved.replace(/0+$/, '').replace(/\.$/, '');
}
