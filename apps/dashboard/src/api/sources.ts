// Who pinged a site, and which pings belong together.
import type {
  Campaign,
  DissolveResult,
  List,
  SourceList,
  SourceSort,
} from '@trackwarden/contracts';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api } from './client.js';

export const sourcesQuery = (siteId: string, q: string, sort: SourceSort) =>
  infiniteQueryOptions({
    queryKey: ['sources', siteId, q, sort],
    queryFn: ({ pageParam, signal }) =>
      api.get<SourceList>(
        `/api/v1/sites/${siteId}/sources`,
        { q, sort, limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export const campaignsQuery = (siteId: string) =>
  infiniteQueryOptions({
    queryKey: ['campaigns', siteId],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<Campaign>>(
        '/api/v1/campaigns',
        { siteId, limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const dissolveCampaign = (id: string) =>
  api.post<DissolveResult>(`/api/v1/campaigns/${id}/dissolve`);
