// Nothing of the API without a sign-in: every operation of the document, asked by a stranger.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from '../../test/api-client.js';
import { ApiClient } from '../../test/api-client.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';

const SOME_ID = '01930000-0000-7000-8000-000000000000';
const OPEN = ['get /setup', 'post /setup', 'post /session'];

type Operation = { method: string; path: string };

describe('a stranger', () => {
  let server: TestServer;
  let operations: Operation[];

  beforeAll(async () => {
    server = await startTestServer();
    const response = await fetch(`${server.url}/api/openapi.json`);
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, object>> };
    operations = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/v1/'))
      .flatMap(([path, item]) =>
        Object.keys(item).map((method) => ({ method, path: path.slice('/api/v1'.length) })),
      )
      .filter(({ method, path }) => !OPEN.includes(`${method} ${path}`));
  });
  afterAll(() => server.stop());

  const ask = (client: ApiClient, { method, path }: Operation): Promise<ApiAnswer<unknown>> => {
    const address = path.replaceAll(/\{\w+\}/g, SOME_ID);
    if (method === 'get') return client.get(address);
    if (method === 'delete') return client.delete(address);
    if (method === 'put') return client.put(address, {});
    return method === 'patch' ? client.patch(address, {}) : client.post(address, {});
  };
  const strangers: [string, () => ApiClient][] = [
    ['without anything', () => new ApiClient(server.url)],
    ['with a made-up token', () => new ApiClient(server.url, 'twt_made-up')],
    [
      'with a made-up cookie and CSRF token',
      () => {
        const client = new ApiClient(server.url);
        client.cookie = `trackwarden_session=${'a'.repeat(43)}`;
        client.csrfToken = 'made-up';
        return client;
      },
    ],
  ];

  it.each(strangers)('%s is asked to sign in by every operation', async (_name, make) => {
    const client = make();
    const answers = await Promise.all(
      operations.map(async (operation) => {
        const { status, body } = await ask(client, operation);
        return { ...operation, status, body };
      }),
    );
    expect(answers.length).toBeGreaterThan(25);
    expect(answers).toMatchObject(
      operations.map((operation) => ({
        ...operation,
        status: 401,
        body: { code: 'unauthenticated' },
      })),
    );
  });
});
