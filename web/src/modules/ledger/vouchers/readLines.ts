import { isZero, parseDecimal } from '../../../kit/decimal';
import type { DetailAccount } from '../booksApi';

/** The cells of a line, in the order of the paper form. */
const CELLS = ['summary', 'account', 'debit', 'credit'] as const;
export type Cell = (typeof CELLS)[number];

export const isCell = (name: string | undefined): name is Cell => CELLS.some((cell) => cell === name);

/** What the cells of a line become; what the block says nothing of stays as it is. */
export type ReadLine = Partial<Record<Cell, string>>;

type Places = Partial<Record<Cell | 'name', number>>;

/** Headings of the tables of common systems. */
const HEADS: Record<Cell | 'name', RegExp> = {
  summary: /^(摘要|summary|description)$/i,
  account: /^((会计)?科目(编码|代码|编号)?|(account )?code|account)$/i,
  name: /^(会计)?科目(全名|名称)$|^account name$/i,
  debit: /^借方?(发生)?(金额|额)?$|^debit( amount)?$/i,
  credit: /^贷方?(发生)?(金额|额)?$|^credit( amount)?$/i,
};

/** A row that says what the others come to. */
const ADDS_UP = /^(合计|总计|小计|total)[:：]?$/i;

/** A heading without what stands behind it in brackets. */
const plain = (head: string): string =>
  head
    .normalize('NFKC')
    .trim()
    .replace(/\s*\([^()]*\)$/, '');

/** Which column says what, by the headings; null where the first row is none. */
function headed(row: string[]): Places | null {
  const places: Places = {};
  for (const [cell, head] of Object.entries(HEADS)) {
    const at = row.findIndex((text) => head.test(plain(text)));
    if (at >= 0) places[cell as Cell | 'name'] = at;
  }
  return Object.keys(places).length > 1 ? places : null;
}

/** Nothing moves on this side: tables write a zero or a dash there. */
const isNothing = (text: string): boolean => /^[-–—]$/.test(text) || isZero(parseDecimal(text) ?? '1');

/** The lines of a block from Excel: by its headings, or one column after the other from the cell it was pasted into. */
export function readLines(block: string[][], from: Cell): ReadLine[] {
  const heads = headed(block[0] ?? []);
  const inOrder = CELLS.slice(CELLS.indexOf(from)).map((cell, at) => [cell, at]);
  const places = heads ?? (Object.fromEntries(inOrder) as Places);
  const rows = block
    .slice(heads ? 1 : 0)
    .filter((row) => !row.some((cell) => ADDS_UP.test(cell.replace(/\s/g, ''))));
  return rows.map((row) => {
    const said = (cell: Cell | 'name'): string | undefined => row[places[cell] ?? row.length];
    const line: ReadLine = {};
    for (const cell of CELLS) {
      // A code tells an account better than its name.
      const text = cell === 'account' ? said('account') || said('name') : said(cell);
      if (text === undefined) continue;
      line[cell] = (cell === 'debit' || cell === 'credit') && isNothing(text) ? '' : text;
    }
    return line;
  });
}

/** What is searched for, to find the account that is meant: its code where there is one. */
export const searchFor = (words: string): string => /^\d+/.exec(words.trim())?.[0] ?? words.trim();

/** The one account that these words mean: its code, alone or before its name, or its name; none where two share it. */
export function accountMeant(words: string, among: DetailAccount[]): DetailAccount | null {
  const searched = searchFor(words);
  const byCode = among.find((account) => account.code === searched);
  if (byCode) return byCode;
  const [named, another] = among.filter((account) => [account.name, account.name_en].includes(searched));
  return another ? null : (named ?? null);
}
