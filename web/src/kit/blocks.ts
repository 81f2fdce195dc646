/** Cells of a block copied from Excel: tabs between columns, quotes around cells that hold line ends. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const closeCell = (): void => {
    rows[rows.length - 1]?.push(cell.trim());
    cell = '';
  };
  for (let place = 0; place < text.length; place += 1) {
    const letter = text[place] ?? '';
    if (quoted) {
      if (letter === '"' && text[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === '\t') closeCell();
    else if (letter === '\n') {
      closeCell();
      rows.push([]);
    } else if (letter !== '\r') cell += letter;
  }
  closeCell();
  return rows.filter((row) => row.some((value) => value !== ''));
}

/** A block of more than one cell, as against a word pasted into a cell. */
export const isBlock = (text: string): boolean => /[\t\n]/.test(text.trim());
