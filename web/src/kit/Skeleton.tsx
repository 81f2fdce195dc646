import styles from './Panels.module.css';

/** Grey lines in the shape of what is coming. Nothing jumps when it arrives. */
export function SkeletonRows({ rows, columns = 4 }: { rows: number; columns?: number }) {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.skeletonRow}>
          {Array.from({ length: columns }, (__, column) => (
            <span
              key={column}
              className={styles.bar}
              style={{ width: `${[70, 45, 60, 35, 50][(row + column) % 5]}%` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

export function SkeletonPage() {
  return (
    <div className={styles.skeletonPage} aria-busy="true">
      <span className={styles.bar} style={{ width: '220px', height: '18px' }} />
      <SkeletonRows rows={12} columns={5} />
    </div>
  );
}
