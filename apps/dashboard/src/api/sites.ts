// Sites, their targets, and what to paste into a page.
import type {
  CreateSite,
  CreateTarget,
  Discovery,
  List,
  PageCheck,
  Site,
  Target,
  TestPingResult,
  UpdateSite,
  UpdateTarget,
} from '@trackwarden/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: ({ signal }) => api.get<List<Site>>('/api/v1/sites', { limit: 200 }, signal),
  staleTime: 60_000,
});

export const discoveryQuery = (siteKey: string, target: string) =>
  queryOptions({
    queryKey: ['discovery', siteKey, target],
    queryFn: ({ signal }) =>
      api.get<Discovery>(`/sites/${encodeURIComponent(siteKey)}/discovery`, { target }, signal),
    staleTime: 60_000,
  });

export const targetsQuery = (siteId: string) =>
  infiniteQueryOptions({
    queryKey: ['targets', siteId],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<Target>>(
        `/api/v1/sites/${siteId}/targets`,
        { limit: 25, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const createSite = (body: CreateSite) => api.post<Site>('/api/v1/sites', body);
export const updateSite = (id: string, body: UpdateSite) =>
  api.patch<Site>(`/api/v1/sites/${id}`, body);
export const deleteSite = (id: string) => api.delete(`/api/v1/sites/${id}`);

export const createTarget = (siteId: string, body: CreateTarget) =>
  api.post<Target>(`/api/v1/sites/${siteId}/targets`, body);
export const updateTarget = (id: string, body: UpdateTarget) =>
  api.patch<Target>(`/api/v1/targets/${id}`, body);
export const deleteTarget = (id: string) => api.delete(`/api/v1/targets/${id}`);

export const checkPage = (siteId: string, url: string) =>
  api.post<PageCheck>(`/api/v1/sites/${siteId}/check-page`, { url });

export const sendTestPing = (siteId: string) =>
  api.post<TestPingResult>(`/api/v1/sites/${siteId}/test-ping`);
