import type { Meta, RecordMeta, RecordRow } from '../../api/types';
import { recordUrl } from '../Go';

/** Ledger rows have no page of their own: they open what caused them. */
const BY_WHAT: Record<string, { type: string; id: string }> = {
  stock_move: { type: 'source_type', id: 'source_id' },
  audit_event: { type: 'record', id: 'record_id' },
};

/** Where a row of a list leads; null when there is no place to go. */
export function rowTarget(all: Meta, meta: RecordMeta, row: RecordRow): string | null {
  const cause = BY_WHAT[meta.name];
  if (!cause) return recordUrl(meta.path, row.id);
  const record = all.records.find((item) => item.name === row[cause.type]);
  const id = row[cause.id];
  return record && typeof id === 'string' && record.name !== meta.name ? recordUrl(record.path, id) : null;
}

/** The fields a row must bring along so that its target is known. */
export const targetFields = (meta: RecordMeta): string[] =>
  Object.values(BY_WHAT[meta.name] ?? {}).filter((name) => meta.fields.some((field) => field.name === name));
