// The code of a page, loaded when the page is first shown.
import { lazyRouteComponent } from '@tanstack/react-router';
import { ApiError, networkProblem } from '../api/problem.js';

/**
 * A file that is missing was renamed by an update, and the router loads the dashboard anew. While
 * nobody answers that would lose all that is on the screen, with decisions that were not sent yet.
 */
async function explain(error: unknown): Promise<never> {
  try {
    await fetch('/health/live');
  } catch {
    throw new ApiError(networkProblem);
  }
  throw error;
}

export const lazyPage = <T extends Record<string, unknown>, Name extends keyof T>(
  load: () => Promise<T>,
  name: Name,
) => lazyRouteComponent(() => load().catch(explain), name);
