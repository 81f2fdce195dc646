import type { AggregateGroup } from '../../api/lists';
import type { RecordRow } from '../../api/types';

/** What a table shows from top to bottom: rows, and the heads of their groups. */
export type Item =
  | { kind: 'row'; key: string; row: RecordRow }
  | { kind: 'group'; key: string; group: AggregateGroup; open: boolean }
  | { kind: 'more'; key: string; group: string; left: number }
  | { kind: 'wait'; key: string };

export const rowItems = (rows: RecordRow[]): Item[] => rows.map((row) => ({ kind: 'row', key: row.id, row }));
