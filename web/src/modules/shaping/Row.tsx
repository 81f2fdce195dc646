import { useId, type ReactNode } from 'react';
import styles from './Shaping.module.css';

/** A setting with its name above it; the name leads to the input. */
export function Row({
  label,
  help,
  children,
}: {
  label: string;
  help?: string;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {help ? <small className="soft">{help}</small> : null}
    </div>
  );
}
