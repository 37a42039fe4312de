// What stands in place of an answer: grey lines while it is on its way, why it failed, or that it holds nothing.
import type { ReactNode } from 'react';
import { ErrorState, SkeletonLines } from './states.js';

type Asked = {
  isPending: boolean;
  isSuccess: boolean;
  error: Error | null;
  refetch: () => Promise<unknown>;
};

/** Nothing once there is something to show; a failed refresh is told above what is there already. */
export function QueryState({
  query,
  lines,
  failed,
  empty = null,
}: {
  query: Asked;
  lines: number;
  /** A sentence that stands before the reason. */
  failed?: string;
  /** Shown when the answer is there; null unless it holds nothing. */
  empty?: ReactNode;
}) {
  if (query.isPending) return <SkeletonLines lines={lines} />;
  if (query.error !== null)
    return (
      <div className="mb-4 last:mb-0">
        <ErrorState
          message={failed === undefined ? query.error.message : `${failed} ${query.error.message}`}
          onRetry={() => void query.refetch()}
        />
      </div>
    );
  return query.isSuccess ? empty : null;
}
