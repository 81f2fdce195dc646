import { useCallback, useState, type ReactNode } from 'react';
import { isBlank, blankLine, type LineProduct, type LinesAction, type LineState } from './lines';
import { VariantDialog } from './VariantDialog';

interface Choosing {
  onTemplate: (line: LineState, template: LineProduct) => void;
  dialog: ReactNode;
}

/** Where a product that stands for variants was chosen, a matrix asks for them; each becomes a line. */
export function useVariants(
  lines: LineState[],
  prefill: (product: LineProduct) => Record<string, string>,
  act: (action: LinesAction) => void,
): Choosing {
  const [asked, setAsked] = useState<{ key: string; template: LineProduct } | null>(null);
  const onTemplate = useCallback(
    (line: LineState, template: LineProduct): void => setAsked({ key: line.key, template }),
    [],
  );
  const dialog = asked ? (
    <VariantDialog
      template={asked.template}
      onCancel={() => setAsked(null)}
      onChoose={(chosen) => {
        const made = chosen.map(({ product, quantity }): LineState => ({
          ...blankLine(),
          product,
          words: product.name,
          cells: { ...prefill(product), quantity },
        }));
        const kept = lines.filter((line) => line.key !== asked.key && !isBlank(line));
        const at = lines.filter((line) => !isBlank(line)).findIndex((line) => line.key === asked.key);
        const place = at < 0 ? kept.length : at;
        act({ do: 'all', lines: [...kept.slice(0, place), ...made, ...kept.slice(place), blankLine()] });
        setAsked(null);
      }}
    />
  ) : null;
  return { onTemplate, dialog };
}
