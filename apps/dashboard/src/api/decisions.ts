// Decisions: making one, taking it back, and the history.
import type {
  CreateDecision,
  Decision,
  DecisionDetail,
  DecisionResult,
  List,
  UndoResult,
  Verdict,
} from '@trackwarden/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from './client.js';

export type DecidedPing = { id: string; version?: number };

/** `content: 'approved'` keeps the approved version of sources that changed; `scope` lists the sources. */
export const decide = (
  body: Pick<CreateDecision, 'verdict' | 'scope'> & { content?: 'approved'; pings: DecidedPing[] },
) => api.post<DecisionResult>('/api/v1/decisions', body);

export const decideCampaign = (body: { verdict: Verdict; campaignId: string }) =>
  api.post<DecisionResult>('/api/v1/decisions', body);

/** All that match at that moment. */
export const decideByFilter = (body: {
  verdict: Verdict;
  query: NonNullable<CreateDecision['query']>;
}) => api.post<DecisionResult>('/api/v1/decisions', body);

export const getDecision = (id: string) => api.get<DecisionDetail>(`/api/v1/decisions/${id}`);

export const undoDecision = (id: string) => api.post<UndoResult>(`/api/v1/decisions/${id}/undo`);

export const decisionsQuery = (siteId: string) =>
  infiniteQueryOptions({
    queryKey: ['decisions', siteId],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<Decision>>(
        '/api/v1/decisions',
        { siteId, limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
