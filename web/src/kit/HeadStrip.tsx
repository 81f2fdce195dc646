import type { ReactNode } from 'react';
import styles from './HeadStrip.module.css';

/** The head of a document editor: few fields in one strip. */
export function HeadStrip({ children }: { children: ReactNode }) {
  return <div className={styles.strip}>{children}</div>;
}

interface StripItemProps {
  label: string;
  wide?: boolean;
  required?: boolean;
  error?: string | undefined;
  /** Stands in the line of the label, such as a way to say it otherwise. */
  beside?: ReactNode;
  children: ReactNode;
}

export function StripItem({ label, wide, required, error, beside, children }: StripItemProps) {
  return (
    <div className={wide ? `${styles.item} ${styles.wide}` : styles.item}>
      <span className={styles.label}>
        {label}
        {required ? <span className={styles.required}> *</span> : null}
        {error ? (
          <span className={styles.error} role="alert">
            {error}
          </span>
        ) : null}
        {beside}
      </span>
      {children}
    </div>
  );
}
