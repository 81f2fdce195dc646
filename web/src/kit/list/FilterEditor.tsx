import { Button, Checkbox, DatePicker, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { FieldMeta, Leaf, Operator } from '../../api/types';
import { startOfDay } from '../dates';
import { parseDecimal } from '../decimal';
import { t, tx } from '../i18n';
import { ReferencePicker } from '../ReferencePicker';
import { needsValue, operatorsFor, operatorWord } from './conditions';
import styles from './FilterEditor.module.css';

interface FilterEditorProps {
  fields: FieldMeta[];
  start?: Leaf;
  onDone: (leaf: Leaf) => void;
}

/** One condition: which field, how, which value. */
export function FilterEditor({ fields, start, onDone }: FilterEditorProps) {
  const [name, setName] = useState(start?.field ?? fields[0]?.name ?? '');
  const field = fields.find((item) => item.name === name);
  const ops = field ? operatorsFor(field) : [];
  const [op, setOp] = useState<Operator>(start?.op ?? ops[0] ?? 'eq');
  const [value, setValue] = useState<unknown>(start?.value);
  if (!field) return null;

  const chooseField = (next: string): void => {
    const chosen = fields.find((item) => item.name === next);
    setName(next);
    setOp(chosen ? (operatorsFor(chosen)[0] ?? 'eq') : 'eq');
    setValue(chosen?.kind === 'boolean' ? true : undefined);
  };
  const ready =
    !needsValue(op) || (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '');
  return (
    <Form
      className={styles.editor}
      layout="vertical"
      onFinish={() => {
        if (ready) onDone({ field: name, op, ...(needsValue(op) ? { value } : {}) });
      }}
    >
      <Select
        aria-label={t('web.list.filter.field')}
        value={name}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map((item) => ({ value: item.name, label: tx(item.label) }))}
        onChange={chooseField}
      />
      <Select
        aria-label={t('web.list.filter.how')}
        value={op}
        options={ops.map((item) => ({ value: item, label: t(operatorWord(item, field.kind)) }))}
        onChange={(next: Operator) => {
          if ((next === 'in') !== (op === 'in')) setValue(undefined);
          setOp(next);
        }}
      />
      {needsValue(op) ? <ValueInput field={field} op={op} value={value} onChange={setValue} /> : null}
      <Button type="primary" htmlType="submit" disabled={!ready}>
        {t('web.list.filter.apply')}
      </Button>
    </Form>
  );
}

interface ValueInputProps {
  field: FieldMeta;
  op: Operator;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** A moment is compared with where its day begins. */
const valueOfDay = (field: FieldMeta, day: string): string =>
  field.kind === 'datetime' ? startOfDay(day) : day;

function ValueInput({ field, op, value, onChange }: ValueInputProps) {
  const label = t('web.list.filter.value');
  switch (field.kind) {
    case 'choice': {
      const options = (field.choices ?? []).map((choice) => ({
        value: choice.value,
        label: tx(choice.label),
      }));
      if (op !== 'in') {
        return (
          <Select
            aria-label={label}
            value={value as string}
            placeholder={label}
            options={options}
            onChange={onChange}
          />
        );
      }
      return (
        <Checkbox.Group
          className={styles.choices}
          aria-label={label}
          value={Array.isArray(value) ? (value as string[]) : []}
          options={options}
          onChange={onChange}
        />
      );
    }
    case 'boolean':
      return (
        <Select
          aria-label={label}
          value={value === undefined ? true : Boolean(value)}
          options={[
            { value: true, label: t('web.yes') },
            { value: false, label: t('web.no') },
          ]}
          onChange={onChange}
        />
      );
    case 'date':
    case 'datetime':
      return (
        <DatePicker
          aria-label={label}
          value={typeof value === 'string' ? dayjs(value.slice(0, 10)) : null}
          onChange={(day) => onChange(day ? valueOfDay(field, day.format('YYYY-MM-DD')) : undefined)}
        />
      );
    case 'reference':
      return (
        <ReferencePicker
          label={label}
          path={field.reference?.path ?? ''}
          value={typeof value === 'string' ? value : undefined}
          onChange={(reference) => onChange(reference?.id)}
        />
      );
    case 'money':
    case 'quantity':
    case 'number':
    case 'percent':
      return (
        <Input
          aria-label={label}
          inputMode="decimal"
          placeholder={label}
          defaultValue={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(parseDecimal(event.target.value) ?? undefined)}
        />
      );
    default:
      return (
        <Input
          aria-label={label}
          placeholder={label}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
