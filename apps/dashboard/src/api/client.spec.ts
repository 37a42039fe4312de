// The client sends the CSRF token on writes, and turns refusals into ApiError.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeServer, problem } from '../testing/fake-server.js';
import { session } from '../testing/fixtures.js';
import { api, rememberCsrfToken, withQuery } from './client.js';
import { ApiError } from './problem.js';

const failure = async (call: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (!(error instanceof ApiError)) throw new Error('the call did not fail with an ApiError');
  return error;
};

describe('the API client', () => {
  let server: FakeServer;
  beforeEach(() => {
    server = new FakeServer();
    rememberCsrfToken('csrf-1');
  });

  it('sends the CSRF token with writes and not with reads', async () => {
    server.on('POST /x', () => ({ status: 200, body: {} }));
    server.on('GET /x', () => ({ status: 200, body: {} }));
    await api.get('/x');
    await api.post('/x', { a: 1 });
    const [read, write] = server.calls;
    expect(read?.headers.get('x-csrf-token')).toBeNull();
    expect(write?.headers.get('x-csrf-token')).toBe('csrf-1');
    expect(write?.body).toEqual({ a: 1 });
  });

  it('fetches a stale CSRF token anew and repeats the write once', async () => {
    server.on('GET /api/v1/session', () => ({
      status: 200,
      body: { ...session, csrfToken: 'csrf-2' },
    }));
    server.on('POST /x', ({ headers }) =>
      headers.get('x-csrf-token') === 'csrf-2'
        ? { status: 200, body: { done: true } }
        : problem(403, 'csrf'),
    );
    expect(await api.post('/x')).toEqual({ done: true });
    expect(server.callsTo('POST /x')).toHaveLength(2);
  });

  it('gives up when the repeated write is refused too', async () => {
    server.on('POST /x', () => problem(403, 'csrf'));
    expect((await failure(api.post('/x'))).code).toBe('csrf');
    expect(server.callsTo('POST /x')).toHaveLength(2);
  });

  it('keeps code, detail, field errors and the time to wait of a problem', async () => {
    const errors = [{ pointer: '/url', message: 'must be an address' }];
    server.on('GET /x', () => ({
      ...problem(429, 'too-many-attempts', { detail: 'Slow down.', errors }),
      headers: { 'retry-after': '90' },
    }));
    const error = await failure(api.get('/x'));
    expect(error.code).toBe('too-many-attempts');
    expect(error.message).toBe('Slow down.');
    expect(error.problem.errors).toEqual(errors);
    expect(error.retryAfter).toBe(90);
  });

  it('makes an error of an answer that is no problem document', async () => {
    server.on('GET /x', () => ({ status: 502, body: '<html>' }));
    const error = await failure(api.get('/x'));
    expect([error.code, error.status]).toEqual(['unknown', 502]);
  });

  it('says that the network failed when no answer came', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('failed to fetch'));
    expect((await failure(api.get('/x'))).code).toBe('network');
  });

  it('leaves empty values out of a query', () => {
    expect(withQuery('/p', { a: 'x y', b: undefined, c: null, d: '', e: false, f: 0 })).toBe(
      '/p?a=x+y&e=false&f=0',
    );
  });
});
