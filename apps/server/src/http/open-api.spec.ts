// The OpenAPI document says what the contract promises; and the probes answer.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, type TestServer } from '../../test/started-server.js';

type Operation = {
  security?: Record<string, string[]>[];
  responses: Record<string, { content?: Record<string, unknown> }>;
  requestBody?: unknown;
  parameters?: { name: string; in: string }[];
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, object> };
};

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);
const namesBoth = (security: Record<string, string[]>[]) =>
  ['token', 'session'].every((scheme) => security.some((one) => scheme in one));

/** The routes of the contract that are built. */
const routes = [
  'GET /setup',
  'POST /setup',
  'GET /session',
  'POST /session',
  'DELETE /session',
  'GET /sites',
  'POST /sites',
  'GET /sites/{id}',
  'PATCH /sites/{id}',
  'DELETE /sites/{id}',
  'GET /sites/{id}/targets',
  'POST /sites/{id}/targets',
  'PATCH /targets/{id}',
  'DELETE /targets/{id}',
  'POST /sites/{id}/test-ping',
  'GET /pings',
  'GET /pings/{id}',
  'GET /pings/{id}/photo',
  'DELETE /pings/{id}/photo',
  'GET /pings/{id}/snapshot',
  'GET /mail',
  'PATCH /mail',
  'POST /mail/test',
  'POST /decisions',
  'POST /decisions/{id}/undo',
  'POST /decisions/{id}/cancel',
  'GET /decisions/{id}',
  'GET /campaigns',
  'GET /campaigns/{id}',
  'POST /campaigns/{id}/dissolve',
  'GET /decisions',
  'GET /sites/{id}/webhooks',
  'POST /sites/{id}/webhooks',
  'PATCH /webhooks/{id}',
  'DELETE /webhooks/{id}',
  'POST /webhooks/{id}/test',
  'POST /webhooks/{id}/rotate',
  'POST /webhooks/{id}/enable',
  'GET /webhooks/{id}/deliveries',
  'POST /deliveries/{id}/redeliver',
  'POST /webhooks/{id}/redeliver-failed',
  'GET /sites/{id}/outbox',
  'POST /sites/{id}/outbox',
  'POST /sites/{id}/outbox/preview',
  'GET /outbox/{id}',
  'POST /outbox/{id}/resend',
  'GET /sites/{id}/rules',
  'POST /sites/{id}/rules',
  'POST /sites/{id}/rules/dry-run',
  'POST /sites/{id}/rules/import',
  'GET /sites/{id}/rules/export',
  'GET /sites/{id}/rules/imports',
  'POST /rules/imports/{id}/revert',
  'GET /rules/starters',
  'GET /rules/{id}',
  'PATCH /rules/{id}',
  'DELETE /rules/{id}',
  'GET /rules/{id}/versions',
  'POST /rules/{id}/rollback',
  'POST /rules/{id}/undo-effects',
  'GET /sites/{id}/lists',
  'POST /sites/{id}/lists',
  'PATCH /lists/{id}',
  'DELETE /lists/{id}',
  'POST /sites/{id}/thresholds/preview',
  'GET /sites/{id}/learning',
  'GET /sites/{id}/learning/versions',
  'POST /sites/{id}/learning/versions/{number}/activate',
  'POST /sites/{id}/learning/forget',
  'POST /sites/{id}/learning/history',
  'DELETE /sites/{id}/learning/imports/{importId}',
  'GET /sites/{id}/learning/model',
  'PUT /sites/{id}/learning/model',
  'GET /tokens',
  'POST /tokens',
  'DELETE /tokens/{id}',
  'GET /events',
  'GET /stats',
];
const withoutBody =
  /undo$|cancel|dissolve|enable|redeliver$|resend|mail\/test|revert|activate|forget/;

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('the server describes itself', () => {
  let document: Document;
  const operationOf = (route: string): Operation | undefined => {
    const [method = '', path = ''] = route.split(' ');
    return document.paths[`/api/v1${path}`]?.[method.toLowerCase()];
  };

  const operationsBelow = (start: string): [string, Operation][] =>
    Object.entries(document.paths)
      .filter(([path]) => path.startsWith(start))
      .flatMap(([path, item]) =>
        Object.entries(item)
          .filter(([method]) => METHODS.has(method))
          .map(([method, operation]): [string, Operation] => [
            `${method.toUpperCase()} ${path}`,
            operation,
          ]),
      );

  beforeAll(async () => {
    document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Document;
  });

  it('in OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  it.each(routes)('with %s', (route) => {
    expect(operationOf(route)).toBeDefined();
  });

  it('with the public endpoints', () => {
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/sites/{siteKey}/mentions.json',
        '/sites/{siteKey}/mentions.rss',
        '/sites/{siteKey}/discovery',
        '/pings/{id}',
        '/health/live',
        '/health/ready',
      ]),
    );
  });

  const writes = routes.filter(
    (route) => /^(POST|PUT|PATCH)/.test(route) && !withoutBody.test(route),
  );
  it.each(writes)('with the body of %s', (route) => {
    expect(operationOf(route)?.requestBody).toBeDefined();
  });

  it('with a query of decisions that names at least one field', () => {
    expect(JSON.stringify(operationOf('POST /decisions')?.requestBody)).toContain(
      '"minProperties":1',
    );
  });

  it.each(['GET /pings', 'GET /sites', 'GET /decisions'])('with the query of %s', (route) => {
    const names = operationOf(route)?.parameters?.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['limit', 'cursor']));
  });

  it('with the sign-in that each operation needs, and where none is needed', () => {
    const operations = operationsBelow('/api/v1/');
    const open = operations.filter(([, { security }]) => security?.length === 0);
    expect(open.map(([name]) => name).sort()).toEqual([
      'GET /api/v1/setup',
      'POST /api/v1/session',
      'POST /api/v1/setup',
    ]);
    const closed = operations.filter((operation) => !open.includes(operation));
    expect(closed.map(([name]) => name)).toEqual(
      expect.arrayContaining(['GET /api/v1/session', 'GET /api/v1/pings']),
    );
    expect(closed.filter(([, { security = [] }]) => !namesBoth(security))).toEqual([]);
  });

  it('with the two ways to sign in', () => {
    expect(document.components.securitySchemes).toMatchObject({
      token: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie', name: 'trackwarden_session' },
    });
  });

  it('with the problem that any operation may answer', () => {
    const operations = operationsBelow('/api/v1/');
    expect(operations.length).toBeGreaterThanOrEqual(routes.length);
    const silent = operations.filter(
      ([, { responses }]) => !responses['default']?.content?.['application/problem+json'],
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it.each(['/trackback/{key}', '/trackback/{key}/{passphrase}'])('with a ping to %s', (path) => {
    const post = document.paths[path]?.['post'];
    expect(post?.security).toEqual([]);
    expect(post?.requestBody).toMatchObject({
      content: { 'application/x-www-form-urlencoded': { schema: { required: ['url'] } } },
    });
    expect(post?.responses['200']?.content).toHaveProperty(['text/xml']);
  });

  it('with a page for people', async () => {
    const response = await fetch(`${server.url}/api/docs`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
  });
});

describe('the probes', () => {
  it('say that the process lives', async () => {
    const response = await fetch(`${server.url}/health/live`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('say that it is ready, with each thing that it depends on', async () => {
    const response = await fetch(`${server.url}/health/ready`);
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: 'ok', dependencies: { database: 'ok', queue: 'ok' } },
    ]);
  });

  it('are guarded by headers that let no foreign content in', async () => {
    const { headers } = await fetch(`${server.url}/health/live`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });
});
