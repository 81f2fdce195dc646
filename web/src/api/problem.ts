import { t } from '../kit/i18n';

export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

/** A refusal as the server words it: which rule, which value, what to do. */
export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  remedy?: string;
  params?: Record<string, unknown>;
  errors?: FieldProblem[];
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly params: Record<string, unknown>;
  readonly errors: FieldProblem[];

  constructor(status: number, body: ProblemBody) {
    super(body.title ?? t('web.problem.unexpected'));
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? 'web.unexpected';
    this.title = body.title ?? t('web.problem.unexpected');
    this.detail = body.detail ?? '';
    this.remedy = body.remedy ?? '';
    this.params = body.params ?? {};
    this.errors = body.errors ?? [];
  }

  /** True when it is not known whether the server did it: the same intent may be sent again. */
  get undecided(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

export const offline = (): Problem =>
  new Problem(0, {
    code: 'web.offline',
    title: t('web.problem.offline'),
    detail: t('web.problem.offline.detail'),
    remedy: t('web.problem.offline.remedy'),
  });

export async function readProblem(response: Response): Promise<Problem> {
  const body = await response
    .json()
    .then((value: unknown) => (value && typeof value === 'object' ? (value as ProblemBody) : {}))
    .catch((): ProblemBody => ({}));
  const fallback: ProblemBody = { remedy: t('web.problem.unexpected.remedy') };
  return new Problem(response.status, body.title ? body : { ...fallback, ...body });
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, {
    code: 'web.unexpected',
    title: t('web.problem.unexpected'),
    detail: error instanceof Error ? error.message : String(error),
    remedy: t('web.problem.unexpected.remedy'),
  });
}
