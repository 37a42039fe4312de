// Webhooks and the log of what was delivered.
import type {
  CreatedWebhook,
  CreateWebhook,
  Delivery,
  List,
  Webhook,
  WebhookEvent,
} from '@trackwarden/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

export type Overlap = '0' | '1h' | '24h' | '7d';
export type WebhookChange = { url?: string; events?: WebhookEvent[]; enabled?: boolean };

const path = (id: string, rest = '') => `/api/v1/webhooks/${id}${rest}`;

export const webhooksQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['webhooks', siteId],
    queryFn: ({ signal }) =>
      api.get<List<Webhook>>(`/api/v1/sites/${siteId}/webhooks`, { limit: 100 }, signal),
  });

export const deliveriesQuery = (webhookId: string) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', webhookId],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<Delivery>>(
        path(webhookId, '/deliveries'),
        { limit: 20, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const createWebhook = (siteId: string, body: CreateWebhook) =>
  api.post<CreatedWebhook>(`/api/v1/sites/${siteId}/webhooks`, body);
export const updateWebhook = (id: string, body: WebhookChange) =>
  api.patch<Webhook>(path(id), body);
export const deleteWebhook = (id: string) => api.delete(path(id));
export const testWebhook = (id: string, type: WebhookEvent) =>
  api.post<Delivery>(path(id, '/test'), { type });
export const rotateWebhook = (id: string, overlap: Overlap) =>
  api.post<{ secret: string }>(path(id, '/rotate'), { overlap });
export const enableWebhook = (id: string) => api.post<Webhook>(path(id, '/enable'));
export const redeliver = (deliveryId: string) =>
  api.post<Delivery>(`/api/v1/deliveries/${deliveryId}/redeliver`);
export const redeliverFailed = (id: string) =>
  api.post<{ count: number }>(path(id, '/redeliver-failed'));
