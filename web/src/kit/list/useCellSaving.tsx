import { useState, type ReactNode } from 'react';
import { Clash, useChangeCell, type CellChange } from '../../api/lists';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { sent, shownAs } from '../form/changes';
import { Conflict } from '../form/Conflict';
import { sayRefused } from '../toast';

interface OpenClash {
  change: CellChange;
  fields: FieldMeta[];
  theirs: RecordRow;
  etag: string;
}

interface CellSaving {
  save: (row: RecordRow, values: Record<string, unknown>) => void;
  /** Asks which side stays, when somebody else changed the same thing. */
  question: ReactNode;
}

/** Changes fields of a row from inside a list, and asks when somebody else changed them meanwhile. */
export function useCellSaving(meta: RecordMeta): CellSaving {
  const change = useChangeCell(meta.path);
  const [clash, setClash] = useState<OpenClash | null>(null);
  const run = async (wanted: CellChange, fields: FieldMeta[], etag?: string): Promise<void> => {
    try {
      await change(wanted, etag);
    } catch (error) {
      if (error instanceof Clash) setClash({ change: wanted, fields, theirs: error.row, etag: error.etag });
      else sayRefused(error);
    }
  };
  const save: CellSaving['save'] = (row, values) => {
    const fields = meta.fields.filter((field) => field.name in values);
    const changes = Object.fromEntries(fields.map((field) => [field.name, sent(values[field.name], field)]));
    const shown = Object.fromEntries(fields.map((field) => [field.name, shownAs(values[field.name])]));
    void run({ row, changes, shown }, fields);
  };
  const question = clash ? (
    <Conflict
      differences={clash.fields.map((field) => ({
        field,
        mine: clash.change.shown[field.name],
        theirs: clash.theirs[field.name],
        before: clash.change.row[field.name],
      }))}
      onCancel={() => setClash(null)}
      onKeep={(names) => {
        const keep = (values: Record<string, unknown>): Record<string, unknown> =>
          Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
        const changes = keep(clash.change.changes);
        setClash(null);
        if (Object.keys(changes).length > 0) {
          void run({ row: clash.theirs, changes, shown: keep(clash.change.shown) }, clash.fields, clash.etag);
        }
      }}
    />
  ) : null;
  return { save, question };
}
