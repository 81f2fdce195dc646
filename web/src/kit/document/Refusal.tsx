import type { Problem } from '../../api/problem';
import { ErrorPanel } from '../ErrorPanel';
import styles from './Refusal.module.css';

/** Why a verb was refused, right under the head of the document where the eye is. */
export function Refusal({ problem, children }: { problem: Problem | null; children?: React.ReactNode }) {
  if (!problem) return null;
  return (
    <div className={styles.refusal}>
      <ErrorPanel error={problem}>{children}</ErrorPanel>
    </div>
  );
}
