// Pings: lists by filter, one with all its evidence, and the counts beside the views.
import type {
  List,
  Ping,
  PingCheck,
  PingDetail,
  PingSort,
  PingStatus,
  Protocol,
  Stats,
} from '@trackwarden/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

/** A list of pings as the queue asks for it. */
export type PingListFilter = {
  siteId: string;
  status?: PingStatus;
  protocol?: Protocol;
  domain?: string;
  campaignId?: string;
  held?: boolean;
  firstSeen?: boolean;
  audit?: 'waiting' | 'looked';
  copies?: boolean;
  q?: string;
  /** Absent: the newest first. */
  sort?: PingSort;
};

const pageSize = 50;

const page = (filter: PingListFilter, cursor: string | null, signal: AbortSignal) =>
  api.get<List<Ping>>('/api/v1/pings', { ...filter, cursor, limit: pageSize }, signal);

export const pingsQuery = (filter: PingListFilter) =>
  infiniteQueryOptions({
    queryKey: ['pings', 'list', filter],
    queryFn: ({ pageParam, signal }) => page(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    // The list moves only when the moderator asks for it, or comes to it from another page.
    staleTime: Infinity,
    refetchOnMount: 'always',
    gcTime: 60_000,
  });

/** The newest of the same list, asked for apart so that arrivals can be counted without moving rows. */
export const newestPingsQuery = ({ sort: _, ...filter }: PingListFilter) =>
  queryOptions({
    queryKey: ['pings', 'newest', filter],
    queryFn: ({ signal }) => page(filter, null, signal),
    staleTime: Infinity,
  });

export const pingQuery = (id: string) =>
  queryOptions({
    queryKey: ['ping', id],
    queryFn: ({ signal }) => api.get<PingDetail>(`/api/v1/pings/${id}`, {}, signal),
    staleTime: 60_000,
  });

/** The stored checks, newest first; asked anew when the ping has changed. */
export const checksQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['ping', id, 'checks', version],
    queryFn: ({ signal }) => api.get<List<PingCheck>>(`/api/v1/pings/${id}/checks`, {}, signal),
    staleTime: 60_000,
  });

export const statsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['stats', siteId],
    queryFn: ({ signal }) => api.get<Stats>('/api/v1/stats', { siteId }, signal),
    staleTime: 15_000,
    refetchOnMount: 'always',
    refetchInterval: 30_000,
  });

/** The photo of the author is deleted and not fetched again. */
export const takePhotoDown = (id: string) => api.delete(`/api/v1/pings/${id}/photo`);
