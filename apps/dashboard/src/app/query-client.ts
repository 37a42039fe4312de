// The cache of server state, and what happens when a call finds nobody signed in.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.js';
import { ApiError, codeOf } from '../api/problem.js';

const retries = 1;

/** `onSignedOut` runs when a call after sign-in is answered 401. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (codeOf(error) === 'unauthenticated') onSignedOut();
  };
  // The session's own 401 is the router's business: it knows set-up from sign-in.
  const onQueryError = (error: Error, { queryKey }: { queryKey: readonly unknown[] }) => {
    if (queryKey[0] !== sessionQuery.queryKey[0]) onError(error);
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: onQueryError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) =>
          failures < retries &&
          !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
    },
  });
}
