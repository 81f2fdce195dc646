import { Form, type FormInstance } from 'antd';
import type { FieldMeta } from '../../api/types';
import { hasSentence, t, tx } from '../i18n';
import { FieldInput } from './FieldInput';
import type { Values } from './changes';
import styles from './RecordForm.module.css';

interface RecordFormProps {
  form: FormInstance<Values>;
  fields: FieldMeta[];
  initial: Values;
  onSubmit: (values: Values) => void;
  onTouched: () => void;
}

/** The fields in their groups, what is required first, two columns (one on a phone). */
export function RecordForm({ form, fields, initial, onSubmit, onTouched }: RecordFormProps) {
  const groups = [...new Set(fields.map((field) => field.group ?? ''))];
  const first = fields.find((field) => field.required) ?? fields[0];
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={initial}
      requiredMark
      scrollToFirstError
      validateTrigger="onBlur"
      onValuesChange={onTouched}
      onFinish={onSubmit}
    >
      {groups.map((group) => (
        <fieldset key={group} className={styles.group}>
          {group ? <legend>{hasSentence(group) ? tx(group) : group}</legend> : null}
          <div className={styles.fields}>
            {inOrder(fields.filter((field) => (field.group ?? '') === group)).map((field) => (
              <Form.Item
                key={field.name}
                name={field.name}
                label={tx(field.label)}
                {...(field.help ? { extra: tx(field.help) } : {})}
                {...(field.kind === 'boolean' ? {} : { rules: rulesOf(field) })}
                className={field.kind === 'long_text' ? styles.wide : ''}
              >
                <FieldInput field={field} autoFocus={field === first} />
              </Form.Item>
            ))}
          </div>
        </fieldset>
      ))}
    </Form>
  );
}

const inOrder = (fields: FieldMeta[]): FieldMeta[] => [
  ...fields.filter((field) => field.required && field.kind !== 'boolean'),
  ...fields.filter((field) => !field.required || field.kind === 'boolean'),
];

function rulesOf(field: FieldMeta): object[] {
  const label = tx(field.label);
  const rules: object[] = [];
  if (field.required) rules.push({ required: true, message: t('web.form.required', { field: label }) });
  if (field.kind === 'email') rules.push({ type: 'email', message: t('web.form.email') });
  if (field.max_length) {
    rules.push({
      max: field.max_length,
      message: t('web.form.too_long', { field: label, max: field.max_length }),
    });
  }
  return rules;
}
