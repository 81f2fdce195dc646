import { Modal } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { t } from '../../../kit/i18n';
import { sayDone, sayRefused } from '../../../kit/toast';
import { codedProduct, productByCode, type CodedProduct } from '../api';
import type { LineProduct, LinesAction } from './lines';
import styles from './LineGrid.module.css';

interface Scanning {
  onCode: (code: string) => void;
  /** Asks which of several products was meant. */
  question: ReactNode;
}

/**
 * A scanned code becomes a line, or one more of the line that has its product in that unit already; a kit unfolds, where
 * kits are sold.
 */
export function useScan(
  prefill: (product: LineProduct) => Record<string, string>,
  act: (action: LinesAction) => void,
  party?: string,
  onKit?: (kit: LineProduct) => void,
): Scanning {
  const [choices, setChoices] = useState<{ matches: CodedProduct[]; count: string } | null>(null);
  const add = useCallback(
    (found: CodedProduct, count: string): void => {
      const product = codedProduct(found);
      if (found.is_kit && onKit) return onKit(product);
      act({
        do: 'scan',
        product,
        cells: { ...prefill(product), quantity: count, unit_id: found.unit_id },
      });
      sayDone(t('web.scan.added', { product: found.name, count, unit: found.unit }));
    },
    [act, prefill, onKit],
  );
  const onCode = useCallback(
    (code: string): void => {
      productByCode(code, party, onKit !== undefined)
        .then((found) => {
          const count = String(found.count ?? 1);
          const only = found.matches.length === 1 ? found.matches[0] : undefined;
          if (only) add(only, count);
          else setChoices({ matches: found.matches, count });
        })
        .catch(sayRefused);
    },
    [add, party, onKit],
  );
  const question = choices ? (
    <Modal open title={t('web.scan.which')} footer={null} onCancel={() => setChoices(null)}>
      <ul className={styles.choices}>
        {choices.matches.map((found) => (
          <li key={`${found.product_id}.${found.unit_id}`}>
            <button
              type="button"
              className={styles.choice}
              onClick={() => {
                add(found, choices.count);
                setChoices(null);
              }}
            >
              <span>{found.name}</span>
              <span className="soft">
                {[found.code, found.specification, found.unit].filter(Boolean).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  ) : null;
  return { onCode, question };
}
