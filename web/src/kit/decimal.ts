import Big from 'big.js';

/**
 * Money and quantities are decimal strings from the server to the screen and back.
 * A binary number never touches them.
 */
export type Decimal = string;

const HALF_UP = 1;
/** Digits behind the point in a division: far above what is kept, so no half cent can hide. */
const Exact = Big();
Exact.DP = 60;
Exact.RM = HALF_UP;

const PATTERN = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** Reads what a person typed or pasted: "1,234.50", "１２", "¥3". Null when it is no number. */
export function parseDecimal(text: string): Decimal | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,¥￥$€£]/g, '')
    .replace(/^\((.*)\)$/, '-$1');
  return PATTERN.test(plain) ? new Big(plain).toFixed() : null;
}

/** An amount that the reader's role hides comes as null, whatever its type says: who reckons with it asks here first. */
export const isDecimal = (text: unknown): text is Decimal => typeof text === 'string' && PATTERN.test(text);

const big = (value: Decimal | number): Big => new Big(value);

export const add = (a: Decimal, b: Decimal): Decimal => big(a).plus(b).toFixed();
export const subtract = (a: Decimal, b: Decimal): Decimal => big(a).minus(b).toFixed();
export const multiply = (a: Decimal, b: Decimal): Decimal => big(a).times(b).toFixed();
export const negate = (a: Decimal): Decimal => big(a).times(-1).toFixed();
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => big(a).cmp(b);
export const isZero = (a: Decimal): boolean => big(a).eq(0);
export const isNegative = (a: Decimal): boolean => big(a).lt(0);
export const isPositive = (a: Decimal): boolean => big(a).gt(0);
export const smaller = (a: Decimal, b: Decimal): Decimal => (big(a).lt(b) ? a : b);
export const sum = (values: Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), big(0)).toFixed();
/** The sum; null where one of them is hidden from the reader. */
export const sumOfKnown = (values: Decimal[]): Decimal | null =>
  values.every(isDecimal) ? sum(values) : null;

/** Half-up, away from zero: the same rounding as the server's, used once per amount. */
export const round = (a: Decimal, places = 2): Decimal => big(a).round(places, HALF_UP).toFixed(places);

export const divide = (a: Decimal, b: Decimal): Decimal => new Exact(a).div(b).toFixed();

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** 12,345.60 */
export function formatMoney(value: Decimal, places = 2): string {
  const [whole = '0', fraction] = round(value, places).replace('-', '').split('.');
  const sign = isNegative(round(value, places)) ? '-' : '';
  return `${sign}${group(whole)}${fraction ? `.${fraction}` : ''}`;
}

/** 1,200 or 0.25: no zeros behind that mean nothing. */
/** What one costs: at least its cents, and what is finer than that where it is said. */
export function formatPrice(value: Decimal): string {
  const places = Math.max(2, big(value).round(6, HALF_UP).toFixed().split('.')[1]?.length ?? 0);
  return formatMoney(value, places);
}

export function formatQuantity(value: Decimal): string {
  const [whole = '0', fraction] = big(value).round(6, HALF_UP).toFixed().replace('-', '').split('.');
  return `${isNegative(value) ? '-' : ''}${group(whole)}${fraction ? `.${fraction}` : ''}`;
}

/** 13% from "0.13". */
export const formatPercent = (value: Decimal): string =>
  `${big(value).times(100).round(2, HALF_UP).toFixed()}%`;

/** Short form for tiles: 1.23 万, 4.56 亿 in Chinese; 12.3K, 4.6M in English. The full figure stays on hover. */
export function formatShort(value: Decimal, chinese: boolean): string {
  const size = big(value).abs();
  const steps: [string, string][] = chinese
    ? [
        ['100000000', ' 亿'],
        ['10000', ' 万'],
      ]
    : [
        ['1000000000', 'B'],
        ['1000000', 'M'],
        ['10000', 'K'],
      ];
  for (const [from, unit] of steps) {
    if (size.gte(from)) {
      const divisor = unit === 'K' ? '1000' : from;
      return `${big(value).div(divisor).round(2, HALF_UP).toFixed()}${unit}`;
    }
  }
  return formatMoney(value);
}
