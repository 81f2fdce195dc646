import {
  useCallback,
  useRef,
  useState,
  type ClipboardEvent,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { isBlock, readBlock } from '../../../kit/blocks';
import { t } from '../../../kit/i18n';
import { sayDone, sayRefused } from '../../../kit/toast';
import { LineRow } from './LineRow';
import { isBlank, misread, numberIn, type LineProduct, type LinesAction, type LineState } from './lines';
import { pasteColumns, productHeads } from './pasteColumns';
import { spread } from './pasting';
import { pastedLines } from './readPasted';
import styles from './LineGrid.module.css';

export interface Option {
  value: string;
  label: string;
}

export interface GridColumn {
  key: string;
  title: ReactNode;
  width: number;
  /** What a person types; without it the column only shows. */
  input?: 'number' | 'choice' | 'text';
  /** What is shown while nothing is typed. */
  placeholder?: (line: LineState) => string;
  options?: Option[] | ((line: LineState) => Option[]);
  /** What counts while nothing is chosen. */
  usual?: (line: LineState) => string;
  /** What a line becomes when its quantity is left: a fraction of this unit may be a number of another. */
  settle?: (line: LineState) => Record<string, string> | null;
  /** Enter goes past it: it is seldom changed. */
  passed?: boolean;
  /** Beside what is typed: where it comes from. */
  note?: (line: LineState) => ReactNode;
  numeric?: boolean;
  show?: (line: LineState) => ReactNode;
}

const asksFor = (columns: GridColumn[], name: string, line: LineState): boolean => {
  const column = columns.find((one) => one.key === name);
  return (
    column?.input === 'text' && (column.placeholder?.(line) ?? '') !== '' && !(line.cells[name] ?? '').trim()
  );
};

const NO_COLUMNS: GridColumn[] = [];
// Beside the columns: the number of a line, enough of the product to know it by, and the button that removes it.
const BESIDE = 44 + 150 + 40;
const leastWidth = (columns: GridColumn[]): number => columns.reduce((sum, one) => sum + one.width, BESIDE);

const sameKey =
  (one: GridColumn) =>
  (other: GridColumn): boolean =>
    one.key === other.key;

interface LineGridProps {
  label: string;
  lines: LineState[];
  columns: GridColumn[];
  /** What is filled in when a product is chosen. */
  prefill: (product: LineProduct) => Record<string, string>;
  act: (action: LinesAction) => void;
  /** Sentences of the server about cells: "2.quantity". */
  wrong: Record<string, string>;
  /** A product was chosen that only stands for others: variants, or the parts of a kit. */
  onStandIn?: ((line: LineState, product: LineProduct) => void) | undefined;
  /** Columns that come into sight once a line needs them: a pasted block fills them all the same. */
  unseen?: GridColumn[];
}

/**
 * A grid that works like a spreadsheet: Tab and Enter move, arrows go up and down, Ctrl D copies from above,
 * a block from Excel can be pasted.
 */
export function LineGrid({
  label,
  lines,
  columns,
  prefill,
  act,
  wrong,
  onStandIn,
  unseen = NO_COLUMNS,
}: LineGridProps) {
  const body = useRef<HTMLTableElement>(null);
  const [reading, setReading] = useState(false);
  const inputs = columns.filter((column) => column.input && !column.passed).map((column) => column.key);
  const numbers = columns.filter((column) => column.input === 'number').map((column) => column.key);

  const focus = useCallback((row: number, cell: string): void => {
    const found = (): HTMLElement | null | undefined =>
      body.current?.querySelector<HTMLElement>(`tr[data-line="${row}"] [data-cell="${cell}"]`);
    const now = found();
    if (now) now.focus();
    else window.requestAnimationFrame(() => found()?.focus());
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const target = event.target as HTMLElement;
    const cell = target.dataset.cell;
    const row = Number(target.closest('tr')?.dataset.line ?? -1);
    const line = lines[row];
    if (!cell || !line || event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      const later = inputs.slice(inputs.indexOf(cell) + 1);
      // A text that this very product asks for is passed through while it is empty.
      const asked = later.find((name) => asksFor(columns, name, line));
      const next = later[0];
      const rest = numbers.slice(numbers.indexOf(cell) + 1);
      // What is filled in already need not be passed through: on to the next line.
      if (cell !== 'product' && (!next || rest.every((name) => numberIn(line, name) !== null)))
        if (asked) focus(row, asked);
        else focus(row + 1, 'product');
      else focus(row, next ?? 'product');
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (target instanceof HTMLSelectElement) return;
      event.preventDefault();
      focus(row + (event.key === 'ArrowDown' ? 1 : -1), cell);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd' && cell !== 'product') {
      event.preventDefault();
      act({ do: 'copy-above', key: line.key, cell });
    } else if ((event.ctrlKey || event.metaKey) && event.key === 'Backspace') {
      event.preventDefault();
      act({ do: 'remove', key: line.key });
      focus(Math.max(0, row - 1), cell);
    }
  };

  const onBlur = (event: FocusEvent<HTMLTableElement>): void => {
    const { dataset } = event.target as HTMLElement;
    const line = lines[Number(event.target.closest('tr')?.dataset.line ?? -1)];
    if (dataset.cell !== 'quantity' || !line) return;
    const become = columns.find((column) => column.settle)?.settle?.(line) ?? {};
    for (const [cell, text] of Object.entries(become)) act({ do: 'cell', key: line.key, cell, text });
  };

  const onPaste = (event: ClipboardEvent<HTMLTableElement>): void => {
    const target = event.target as HTMLElement;
    const cell = target.dataset.cell;
    const text = event.clipboardData.getData('text/plain');
    if (!cell || !isBlock(text)) return;
    event.preventDefault();
    const at = Number(target.closest('tr')?.dataset.line ?? lines.length);
    const filled = pasteColumns([...columns, ...unseen.filter((one) => !columns.some(sameKey(one)))]);
    if (cell !== 'product') {
      act({ do: 'all', lines: spread(readBlock(text), filled, lines, { at, cell }) });
      return;
    }
    setReading(true);
    pastedLines(text, filled, productHeads(), prefill)
      .then((pasted) => {
        act({ do: 'put', at, lines: pasted.lines });
        if (pasted.leftOut.length > 0)
          sayDone(t('web.grid.left_out', { heads: pasted.leftOut.join(t('web.grid.and')) }));
      })
      .catch(sayRefused)
      .finally(() => setReading(false));
  };

  return (
    <div
      className={styles.box}
      style={{ '--least': `${leastWidth(columns)}px` } as CSSProperties}
      aria-busy={reading}
    >
      <table
        className={styles.grid}
        aria-label={label}
        ref={body}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={onBlur}
      >
        <colgroup>
          <col style={{ width: 44 }} />
          <col />
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
          <col style={{ width: 40 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t('web.product')}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? 'number' : undefined}>
                {column.title}
              </th>
            ))}
            <th scope="col">
              <span className="hidden-text">{t('web.grid.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, place) => (
            <LineRow
              key={line.key}
              line={line}
              place={place}
              columns={columns}
              prefill={prefill}
              act={act}
              wrong={isBlank(line) ? undefined : wrongOf(line, findWrong(wrong, place), columns)}
              onEnter={() => focus(place, inputs[0] ?? 'product')}
              onStandIn={onStandIn}
            />
          ))}
        </tbody>
      </table>
      {reading ? <div className={styles.reading}>{t('web.grid.reading')}</div> : null}
    </div>
  );
}

/** What the page says of a line, and what was pasted into it and cannot be read, under the columns it has. */
function wrongOf(
  line: LineState,
  said: Record<string, string> | undefined,
  columns: GridColumn[],
): Record<string, string> | undefined {
  const { unit_id: unit, ...others } = misread(line);
  const at = columns.find((column) => column.key === 'unit_id' || column.key === 'unit')?.key ?? 'product_id';
  const unread = unit ? { ...others, [at]: unit } : others;
  return said || Object.keys(unread).length > 0 ? { ...unread, ...said } : undefined;
}

function findWrong(wrong: Record<string, string>, place: number): Record<string, string> | undefined {
  const found = Object.entries(wrong).filter(([name]) => name.startsWith(`${place}.`));
  return found.length === 0
    ? undefined
    : Object.fromEntries(found.map(([name, text]) => [name.split('.')[1], text]));
}
