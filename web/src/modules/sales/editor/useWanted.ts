import { useState } from 'react';
import type { GridColumn } from '../../catalog/lines/LineGrid';
import type { LineState } from '../../catalog/lines/lines';
import { wantedColumn } from './orderColumns';

interface Wanted {
  /** The column, once it is in sight. */
  shown: GridColumn[];
  /** The column, while only a pasted block fills it. */
  unseen: GridColumn[];
  show: (() => void) | undefined;
}

/** The day of single lines: few orders have any, so its column comes once it is asked for or filled. */
export function useWanted(title: string, state: { wanted_on: string | null; lines: LineState[] }): Wanted {
  const [asked, setAsked] = useState(false);
  const column = [wantedColumn(title, state.wanted_on)];
  return asked || state.lines.some((line) => line.cells.wanted_on)
    ? { shown: column, unseen: [], show: undefined }
    : { shown: [], unseen: column, show: () => setAsked(true) };
}
