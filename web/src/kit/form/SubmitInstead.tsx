import { Button } from 'antd';
import type { Problem } from '../../api/problem';
import { useGo } from '../Go';
import { tx } from '../i18n';
import { submission, type Submission } from '../submission';

/** Whether something was not refused for good: it needs somebody's approval first. */
export const needsApproval = (problem: Problem | null): boolean =>
  problem?.code === 'approvals.needs_approval' && problem.params.submit !== undefined;

interface SubmitInsteadProps {
  problem: Problem;
  /** What was to be saved. */
  payload: Record<string, unknown>;
  /** The form may be left: what was typed goes along. */
  release: () => void;
}

/** The way on where saving needs an approval: the same content is submitted. */
export function SubmitInstead({ problem, payload, release }: SubmitInsteadProps) {
  const go = useGo();
  return (
    <div>
      <div>{problem.detail}</div>
      <Button
        size="small"
        onClick={() => {
          submission.set({ ...(problem.params.submit as Omit<Submission, 'payload'>), payload });
          release();
          go('/approvals/new');
        }}
      >
        {tx('verb.submit_approval')}
      </Button>
    </div>
  );
}
