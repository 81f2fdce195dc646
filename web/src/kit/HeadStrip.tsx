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
  children: ReactNode;
}

export function StripItem({ label, wide, required, error, children }: StripItemProps) {
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
      </span>
      {children}
    </div>
  );
}
