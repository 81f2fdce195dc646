import type { FieldMeta, FieldValue as Value, Reference } from '../api/types';
import { Go, recordUrl } from './Go';
import { tx } from './i18n';
import { titleWord } from './titles';
import styles from './Values.module.css';

interface ManyValueProps {
  field: FieldMeta;
  value: Value;
  plain?: boolean | undefined;
}

const isReference = (one: unknown): one is Reference =>
  typeof one === 'object' && one !== null && 'id' in one;

/** Several choices, tags or references beside each other. */
export function ManyValue({ field, value, plain }: ManyValueProps) {
  if (!Array.isArray(value) || value.length === 0) return null;
  const path = field.reference?.path;
  return (
    <span className={plain ? styles.row : styles.wrap}>
      {(value as unknown[]).map((one) => {
        if (!isReference(one)) {
          const label = field.choices?.find((choice) => choice.value === one)?.label;
          return (
            <span key={String(one)} className={styles.tag}>
              {tx(label) || String(one)}
            </span>
          );
        }
        const title = titleWord(path ?? '', one.title);
        return (
          <span key={one.id} className={styles.tag}>
            {path && !plain ? <Go to={recordUrl(path, one.id)}>{title}</Go> : title}
          </span>
        );
      })}
    </span>
  );
}
