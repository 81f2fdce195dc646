import { Select } from 'antd';
import type { FieldMeta, Leaf, Operator } from '../../api/types';
import { t, tx } from '../i18n';
import { valueKind } from '../kinds';
import { needsValue, operatorsFor, operatorWord, takesMany } from './conditions';
import { LeafValueInput } from './LeafValueInput';

interface LeafFieldsProps {
  fields: FieldMeta[];
  leaf: Leaf;
  rich: boolean;
  onChange: (leaf: Leaf) => void;
}

/** How a condition on a field begins, before its value is chosen. */
export function beginLeaf(field: FieldMeta, rich: boolean): Leaf {
  const op = operatorsFor(field, rich)[0] ?? 'eq';
  return { field: field.name, op, ...(field.kind === 'boolean' ? { value: true } : {}) };
}

/** One condition: which field, how, which value. */
export function LeafFields({ fields, leaf, rich, onChange }: LeafFieldsProps) {
  const field = fields.find((item) => item.name === leaf.field);
  const ops = field ? operatorsFor(field, rich) : [];
  const known = ops.includes(leaf.op) ? ops : [...ops, leaf.op];
  const choose = (name: string): void => {
    const chosen = fields.find((item) => item.name === name);
    if (chosen) onChange(beginLeaf(chosen, rich));
  };
  const compare = (op: Operator): void => {
    const keeps =
      needsValue(op) && takesMany(op) === takesMany(leaf.op) && (op === 'within') === (leaf.op === 'within');
    onChange({ field: leaf.field, op, ...(keeps && leaf.value !== undefined ? { value: leaf.value } : {}) });
  };
  return (
    <>
      <Select
        aria-label={t('web.list.filter.field')}
        value={field ? leaf.field : null}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={fields.map((item) => ({ value: item.name, label: tx(item.label) }))}
        onChange={choose}
      />
      <Select
        aria-label={t('web.list.filter.how')}
        value={leaf.op}
        popupMatchSelectWidth={false}
        options={known.map((op) => ({
          value: op,
          label: t(operatorWord(op, field ? valueKind(field) : 'text')),
        }))}
        onChange={compare}
      />
      {field && needsValue(leaf.op) ? (
        <LeafValueInput
          key={`${leaf.field} ${leaf.op}`}
          field={field}
          op={leaf.op}
          value={leaf.value}
          onChange={(value) => onChange({ field: leaf.field, op: leaf.op, value })}
        />
      ) : null}
    </>
  );
}
