import { add, isDecimal, isPositive, parseDecimal, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import type { Product } from '../api';

/** A row of an entry grid: the product chosen, or the words typed for it, and the other cells as typed. */
export interface LineState {
  key: string;
  product: LineProduct | null;
  words: string;
  cells: Record<string, string>;
  /** The product that stood here before its words were touched: the same words bring it back. */
  held?: { product: LineProduct; words: string } | undefined;
}

export type LineProduct = Product;

let made = 0;
export function blankLine(): LineState {
  made += 1;
  return { key: `n${Date.now().toString(36)}${made}`, product: null, words: '', cells: {} };
}

export const isBlank = (line: LineState): boolean =>
  line.product === null &&
  line.words.trim() === '' &&
  Object.values(line.cells).every((cell) => cell.trim() === '');

/** A cell as an exact number; null when it is empty or no number. */
export const numberIn = (line: LineState, cell: string): Decimal | null =>
  parseDecimal(line.cells[cell] ?? '');

export const isWrongNumber = (text: string): boolean => text.trim() !== '' && parseDecimal(text) === null;

export type LinesAction =
  | { do: 'cell'; key: string; cell: string; text: string }
  | { do: 'words'; key: string; words: string }
  | { do: 'pick'; key: string; product: LineProduct; cells: Record<string, string> }
  | { do: 'remove'; key: string }
  | { do: 'copy-above'; key: string; cell: string }
  | { do: 'scan'; product: LineProduct; cells: Record<string, string> }
  | { do: 'proposed'; cell: string; texts: Record<string, string> }
  | { do: 'put'; at: number; lines: LineState[] }
  | { do: 'all'; lines: LineState[] };

/** Rows after one step. There is always one blank row at the end to type into. */
export function stepLines(lines: LineState[], action: LinesAction): LineState[] {
  return withBlankEnd(changed(lines, action));
}

function changed(lines: LineState[], action: LinesAction): LineState[] {
  const update = (key: string, change: (line: LineState) => LineState): LineState[] =>
    lines.map((line) => (line.key === key ? change(line) : line));
  switch (action.do) {
    case 'cell':
      return update(action.key, (line) => ({
        ...line,
        cells: { ...heard(line.cells, action.cell), [action.cell]: action.text },
      }));
    case 'words':
      return update(action.key, (line) => reworded(line, action.words));
    case 'pick':
      return update(action.key, (line) => ({
        ...line,
        product: action.product,
        words: action.product.name,
        cells: { ...line.cells, ...action.cells },
      }));
    case 'remove':
      return lines.filter((line) => line.key !== action.key);
    case 'copy-above': {
      const above = lines[lines.findIndex((line) => line.key === action.key) - 1];
      const text = above?.cells[action.cell];
      return text === undefined ? lines : changed(lines, { ...action, do: 'cell', text });
    }
    case 'scan':
      return scanned(lines, action.product, action.cells);
    case 'proposed':
      return lines.map((line) => proposed(line, action.cell, action.texts[line.key]));
    case 'put':
      return [
        ...lines.slice(0, action.at),
        ...action.lines,
        ...lines.slice(action.at).filter((line) => !isBlank(line)),
      ];
    case 'all':
      return action.lines;
  }
}

/** A cell that is typed anew forgets what was pasted into it and could not be read. */
function heard(cells: Record<string, string>, cell: string): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).filter(([name]) => name !== `${cell}.said`));
}

/** What was pasted into cells that choose, and is none of their choices: a sentence by cell. */
export function misread(line: LineState): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const [name, said] of Object.entries(line.cells)) {
    if (!name.endsWith('.said')) continue;
    const cell = name.slice(0, -'.said'.length);
    wrong[cell] =
      cell !== 'unit_id'
        ? t('web.grid.no_choice', { said })
        : line.product
          ? t('web.grid.no_unit', { said, product: line.product.name })
          : t('web.grid.no_unit_yet', { said });
  }
  return wrong;
}

/** Why a number that is needed cannot be taken; undefined where it can. */
export function wrongNumber(line: LineState, cell: string, needed: string): string | undefined {
  const text = (line.cells[cell] ?? '').trim();
  if (text === '') return needed;
  return parseDecimal(text) === null ? t('web.grid.no_number', { said: text }) : undefined;
}

/** What keeps lines of product and quantity from being saved, by cell: "2.quantity". */
export function missingCells(lines: LineState[]): Record<string, string> {
  const missing: Record<string, string> = {};
  lines.forEach((line, place) => {
    if (isBlank(line)) return;
    if (line.product === null)
      missing[`${place}.product_id`] = t('web.grid.unknown_product', { words: line.words });
    for (const [cell, sentence] of Object.entries(misread(line))) missing[`${place}.${cell}`] = sentence;
    const quantity = numberIn(line, 'quantity');
    if (quantity === null || !isPositive(quantity)) {
      const needed = t('web.grid.quantity_needed');
      missing[`${place}.quantity`] = wrongNumber(line, 'quantity', needed) ?? needed;
    }
  });
  return missing;
}

/** A line of what stands in for a kit or a template, at what the dialog showed: no list proposes over it. */
export const shownLine = (product: LineProduct, cells: Record<string, string>): LineState => ({
  ...blankLine(),
  product,
  words: product.name,
  cells: cells.unit_price ? { ...cells, 'unit_price.proposed': '' } : cells,
});

function reworded(line: LineState, words: string): LineState {
  const held = line.product ? { product: line.product, words: line.words } : line.held;
  return { ...line, words, held, product: held?.words === words ? held.product : null };
}

/** A scanned product once more: one more of a line that counts it in that unit, or a line of its own. */
function scanned(lines: LineState[], product: LineProduct, cells: Record<string, string>): LineState[] {
  const unit = cells.unit_id ?? '';
  const same = lines.find(
    (line) => line.product?.id === product.id && (line.cells.unit_id ?? product.unit_id) === unit,
  );
  if (same) {
    const more = add(numberIn(same, 'quantity') ?? '0', parseDecimal(cells.quantity ?? '1') ?? '1');
    return lines.map((line) =>
      line === same ? { ...line, cells: { ...line.cells, quantity: more } } : line,
    );
  }
  return [...lines.filter((line) => !isBlank(line)), { ...blankLine(), product, words: product.name, cells }];
}

/** A value is proposed: it is taken while the cell is empty or holds what was proposed before, never over what was typed. */
function proposed(line: LineState, cell: string, text: string | undefined): LineState {
  const mark = `${cell}.proposed`;
  const now = line.cells[cell] ?? '';
  const free = now.trim() === '' || now === line.cells[mark];
  if (text === undefined || !free || (now === text && line.cells[mark] === text)) return line;
  return { ...line, cells: { ...line.cells, [mark]: text, [cell]: text } };
}

function withBlankEnd(lines: LineState[]): LineState[] {
  const last = lines[lines.length - 1];
  return last && isBlank(last) ? lines : [...lines, blankLine()];
}

/** Whether every number of the row can be read and its product is known. */
export const isSound = (line: LineState, needed: string[]): boolean =>
  line.product !== null && needed.every((cell) => isDecimal(numberIn(line, cell)));
