// Who is signed in: set-up, sign-in, sign-out.
import type { Session, Setup, SetupState, SignIn } from '@trackwarden/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api, rememberCsrfToken } from './client.js';

function remembered(session: Session): Session {
  rememberCsrfToken(session.csrfToken);
  return session;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => remembered(await api.get<Session>('/api/v1/session', {}, signal)),
  staleTime: Infinity,
  retry: false,
});

export const setupStateQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.get<SetupState>('/api/v1/setup', {}, signal),
  retry: false,
});

export const setUp = async (body: Setup) =>
  remembered(await api.post<Session>('/api/v1/setup', body));

export const signIn = async (body: SignIn) =>
  remembered(await api.post<Session>('/api/v1/session', body));

export async function signOut(): Promise<void> {
  await api.delete('/api/v1/session');
  rememberCsrfToken(null);
}
