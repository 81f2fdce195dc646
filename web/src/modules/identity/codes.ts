import type { Problem } from '../../api/problem';

/** The password is right, and the second factor is asked for (again, after a wrong one). */
export const needsCode = (problem: Problem | null): boolean =>
  problem?.code === 'identity.code_required' || problem?.code === 'identity.wrong_code';
