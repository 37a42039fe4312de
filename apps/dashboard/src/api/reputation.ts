// Whether the sites of the installation share what they know of sources.
import type { ReputationSharing } from '@trackwarden/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

export const reputationQuery = queryOptions({
  queryKey: ['reputation'],
  queryFn: ({ signal }) => api.get<ReputationSharing>('/api/v1/reputation', {}, signal),
});

export const setReputationShared = (shared: boolean) =>
  api.patch<ReputationSharing>('/api/v1/reputation', { shared });
