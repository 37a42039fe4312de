// The outbox of a site: what would be sent for a page, sending it, and what every endpoint answered.
import type { Announce, List, OutboxItem, OutboxPreview } from '@trackwarden/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

const ofSite = (siteId: string, rest = '') => `/api/v1/sites/${siteId}/outbox${rest}`;

export const outboxQuery = (siteId: string) =>
  infiniteQueryOptions({
    queryKey: ['outbox', siteId],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<OutboxItem>>(ofSite(siteId), { limit: 20, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const outboxItemQuery = (id: string) =>
  queryOptions({
    queryKey: ['outbox-item', id],
    queryFn: ({ signal }) => api.get<OutboxItem>(`/api/v1/outbox/${id}`, {}, signal),
    staleTime: 0,
  });

/** Only looks: nothing is sent. */
export const previewOutbox = (siteId: string, body: Announce) =>
  api.post<OutboxPreview>(ofSite(siteId, '/preview'), body);
export const sendOutbox = (siteId: string, body: Announce) =>
  api.post<OutboxItem>(ofSite(siteId), body);
export const resendOutbox = (id: string) => api.post<OutboxItem>(`/api/v1/outbox/${id}/resend`);
