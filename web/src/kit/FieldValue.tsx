import type { FieldMeta, FieldValue as Value, Reference } from '../api/types';
import { AccountTitle } from './AccountTitle';
import { DateText, Deadline, TimeText } from './DateText';
import { Go, recordUrl } from './Go';
import { hasSentence, oneOf, t, tx } from './i18n';
import { isMasked, REFERENCES, valueKind } from './kinds';
import { Money, Percent, Quantity } from './Money';
import { ManyValue } from './ManyValue';
import { RichText, RichWords } from './RichText';
import { DueWord } from './standing/DueWord';
import { Status } from './Status';
import {
  addressText,
  filesOf,
  isAddress,
  isLocation,
  isWebAddress,
  linesOf,
  locationText,
} from './structures';
import { StructureValue } from './StructureValue';
import { titleWord } from './titles';

export const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value;

const isStateField = (field: FieldMeta): boolean =>
  field.kind === 'choice' &&
  (field.name === 'state' || field.name.endsWith('_state') || field.name === 'status');

/** The day on which a record falls into a public sea is told as days that are left. */
export const isDueDay = (field: FieldMeta): boolean =>
  field.name === 'due_on' && field.group === 'group.standing';

export { isNumeric } from './kinds';

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
  const kind = valueKind(field);
  // What is covered comes as words, whatever the field holds.
  if (isMasked(field)) return <span className="soft">{String(value)}</span>;
  if (REFERENCES.has(kind)) return <ReferenceValue field={field} value={value} plain={plain} />;
  switch (kind) {
    case 'money':
      return <Money value={String(value)} />;
    case 'quantity':
    case 'number':
    case 'decimal':
      return <Quantity value={String(value)} />;
    case 'percent':
      return <Percent value={String(value)} />;
    case 'date':
      if (isDueDay(field)) return <DueWord day={String(value)} />;
      return field.deadline ? <Deadline value={String(value)} /> : <DateText value={String(value)} />;
    case 'datetime':
      return <TimeText value={String(value)} relative />;
    case 'boolean':
      return <>{t(value ? 'web.yes' : 'web.no')}</>;
    case 'choice':
      return <ChoiceValue field={field} value={String(value)} />;
    case 'multi_choice':
    case 'tags':
    case 'multi_reference':
      return <ManyValue field={field} value={value} plain={plain} />;
    case 'address':
    case 'location':
    case 'file':
    case 'image':
    case 'signature':
    case 'sub_table':
      return <StructureValue field={field} value={value} plain={plain} />;
    case 'rich_text':
      return plain ? <RichWords html={String(value)} /> : <RichText html={String(value)} />;
    case 'long_text':
      return plain ? <>{String(value)}</> : <span style={{ whiteSpace: 'pre-line' }}>{String(value)}</span>;
    case 'url':
      return plain || !isWebAddress(String(value)) ? (
        <>{String(value)}</>
      ) : (
        <a href={String(value)} target="_blank" rel="noopener noreferrer">
          {String(value)}
        </a>
      );
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
      if (field.name === 'account_code' && !plain) return <AccountTitle code={String(value)} />;
      return <>{ledgerWord(field, String(value))}</>;
  }
}

/** Names of records and of what was done to them stand in ledgers as plain words. */
function ledgerWord(field: FieldMeta, value: string): string {
  if (field.name === 'source_type' || field.name === 'record') return oneOf(value) || value;
  if (field.name === 'action' && hasSentence(`web.did.${value}`)) return tx(`web.did.${value}`);
  if (field.name === 'door' && hasSentence(`web.door.${value}`)) return tx(`web.door.${value}`);
  // Several in one word, by commas.
  if (field.label === 'field.account.dimensions')
    return value
      .split(',')
      .map((one) => tx(`web.chart.dimension.${one}`))
      .join(t('web.list.comma'));
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
  const word = (one: unknown): string =>
    tx(field.choices?.find((item) => item.value === one)?.label) || String(one);
  const kind = valueKind(field);
  if (kind === 'choice') return word(value);
  if (kind === 'boolean') return t(value ? 'web.yes' : 'web.no');
  if (isAddress(value)) return addressText(value);
  if (isLocation(value)) return locationText(value);
  if (kind === 'sub_table') return t('web.lines.count', { count: linesOf(value).length });
  if (Array.isArray(value)) {
    const files = filesOf(value);
    const words =
      files.length > 0
        ? files.map((file) => file.name)
        : value.map((one: unknown) => (isReference(one) ? one.title : word(one)));
    return words.join(t('web.list.comma'));
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
