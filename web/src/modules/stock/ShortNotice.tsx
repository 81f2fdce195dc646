import { Section } from '../../kit/Page';
import {
  add,
  compare,
  formatQuantity,
  isNegative,
  isPositive,
  subtract,
  type Decimal,
} from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { useLyingHere } from './api';
import styles from './ShortNotice.module.css';

interface Leaving {
  product_id: string;
  product: string;
  unit: string;
  quantity: Decimal;
}

/** Says which goods will be below zero in a warehouse once these have left; nothing where there is enough of all. */
export function ShortNotice({ warehouse, lines }: { warehouse: string; lines: Leaving[] }) {
  const wanted = new Map<string, Leaving>();
  for (const line of lines) {
    if (!isPositive(line.quantity)) continue;
    const known = wanted.get(line.product_id);
    wanted.set(line.product_id, known ? { ...line, quantity: add(known.quantity, line.quantity) } : line);
  }
  const lying = useLyingHere([...wanted.keys()], warehouse);
  const short = [...wanted.values()].flatMap((line) => {
    const here = lying?.get(line.product_id);
    return here !== undefined && compare(line.quantity, here) > 0
      ? [{ ...line, here, left: subtract(here, line.quantity) }]
      : [];
  });
  if (short.length === 0) return null;
  return (
    <Section title={t('web.stock.will_be_short')}>
      <ul className={styles.lines}>
        {short.map((line) => (
          <li key={line.product_id} className={isNegative(line.left) ? 'negative' : undefined}>
            {t('web.stock.will_be_short.line', {
              product: line.product,
              here: formatQuantity(line.here),
              left: formatQuantity(line.left),
              unit: line.unit,
            })}
          </li>
        ))}
      </ul>
      <p className="soft">{t('web.stock.will_be_short.why')}</p>
    </Section>
  );
}
