// What went wrong with a call, as one error type with the stable code of the API.
import { problemSchema, type Problem } from '@trackwarden/contracts';

/** A refused or failed call. `code` is the API's, or `network` when no answer came. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;
  /** Seconds to wait before the next try, when the server named them. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** The code of any thrown value; `unknown` for what is no ApiError. */
export const codeOf = (error: unknown): string =>
  error instanceof ApiError ? error.code : 'unknown';

/** What the server refused, value by value; none for any other failure. */
export const refusedValues = (error: unknown): NonNullable<Problem['errors']> =>
  error instanceof ApiError ? (error.problem.errors ?? []) : [];

export const networkProblem: Problem = {
  type: 'about:blank',
  title: 'The server did not answer',
  status: 0,
  code: 'network',
};

/** Reads a refused answer; an answer that is no problem document still becomes one. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = problemSchema.safeParse(body);
  const wait = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(wait) && wait > 0 ? Math.ceil(wait) : null;
  if (parsed.success) return new ApiError(parsed.data, retryAfter);
  return new ApiError(
    {
      type: 'about:blank',
      title: `The server answered ${response.status}`,
      status: response.status,
      code: response.status === 401 ? 'unauthenticated' : 'unknown',
    },
    retryAfter,
  );
}
