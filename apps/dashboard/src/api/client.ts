// The one way to the server: JSON in and out (lines of JSON in, where a file is given), the CSRF token on writes, problems as ApiError.
import { sessionSchema } from '@trackwarden/contracts';
import { ApiError, codeOf, networkProblem, problemOf } from './problem.js';

export type Query = Record<string, string | number | boolean | null | undefined>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Body = { type: string; content: string | Blob };

let csrfToken: string | null = null;

/** Remembers the token that the session answered; null after sign-out. */
export function rememberCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** A path with its query; empty values are left out. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

const json = (value: unknown): Body => ({
  type: 'application/json',
  content: JSON.stringify(value),
});

async function send(method: Method, path: string, body?: Body, signal?: AbortSignal) {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', body.type);
  if (method !== 'GET' && csrfToken !== null) headers.set('x-csrf-token', csrfToken);
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      // what to paste is cached for senders' sites, not for the owner who has just changed a setting
      cache: 'no-cache',
      ...(body === undefined ? {} : { body: body.content }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(networkProblem);
  }
}

async function call<T>(method: Method, path: string, body?: Body, signal?: AbortSignal) {
  const response = await send(method, path, body, signal);
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** A write; a token that went stale (another tab signed in) is fetched anew, once. */
async function write<T>(method: Method, path: string, body?: Body): Promise<T> {
  try {
    return await call<T>(method, path, body);
  } catch (error) {
    if (codeOf(error) !== 'csrf') throw error;
    const session = sessionSchema.parse(await call('GET', '/api/v1/session'));
    rememberCsrfToken(session.csrfToken);
    return call<T>(method, path, body);
  }
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>('GET', withQuery(path, query), undefined, signal),
  post: <T>(path: string, body: unknown = {}) => write<T>('POST', path, json(body)),
  /** One JSON object a line; a file is sent as it lies on the disk. */
  postLines: <T>(path: string, content: string | Blob, query?: Query) =>
    write<T>('POST', withQuery(path, query), { type: 'application/x-ndjson', content }),
  put: <T>(path: string, body: unknown) => write<T>('PUT', path, json(body)),
  patch: <T>(path: string, body: unknown) => write<T>('PATCH', path, json(body)),
  delete: <T = void>(path: string) => write<T>('DELETE', path),
};
