import {
  formatMoney,
  formatPercent,
  formatPrice,
  formatQuantity,
  formatShort,
  isDecimal,
  isNegative,
  type Decimal,
} from './decimal';
import { useLanguage } from './i18n';

interface FigureProps {
  value: Decimal | null | undefined;
  /** Shown when there is no figure at all; a zero is a figure. */
  blank?: string;
}

const tone = (value: Decimal): string => (isNegative(value) ? 'figure negative' : 'figure');

/** An amount of money. The currency stands once in the head of its column or group. */
export function Money({ value, blank = '' }: FigureProps) {
  if (!isDecimal(value)) return <span className="soft">{blank}</span>;
  return <span className={tone(value)}>{formatMoney(value)}</span>;
}

/** What one costs, in the currency of its column. */
export function Price({ value, blank = '' }: FigureProps) {
  if (!isDecimal(value)) return <span className="soft">{blank}</span>;
  return <span className={tone(value)}>{formatPrice(value)}</span>;
}

/** An amount in a tile: 1.23 万, with the full figure on hover. */
export function ShortMoney({ value, blank = '' }: FigureProps) {
  const chinese = useLanguage() === 'zh-CN';
  if (!isDecimal(value)) return <span className="soft">{blank}</span>;
  return (
    <span className={tone(value)} title={formatMoney(value)}>
      {formatShort(value, chinese)}
    </span>
  );
}

/** A quantity, with its unit behind it where the column does not name it. */
export function Quantity({ value, unit, blank = '' }: FigureProps & { unit?: string | undefined }) {
  if (!isDecimal(value)) return <span className="soft">{blank}</span>;
  return (
    <span className={tone(value)}>
      {formatQuantity(value)}
      {unit ? <span className="soft"> {unit}</span> : null}
    </span>
  );
}

export function Percent({ value, blank = '' }: FigureProps) {
  if (!isDecimal(value)) return <span className="soft">{blank}</span>;
  return <span className="figure">{formatPercent(value)}</span>;
}
