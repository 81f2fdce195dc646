import { useState } from 'react';
import type { GridColumn } from '../../catalog/lines/LineGrid';
import type { LineState } from '../../catalog/lines/lines';
import { wantedColumn } from './orderColumns';

interface Wanted {
  /** The columns with the day among them, once it is in sight: it stands in place of the tax, which the totals tell. */
  among: (columns: GridColumn[]) => GridColumn[];
  /** The column, while only a pasted block fills it. */
  unseen: GridColumn[];
  show: (() => void) | undefined;
}

/** The day of single lines: few orders have any, so its column comes once it is asked for or filled. */
export function useWanted(title: string, state: { wanted_on: string | null; lines: LineState[] }): Wanted {
  const [asked, setAsked] = useState(false);
  const column = wantedColumn(title, state.wanted_on);
  if (!asked && !state.lines.some((line) => line.cells.wanted_on))
    return { among: (columns) => columns, unseen: [column], show: () => setAsked(true) };
  const among = (columns: GridColumn[]): GridColumn[] => [
    ...columns.filter((one) => one.key !== 'tax'),
    column,
  ];
  return { among, unseen: [], show: undefined };
}
