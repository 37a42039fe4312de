// Errors as programs read them: RFC 9457 with a stable code, and a pointer to each wrong value.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema, type Problem, type Site } from '@trackwarden/contracts';
import type { ApiAnswer } from '../../test/api-client.js';
import { createSite, sendPing } from '../../test/pinging.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const UNKNOWN = '01930000-0000-7000-8000-000000000000';
const cursorOf = (...keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');

describe('an error of the API', () => {
  let server: TestServer;
  let site: Site;

  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
  });
  afterAll(() => server.stop());

  function problemOf({ status, headers, body }: ApiAnswer<unknown>): Problem {
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const problem = problemSchema.strict().parse(body);
    expect(problem.status).toBe(status);
    expect(problem.type).toBe(`urn:trackwarden:problem:${problem.code}`);
    return problem;
  }
  const createSiteWith = (body: unknown, headers: Record<string, string> = {}) =>
    server.api.post('/sites', body, { headers });

  it('points to every wrong value', async () => {
    const problem = problemOf(
      await createSiteWith({ name: '', origins: ['https://blog.example', 'ftp://x'] }),
    );
    expect(problem).toMatchObject({ status: 400, code: 'validation-failed' });
    expect(problem.errors).toEqual([
      { pointer: '/name', message: 'must not be empty' },
      {
        pointer: '/origins/1',
        message: 'must be an origin such as https://blog.example, without a path',
      },
    ]);
  });

  it('names a field that is not known', async () => {
    const problem = problemOf(
      await createSiteWith({ name: 'A', origins: ['https://a.example'], colour: 'red' }),
    );
    expect(problem.status).toBe(400);
    expect(problem.errors?.[0]?.message).toContain('colour');
  });

  it('names an unknown field inside the settings by its place', async () => {
    const answer = await server.api.patch(`/sites/${site.id}`, { settings: { colour: 'red' } });
    expect(problemOf(answer).errors).toMatchObject([{ pointer: '/settings/colour' }]);
  });

  it.each([
    ['the undo of a decision', `/decisions/${UNKNOWN}/undo`],
    ['the cancelling of a decision', `/decisions/${UNKNOWN}/cancel`],
    ['the dissolving of a campaign', `/campaigns/${UNKNOWN}/dissolve`],
    ['applying thresholds', `/sites/${UNKNOWN}/thresholds/apply`],
    ['forgetting', `/sites/${UNKNOWN}/learning/forget`],
  ])('names a field that is not known where %s takes none', async (_what, path) => {
    const problem = problemOf(await server.api.post(path, { 'a/b': 1 }));
    expect(problem.errors).toEqual([{ pointer: '/a~1b', message: 'there is no field "a/b"' }]);
    expect(problemOf(await server.api.post(path, {})).code).toBe('not-found');
  });

  it.each([
    ['the query', () => server.api.get('/stats?from=0000-01-01T00:00:00Z'), '/from'],
    [
      'a body',
      () =>
        server.api.post(`/sites/${site.id}/targets`, {
          ...{ url: 'https://blog.example/old', title: 'Old', kind: 'entry' },
          closesAt: '0000-12-31T00:00:00Z',
        }),
      '/closesAt',
    ],
  ] as const)('points to a time of the year 0 in %s', async (_where, ask, pointer) => {
    expect(problemOf(await ask()).errors).toEqual([
      { pointer, message: 'must be of year 1 or later' },
    ]);
  });

  it('for a body that is too large ends the connection, whose rest is no request', async () => {
    const answer = await server.api.post('/sites', { name: 'x'.repeat(40_000_000), origins: [] });
    expect(problemOf(answer).code).toBe('too-large');
    expect(answer.headers.get('connection')).toBe('close');
  });

  it('points to a wrong value of the query', async () => {
    const problem = problemOf(await server.api.get('/pings?limit=201&status=liked'));
    expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(['/limit', '/status']);
  });

  it('names a parameter of the query that is not known', async () => {
    expect(problemOf(await server.api.get('/pings?colour=red')).status).toBe(400);
  });

  it.each([
    ['{"name": "A"', 400, 'malformed-json', 'application/json'],
    ['name=A', 415, 'unsupported-media-type', 'application/x-www-form-urlencoded'],
    ['{}', 415, 'unsupported-media-type', 'text/plain'],
    ['null', 400, 'validation-failed', 'application/json'],
    ['[]', 400, 'validation-failed', 'application/json'],
    ['"text"', 400, 'validation-failed', 'application/json'],
  ])('for the body %s is %i %s', async (body, status, code, type) => {
    const problem = problemOf(await createSiteWith(body, { 'content-type': type }));
    expect(problem).toMatchObject({ status, code });
  });

  it('for a body that is missing is a validation error', async () => {
    expect(problemOf(await createSiteWith('')).code).toBe('validation-failed');
  });

  it('for a body above a megabyte is 413', async () => {
    const problem = problemOf(await createSiteWith({ name: 'a'.repeat(1_100_000) }));
    expect(problem).toMatchObject({ status: 413, code: 'too-large' });
  });

  it.each([
    ['GET', '/nothing'],
    ['GET', '/sites/no-id'],
    ['GET', `/sites/${UNKNOWN}`],
    ['GET', `/pings/${UNKNOWN}`],
    ['GET', `/sites/${UNKNOWN}/targets`],
    ['DELETE', `/targets/${UNKNOWN}`],
    ['DELETE', `/webhooks/${UNKNOWN}`],
    ['POST', `/deliveries/${UNKNOWN}/redeliver`],
    ['POST', `/webhooks/${UNKNOWN}/test`],
    ['DELETE', `/tokens/${UNKNOWN}`],
  ])('for %s %s is not-found', async (method, path) => {
    const calls: Record<string, () => Promise<ApiAnswer<unknown>>> = {
      GET: () => server.api.get(path),
      POST: () => server.api.post(path),
      DELETE: () => server.api.delete(path),
    };
    const answer = await calls[method]?.();
    expect(answer && problemOf(answer)).toMatchObject({
      status: 404,
      code: 'not-found',
    });
  });

  it.each([
    ['/sites', 'nonsense'],
    ['/sites', cursorOf('no id')],
    ['/sites', cursorOf(UNKNOWN, 'one too many')],
    ['/pings', cursorOf('-receivedAt', 'no time', UNKNOWN)],
    ['/pings', cursorOf('-receivedAt', '2026-01-01T00:00:00.000Z', 'no id')],
    ['/pings?sort=-score', cursorOf('-score', 'no number', UNKNOWN)],
    ['/pings?sort=-score', cursorOf('score', 12, UNKNOWN)],
    ['/decisions', cursorOf('no time', UNKNOWN)],
  ])('for a made-up cursor of %s is bad-cursor: %s', async (path, cursor) => {
    const answer = await server.api.get(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`);
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'bad-cursor' });
  });

  it.each([
    ['the name of a site', () => createSiteWith({ name: 'A\0B', origins: ['https://a.example'] })],
    ['a search', () => server.api.get('/pings?q=a%00b')],
    ['a domain', () => server.api.get('/pings?domain=a%00b')],
    [
      'the note of a decision',
      () =>
        server.api.post('/decisions', {
          verdict: 'spam',
          query: { siteId: UNKNOWN },
          note: 'a\0b',
        }),
    ],
    ['the name of a token', () => server.api.post('/tokens', { name: 'a\0b' })],
    [
      'a setting',
      () =>
        server.api.patch(`/sites/${site.id}`, { settings: { blockedDomains: ['a\0.example'] } }),
    ],
    [
      'an address to sign in with',
      () => server.api.post('/session', { email: 'a\0@blog.example', password: 'x' }),
    ],
    [
      'the title of a target',
      () =>
        server.api.post(`/sites/${site.id}/targets`, {
          url: 'https://blog.example/nul',
          title: 'a\0b',
        }),
    ],
  ])('never comes from inside for a NUL in %s', async (_name, send) => {
    expect((await send()).status).toBeLessThan(500);
  });

  it.each(['%00', '%F0%9F%98%80', 'a'.repeat(300), '%2e%2e%2f', '%zz'])(
    'never comes from inside for the key %s in a public address',
    async (key) => {
      const addresses = [`/trackback/${key}`, `/sites/${key}/mentions.json`, `/pings/${key}`];
      const answers = await Promise.all(addresses.map((path) => fetch(`${server.url}${path}`)));
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    },
  );

  it.each(['?target=https://blog.example/%00', '?target=%F0%9F%98', '?type=%00'])(
    'never comes from inside for %s of a feed',
    async (query) => {
      const response = await fetch(`${server.url}/sites/${site.key}/mentions.json${query}`);
      expect(response.status).toBeLessThan(500);
    },
  );

  it('never comes from inside for a NUL in the page that a sender names', async () => {
    const { status } = await sendPing(`${site.trackbackUrl}?target=https://blog.example/a%00b`, {
      url: 'http://sender.example/post',
    });
    expect(status).toBeLessThan(500);
  });

  it('of thresholds in the wrong order points to one of them', async () => {
    const settings = { approveBelow: 90, spamFrom: 50 };
    const problem = problemOf(await server.api.patch(`/sites/${site.id}`, { settings }));
    expect(problem.errors).toEqual([
      { pointer: '/settings/approveBelow', message: 'must not be above spamFrom (50)' },
    ]);
  });

  it('of thresholds finer than scores says what scores are counted in', async () => {
    const settings = { approveBelow: 4.99, spamFrom: 99.95 };
    const message = 'takes one decimal: scores are counted in tenths';
    const problem = problemOf(await server.api.patch(`/sites/${site.id}`, { settings }));
    expect(problem.errors).toEqual([
      { pointer: '/settings/approveBelow', message },
      { pointer: '/settings/spamFrom', message },
    ]);
    const tenths = { settings: { approveBelow: 0.3, spamFrom: 99.9 } };
    expect((await server.api.patch(`/sites/${site.id}`, tenths)).status).toBe(200);
  });

  it('of a target that is there already is already-exists', async () => {
    const body = { url: 'https://blog.example/there', title: '', kind: 'entry' };
    await server.api.post(`/sites/${site.id}/targets`, body);
    const again = await server.api.post(`/sites/${site.id}/targets`, {
      ...body,
      url: 'https://blog.example/there#fragment',
    });
    expect(problemOf(again)).toMatchObject({ status: 409, code: 'already-exists' });
  });
});
