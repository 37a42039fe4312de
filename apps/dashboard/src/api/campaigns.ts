// Campaigns: one with its template, and how far a decision about it has got.
import type { CampaignDetail, DecisionDetail } from '@trackwarden/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaign', id],
    queryFn: ({ signal }) => api.get<CampaignDetail>(`/api/v1/campaigns/${id}`, {}, signal),
    staleTime: 15_000,
  });

const betweenMs = 1000;

/** Asked again every second while the decision is carried out. */
export const progressQuery = (id: string) =>
  queryOptions({
    queryKey: ['decision', id],
    queryFn: ({ signal }) => api.get<DecisionDetail>(`/api/v1/decisions/${id}`, {}, signal),
    refetchInterval: ({ state }) =>
      ['running', 'undoing'].includes(state.data?.progress.state ?? 'running') ? betweenMs : false,
  });

export const cancelDecision = (id: string) =>
  api.post<DecisionDetail>(`/api/v1/decisions/${id}/cancel`);
