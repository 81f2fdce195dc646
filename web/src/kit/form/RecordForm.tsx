import { Form, type FormInstance } from 'antd';
import { useMe } from '../../api/session';
import type { FieldMeta, RecordMeta } from '../../api/types';
import { holds } from '../conditions';
import { FieldValue } from '../FieldValue';
import { t, tx } from '../i18n';
import { isBlank, isEditable, LARGE } from '../kinds';
import { partsOf } from '../layout';
import { FieldInput } from './FieldInput';
import { FieldTip } from './FieldTip';
import type { Values } from './changes';
import styles from './RecordForm.module.css';

interface RecordFormProps {
  form: FormInstance<Values>;
  meta: RecordMeta;
  initial: Values;
  onSubmit: (values: Values) => void;
  onTouched: () => void;
}

/** What a form shows: what it asks for, and what a layout puts beside it to be read. */
function shownFields(meta: RecordMeta, initial: Values): FieldMeta[] {
  const named = new Set(meta.layouts?.[0]?.groups.flatMap((group) => group.fields) ?? []);
  return meta.fields.filter(
    (field) =>
      (field.in_form && isEditable(field)) ||
      (!isEditable(field) && named.has(field.name) && !isBlank(initial[field.name])),
  );
}

/** The fields in their groups, what is required first, two columns (one on a phone). */
export function RecordForm({ form, meta, initial, onSubmit, onTouched }: RecordFormProps) {
  const me = useMe().user_id;
  const values = (Form.useWatch([], form) as Values | undefined) ?? initial;
  const now = { ...initial, ...values };
  const fields = shownFields(meta, initial);
  const parts = partsOf(meta, fields, true).map((part) => ({
    ...part,
    fields: part.fields.filter((field) => holds(field.show_if, now, meta.fields, me, true)),
  }));
  const byHand = meta.layouts?.[0] !== undefined;
  const first = fields.find((field) => field.required && isEditable(field)) ?? fields.find(isEditable);
  const locked = (field: FieldMeta): boolean =>
    !isEditable(field) || holds(field.read_only_if, now, meta.fields, me, false);
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={initial}
      requiredMark
      scrollToFirstError
      validateTrigger="onBlur"
      onValuesChange={onTouched}
      onFinish={() => onSubmit(form.getFieldsValue(true) as Values)}
    >
      {parts
        .filter((part) => part.fields.length > 0)
        .map((part) => (
          <fieldset key={part.key} className={styles.group}>
            {part.title ? <legend>{part.title}</legend> : null}
            <div className={part.columns === 1 ? `${styles.fields} ${styles.single}` : styles.fields}>
              {(byHand ? part.fields : inOrder(part.fields)).map((field) =>
                locked(field) ? (
                  <div key={field.name} className={`${styles.item} ${isWide(field) ? styles.wide : ''}`}>
                    <div className={styles.label}>{tx(field.label)}</div>
                    <FieldTip field={field} />
                    <div className={styles.fixed}>
                      {isBlank(now[field.name]) ? (
                        <span className="soft">–</span>
                      ) : (
                        <FieldValue field={field} value={now[field.name] as string} plain />
                      )}
                    </div>
                  </div>
                ) : (
                  <div key={field.name} className={`${styles.item} ${isWide(field) ? styles.wide : ''}`}>
                    <Form.Item
                      name={field.name}
                      label={tx(field.label)}
                      {...(field.help ? { extra: tx(field.help) } : {})}
                      {...(field.kind === 'boolean' ? {} : { rules: rulesOf(field) })}
                    >
                      <FieldInput field={field} autoFocus={field === first} />
                    </Form.Item>
                    <FieldTip field={field} />
                  </div>
                ),
              )}
            </div>
          </fieldset>
        ))}
    </Form>
  );
}

const isWide = (field: FieldMeta): boolean => LARGE.has(field.kind);

const inOrder = (fields: FieldMeta[]): FieldMeta[] => [
  ...fields.filter((field) => field.required && field.kind !== 'boolean'),
  ...fields.filter((field) => !field.required || field.kind === 'boolean'),
];

const isRequired = (field: FieldMeta): boolean =>
  (field.required || field.required_if_shown === true) && field.kind !== 'boolean';

function rulesOf(field: FieldMeta): object[] {
  const label = tx(field.label);
  const rules: object[] = [];
  if (isRequired(field)) {
    const empty = t('web.form.required', { field: label });
    rules.push({ required: true, message: empty });
    rules.push({
      validator: (_: unknown, value: unknown) =>
        Array.isArray(value) && value.length === 0 ? Promise.reject(new Error(empty)) : Promise.resolve(),
    });
  }
  if (field.kind === 'email') rules.push({ type: 'email', message: t('web.form.email') });
  if (field.kind === 'url') rules.push({ type: 'url', message: t('web.form.url') });
  if (field.max_length) {
    rules.push({
      max: field.max_length,
      message: t('web.form.too_long', { field: label, max: field.max_length }),
    });
  }
  return rules;
}
