// How careful a site is while it is new, how often its automatic decisions were wrong, whom it asks.
import type { AuditReport, SiteCaution, SiteOpinions } from '@trackwarden/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

export const cautionQuery = (siteId: string, needed: number) =>
  queryOptions({
    queryKey: ['caution', siteId, needed],
    queryFn: ({ signal }) =>
      api.get<SiteCaution>(`/api/v1/sites/${siteId}/caution`, undefined, signal),
    staleTime: 15_000,
  });

export const auditsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['audits', siteId],
    queryFn: ({ signal }) =>
      api.get<AuditReport>(`/api/v1/sites/${siteId}/audits`, undefined, signal),
    staleTime: 15_000,
  });

export const opinionsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['opinions', siteId],
    queryFn: ({ signal }) =>
      api.get<SiteOpinions>(`/api/v1/sites/${siteId}/opinions`, undefined, signal),
    staleTime: 15_000,
  });

/** Tries every list of the site now. */
export const testOpinions = (siteId: string) =>
  api.post<SiteOpinions>(`/api/v1/sites/${siteId}/opinions/test`);

/** Throws a problem when the service does not take the key. */
export const askAkismet = (siteId: string, body: { url: string; key: string }) =>
  api.put<SiteOpinions>(`/api/v1/sites/${siteId}/opinions/akismet`, body);
export const stopAkismet = (siteId: string) =>
  api.delete(`/api/v1/sites/${siteId}/opinions/akismet`);
