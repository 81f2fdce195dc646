import type { FieldMeta, FieldValue as Value, Reference } from '../api/types';
import { DateText, TimeText } from './DateText';
import { Go, recordUrl } from './Go';
import { hasSentence, oneOf, t, tx } from './i18n';
import { Money, Percent, Quantity } from './Money';
import { Status } from './Status';
import { titleWord } from './titles';

export const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value;

const isStateField = (field: FieldMeta): boolean =>
  field.kind === 'choice' &&
  (field.name === 'state' || field.name.endsWith('_state') || field.name === 'status');

export const isNumeric = (field: FieldMeta): boolean =>
  ['number', 'money', 'quantity', 'percent'].includes(field.kind);

/** 138 3558 3179: a Chinese mobile number in the groups people read it in. */
const phoneText = (phone: string): string => phone.replace(/^\+?86(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3');

/** One value of a record, shown as its field's kind asks. */
export function FieldValue({
  field,
  value,
  plain,
}: {
  field: FieldMeta;
  value: Value | undefined;
  plain?: boolean;
}) {
  if (value === null || value === undefined || value === '') return null;
  switch (field.kind) {
    case 'money':
      return <Money value={String(value)} />;
    case 'quantity':
    case 'number':
      return <Quantity value={String(value)} />;
    case 'percent':
      return <Percent value={String(value)} />;
    case 'date':
      return <DateText value={String(value)} />;
    case 'datetime':
      return <TimeText value={String(value)} relative />;
    case 'boolean':
      return <>{t(value ? 'web.yes' : 'web.no')}</>;
    case 'choice':
      return <ChoiceValue field={field} value={String(value)} />;
    case 'reference':
      return <ReferenceValue field={field} value={value} plain={plain} />;
    case 'phone':
      return plain ? (
        <>{phoneText(String(value))}</>
      ) : (
        <a href={`tel:${String(value)}`}>{phoneText(String(value))}</a>
      );
    case 'email':
      return plain ? <>{String(value)}</> : <a href={`mailto:${String(value)}`}>{String(value)}</a>;
    case 'json':
      return <span className="soft">{JSON.stringify(value)}</span>;
    default:
      return <>{ledgerWord(field, String(value))}</>;
  }
}

/** Names of records and of what was done to them stand in ledgers as plain words. */
function ledgerWord(field: FieldMeta, value: string): string {
  if (field.name === 'source_type' || field.name === 'record') return oneOf(value) || value;
  if (field.name === 'action' && hasSentence(`web.did.${value}`)) return tx(`web.did.${value}`);
  if (field.name === 'door' && hasSentence(`web.door.${value}`)) return tx(`web.door.${value}`);
  return value;
}

function ChoiceValue({ field, value }: { field: FieldMeta; value: string }) {
  const choice = field.choices?.find((item) => item.value === value);
  if (isStateField(field)) return <Status state={value} label={choice?.label} />;
  return <>{choice ? tx(choice.label) : value}</>;
}

function ReferenceValue({
  field,
  value,
  plain,
}: {
  field: FieldMeta;
  value: Value;
  plain?: boolean | undefined;
}) {
  if (!isReference(value)) return <>{String(value)}</>;
  if (!field.reference) return <>{value.title}</>;
  const title = titleWord(field.reference.path, value.title);
  return plain ? <>{title}</> : <Go to={recordUrl(field.reference.path, value.id)}>{title}</Go>;
}

/** The same value as plain words: for titles, cards and readers. */
export function valueText(field: FieldMeta, value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (isReference(value)) return titleWord(field.reference?.path ?? '', value.title);
  if (field.kind === 'choice')
    return tx(field.choices?.find((item) => item.value === value)?.label) || String(value);
  if (field.kind === 'boolean') return t(value ? 'web.yes' : 'web.no');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
