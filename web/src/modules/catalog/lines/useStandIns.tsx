import { useCallback, useState, type ReactNode } from 'react';
import { KitDialog } from './KitDialog';
import { isBlank, blankLine, shownLine, type LineProduct, type LinesAction, type LineState } from './lines';
import { VariantDialog } from './VariantDialog';

/** Whose prices count, and of which day, where a kit unfolds. */
interface Buyer {
  party: string | undefined;
  day: string;
}

interface Choosing {
  onStandIn: (line: LineState, product: LineProduct) => void;
  /** The same where no line was chosen for it: what takes its place comes behind all lines. */
  onScanned: (product: LineProduct) => void;
  dialog: ReactNode;
}

interface Chosen {
  product: LineProduct;
  cells: Record<string, string>;
}

/**
 * Where a product was chosen that only stands for others, they take its place: of variants those that a matrix asks for,
 * of a kit its parts.
 */
export function useStandIns(
  lines: LineState[],
  prefill: (product: LineProduct) => Record<string, string>,
  act: (action: LinesAction) => void,
  buyer?: Buyer,
): Choosing {
  const [asked, setAsked] = useState<{ key: string; product: LineProduct } | null>(null);
  const onStandIn = useCallback(
    (line: LineState, product: LineProduct): void => setAsked({ key: line.key, product }),
    [],
  );
  const onScanned = useCallback((product: LineProduct): void => setAsked({ key: '', product }), []);
  if (!asked) return { onStandIn, onScanned, dialog: null };
  const put = (chosen: Chosen[]): void => {
    const made = chosen.map(({ product, cells }) => shownLine(product, { ...prefill(product), ...cells }));
    const kept = lines.filter((line) => line.key !== asked.key && !isBlank(line));
    const at = lines.filter((line) => !isBlank(line)).findIndex((line) => line.key === asked.key);
    const place = at < 0 ? kept.length : at;
    act({ do: 'all', lines: [...kept.slice(0, place), ...made, ...kept.slice(place), blankLine()] });
    setAsked(null);
  };
  const cancel = (): void => setAsked(null);
  const dialog = asked.product.is_kit ? (
    <KitDialog
      kit={asked.product}
      buyer={buyer}
      onCancel={cancel}
      onChoose={(parts) =>
        put(
          parts.map(({ product, quantity, price }) => ({
            product,
            cells: { quantity, ...(buyer ? { unit_price: price ?? '' } : {}) },
          })),
        )
      }
    />
  ) : (
    <VariantDialog
      template={asked.product}
      onCancel={cancel}
      onChoose={(chosen) => put(chosen.map(({ product, quantity }) => ({ product, cells: { quantity } })))}
    />
  );
  return { onStandIn, onScanned, dialog };
}
