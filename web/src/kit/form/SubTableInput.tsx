import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { t, tx } from '../i18n';
import { isNumeric } from '../kinds';
import { linesOf } from '../structures';
import { FieldInput, type InputProps } from './FieldInput';
import styles from './Inputs.module.css';

const MOST = 200;

/** Lines inside a record, each with the same few fields. */
export default function SubTableInput({ field, value, onChange, onBlur }: InputProps) {
  const lines = linesOf(value);
  const columns = field.columns ?? [];
  const put = (at: number, name: string, next: unknown): void =>
    onChange?.(lines.map((line, place) => (place === at ? { ...line, [name]: next } : line)));
  return (
    <div className={styles.lines}>
      <table aria-label={tx(field.label)}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={isNumeric(column) ? 'number' : undefined}>
                {tx(column.label)}
                {column.required ? <span className={styles.must}>*</span> : null}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <tr key={at}>
              {columns.map((column) => (
                <td key={column.name} data-label={tx(column.label)}>
                  <FieldInput
                    field={column}
                    value={line[column.name]}
                    inCell={column.kind !== 'choice'}
                    onChange={(next) => put(at, column.name, next)}
                    {...(onBlur ? { onBlur } : {})}
                  />
                </td>
              ))}
              <td>
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined />}
                  aria-label={t('web.lines.remove', { line: at + 1 })}
                  onClick={() => onChange?.(lines.filter((_, place) => place !== at))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length < MOST ? (
        <Button
          type="link"
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange?.([...lines, Object.fromEntries(defaults(columns))])}
        >
          {t('web.lines.add')}
        </Button>
      ) : null}
    </div>
  );
}

const defaults = (columns: NonNullable<InputProps['field']['columns']>): [string, unknown][] =>
  columns.map((column) => [column.name, column.default ?? (column.kind === 'boolean' ? false : null)]);
