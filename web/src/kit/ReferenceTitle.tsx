import { useRecord, useRecordMeta } from '../api/records';
import { valueText } from './FieldValue';

/** The title of a record known only by its id (in a link's filter). */
export function ReferenceTitle({ path, id }: { path: string; id: string }) {
  const meta = useRecordMeta(path);
  const record = useRecord(path, id);
  const field = meta?.fields.find((item) => item.name === meta.title_field);
  if (!record.data || !field) return <span className="soft">…</span>;
  return <>{valueText(field, record.data.value[field.name])}</>;
}
