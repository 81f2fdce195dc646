import type { ReactNode } from 'react';
import { asProblem, type FieldProblem } from '../api/problem';
import { t } from './i18n';
import { placed } from './placed';
import styles from './Panels.module.css';

interface ErrorPanelProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** Shown in place of the plain list of what is wrong, where a table says it better. */
  children?: ReactNode;
}

/** No right, no such thing, no such address: trying again changes nothing. */
const FINAL = new Set([403, 404, 422]);

/** A refusal in full: the rule and value, and what to do about it. */
export function ErrorPanel({ error, onRetry, children }: ErrorPanelProps) {
  const problem = asProblem(error);
  const noRight = problem.status === 403;
  return (
    <div className={styles.error} role="alert">
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d="M8 1.8 15 14H1L8 1.8ZM8 6.3v3.6m0 1.6v.6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
        />
      </svg>
      <div className={styles.words}>
        <div className={styles.title}>{problem.title}</div>
        {problem.errors.length === 0 && problem.detail !== problem.title ? <div>{problem.detail}</div> : null}
        {children ?? (
          <ProblemList
            errors={problem.errors.filter((item) => item.detail && item.detail !== problem.title)}
          />
        )}
        {problem.remedy ? <div className="soft">{problem.remedy}</div> : null}
        {noRight && !problem.remedy ? <div className="soft">{t('web.problem.forbidden.remedy')}</div> : null}
        {onRetry && !FINAL.has(problem.status) ? (
          <button type="button" className={styles.retry} onClick={onRetry}>
            {t('web.retry')}
          </button>
        ) : null}
      </div>
    </div>
  );
}

export function ProblemList({ errors }: { errors: FieldProblem[] }) {
  if (errors.length === 0) return null;
  return (
    <ul className={styles.list}>
      {errors.map((item) => (
        <li key={`${item.field} ${item.detail}`}>{placed(item)}</li>
      ))}
    </ul>
  );
}
