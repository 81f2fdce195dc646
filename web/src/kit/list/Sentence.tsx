import type { FieldMeta, Leaf } from '../../api/types';
import { formatPercent, isDecimal } from '../decimal';
import { t, tx, type MessageKey } from '../i18n';
import { valueKind } from '../kinds';
import { ReferenceTitle } from '../ReferenceTitle';
import { isGroup, needsValue, operatorWord, pointsAway, type Group, type Part } from './conditions';

/** A condition in words: 状态 是 草稿. */
export function LeafSentence({ leaf, fields }: { leaf: Leaf; fields: FieldMeta[] }) {
  const field = fields.find((item) => item.name === leaf.field);
  if (!field) return <>{leaf.field}</>;
  return (
    <>
      <span>{tx(field.label)}</span>{' '}
      <span className="soft">{t(operatorWord(leaf.op, valueKind(field)))}</span>{' '}
      {needsValue(leaf.op) ? <LeafValue leaf={leaf} field={field} /> : null}
    </>
  );
}

/** A group in words, in brackets where it stands inside another. */
export function PartSentence({ part, fields }: { part: Part; fields: FieldMeta[] }) {
  return isGroup(part) ? (
    <GroupSentence group={part} fields={fields} />
  ) : (
    <LeafSentence leaf={part} fields={fields} />
  );
}

function GroupSentence({ group, fields }: { group: Group; fields: FieldMeta[] }) {
  return (
    <>
      {group.not ? <span className="soft">{t('web.list.filter.not')} </span> : null}
      <span className="soft">(</span>
      {group.parts.map((part, at) => (
        <span key={at}>
          {at > 0 ? <span className="soft"> {joinWord(group)} </span> : null}
          <PartSentence part={part} fields={fields} />
        </span>
      ))}
      <span className="soft">)</span>
    </>
  );
}

export const joinWord = (group: Group): string =>
  t(group.join === 'and' ? 'web.list.filter.and' : 'web.list.filter.or');

function LeafValue({ leaf, field }: { leaf: Leaf; field: FieldMeta }) {
  const values = Array.isArray(leaf.value) ? (leaf.value as unknown[]) : [leaf.value];
  return (
    <>
      {values.map((value, at) => (
        <span key={at}>
          {at > 0 ? t('web.list.or') : null}
          <OneValue value={value} leaf={leaf} field={field} />
        </span>
      ))}
    </>
  );
}

function OneValue({ value, leaf, field }: { value: unknown; leaf: Leaf; field: FieldMeta }) {
  const kind = valueKind(field);
  if (leaf.op === 'within') return <>{tx(`web.within.${String(value)}` as MessageKey)}</>;
  if (value === '@me') return <>{t('web.list.me')}</>;
  if (pointsAway(field) && field.reference)
    return <ReferenceTitle path={field.reference.path} id={String(value)} />;
  if (kind === 'datetime') return <>{String(value).slice(0, 10)}</>;
  if (kind === 'boolean') return <>{t(value ? 'web.yes' : 'web.no')}</>;
  if (kind === 'percent' && isDecimal(value)) return <>{formatPercent(value)}</>;
  return <>{tx(field.choices?.find((choice) => choice.value === value)?.label) || String(value)}</>;
}
