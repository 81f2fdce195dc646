import type { ReactNode } from 'react';
import styles from './Panels.module.css';

interface EmptyStateProps {
  title: string;
  /** Why there is nothing, in one sentence. */
  why?: string | undefined;
  /** The one next step. */
  action?: ReactNode;
  small?: boolean;
}

/** Nothing to show: why, and the one next step. */
export function EmptyState({ title, why, action, small }: EmptyStateProps) {
  return (
    <div className={small ? `${styles.empty} ${styles.small}` : styles.empty}>
      <div className={styles.title}>{title}</div>
      {why ? <p className="soft">{why}</p> : null}
      {action ? <div className={styles.next}>{action}</div> : null}
    </div>
  );
}
