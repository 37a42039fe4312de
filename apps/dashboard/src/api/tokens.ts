// API tokens of the installation.
import type { CreatedToken, List, Token } from '@trackwarden/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from './client.js';

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => api.get<List<Token>>('/api/v1/tokens', { limit: 200 }, signal),
});

export const createToken = (name: string) => api.post<CreatedToken>('/api/v1/tokens', { name });
export const deleteToken = (id: string) => api.delete(`/api/v1/tokens/${id}`);
