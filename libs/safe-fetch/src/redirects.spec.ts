// Redirects: followed by hand, recorded, bounded, and stripped of what another origin must not see.
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Loopback } from '../test/loopback.js';
import { LOOPBACK_ALLOWED, closeAll, errorOf, serve, serveRaw } from '../test/loopback.js';
import { createSafeFetch } from './safe-fetch.js';

afterEach(closeAll);

const safeFetch = createSafeFetch(LOOPBACK_ALLOWED);

interface Asked {
  method: string | undefined;
  url: string | undefined;
  headers: Record<string, unknown>;
  body: string;
}

/** Redirects by this table of path to [status, location], answers 200 to the rest. */
const redirecting = async (
  table: Record<string, [number, string]>,
): Promise<Loopback & { asked: Asked[] }> => {
  const asked: Asked[] = [];
  const server = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method, url, headers } = request;
      asked.push({ method, url, headers, body });
      const [status, location] = table[url ?? ''] ?? [200, undefined];
      if (location !== undefined) response.setHeader('location', location);
      response.writeHead(status).end(`this is ${url ?? ''}`);
    });
  });
  return { ...server, asked };
};

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('by %d is followed and recorded', async (status) => {
    const server = await redirecting({ '/a': [status, 'b?c#d'] });
    const response = await safeFetch(`${server.origin}/a`);
    expect(Buffer.from(response.body).toString()).toBe('this is /b?c');
    expect(response.finalUrl).toBe(`${server.origin}/b?c`);
    expect(response.redirects).toEqual([
      { url: `${server.origin}/a`, status, location: `${server.origin}/b?c#d` },
    ]);
  });

  it.each([300, 304, 305, 306, 399])('is not seen in status %d', async (status) => {
    const server = await redirecting({ '/a': [status, '/b'] });
    expect(await safeFetch(`${server.origin}/a`)).toMatchObject({ status, redirects: [] });
  });

  it('without Location is the response', async () => {
    const server = await serve((_request, response) => response.writeHead(302).end());
    expect((await safeFetch(server.origin)).status).toBe(302);
  });

  it('is the response itself when the caller refuses redirects', async () => {
    const server = await redirecting({ '/a': [302, '/b'] });
    const response = await safeFetch(`${server.origin}/a`, { redirect: 'refuse' });
    expect(response).toMatchObject({ status: 302, redirects: [], headers: { location: '/b' } });
    expect(server.asked).toHaveLength(1);
  });

  it('to a path in raw UTF-8 is understood', async () => {
    const server = await serveRaw((socket) => {
      socket.once('data', (request: Buffer) => {
        const head = request.toString().startsWith('GET /a ')
          ? 'HTTP/1.1 302 Found\r\nLocation: /bücher\r\n'
          : 'HTTP/1.1 200 OK\r\n';
        socket.end(`${head}Content-Length: 0\r\n\r\n`);
      });
    });
    const response = await safeFetch(`${server.origin}/a`);
    expect(response.finalUrl).toBe(`${server.origin}/b%C3%BCcher`);
  });

  it('does not wait for the body of the hop it leaves', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/b') {
        response.end('done');
        return;
      }
      response.writeHead(302, { location: '/b' });
      response.write('and on and on');
    });
    expect((await safeFetch(`${server.origin}/a`)).status).toBe(200);
  });

  it('that leads back is recognised as a circle', async () => {
    const server = await redirecting({ '/a': [302, '/b'], '/b': [302, '/a#x'] });
    const error = await errorOf(safeFetch(`${server.origin}/a`));
    expect(error).toMatchObject({ kind: 'too-many-redirects', url: `${server.origin}/a` });
    expect(error.redirects).toHaveLength(2);
    expect(server.asked).toHaveLength(2);
  });

  it('is followed five times and no more', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 9 }, (_, i): [string, [number, string]] => [
        `/${i}`,
        [302, `/${i + 1}`],
      ]),
    );
    const server = await redirecting(chain);
    expect((await safeFetch(`${server.origin}/4`)).redirects).toHaveLength(5);
    server.asked.length = 0;
    expect((await errorOf(safeFetch(`${server.origin}/3`))).kind).toBe('too-many-redirects');
    expect(server.asked).toHaveLength(6);
  });

  it('is an error at once where none is allowed', async () => {
    const server = await redirecting({ '/a': [302, '/b'] });
    const strict = createSafeFetch({ ...LOOPBACK_ALLOWED, limits: { maxRedirects: 0 } });
    expect((await errorOf(strict(`${server.origin}/a`))).kind).toBe('too-many-redirects');
    expect(server.asked).toHaveLength(1);
  });
});

describe('after a redirect', () => {
  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'POST', 'GET', ''],
    [307, 'POST', 'POST', 'source=a'],
    [308, 'POST', 'POST', 'source=a'],
    [303, 'HEAD', 'HEAD', ''],
    [302, 'GET', 'GET', ''],
  ] as const)('by %d a %s becomes a %s', async (status, method, then, body) => {
    const server = await redirecting({ '/a': [status, '/b'] });
    await safeFetch(`${server.origin}/a`, {
      method,
      ...(method === 'POST' ? { body: 'source=a', headers: { 'Content-Type': 'text/x' } } : {}),
    });
    const second = server.asked[1];
    expect(second).toMatchObject({ method: then, url: '/b', body });
    expect(second?.headers['content-type']).toBe(body === '' ? undefined : 'text/x');
  });

  it('a form may be shown at its own address', async () => {
    let posted = 0;
    const server = await serve((request, response) => {
      request.resume();
      if (request.method === 'POST') {
        posted += 1;
        response.writeHead(303, { location: request.url }).end();
        return;
      }
      response.end('thanks');
    });
    const response = await safeFetch(`${server.origin}/form`, { method: 'POST', body: 'a' });
    expect([response.status, posted]).toEqual([200, 1]);
  });

  it('the same origin gets Authorization again, another does not', async () => {
    const other = await redirecting({});
    const server = await redirecting({
      '/a': [307, '/b'],
      '/b': [307, `${other.origin}/c`],
    });
    await safeFetch(`${server.origin}/a`, { headers: { Authorization: 'Bearer x', 'X-Id': '7' } });
    const seen = [...server.asked, ...other.asked].map(({ headers }) => [
      headers['authorization'],
      headers['x-id'],
      headers['referer'],
    ]);
    expect(seen).toEqual([
      ['Bearer x', '7', undefined],
      ['Bearer x', '7', undefined],
      [undefined, '7', undefined],
    ]);
  });

  it('the first origin does not get Authorization back by way of another', async () => {
    const chain: Record<string, [number, string]> = { '/a': [302, ''] };
    const server = await redirecting(chain);
    const other = await redirecting({ '/b': [302, `${server.origin}/c`] });
    chain['/a'] = [302, `${other.origin}/b`];
    await safeFetch(`${server.origin}/a`, { headers: { Authorization: 'Bearer x' } });
    expect(server.asked.map(({ url, headers }) => [url, headers['authorization']])).toEqual([
      ['/a', 'Bearer x'],
      ['/c', undefined],
    ]);
  });

  it('cookies that were set are forgotten', async () => {
    const cookies: unknown[] = [];
    const server = await serve((request, response) => {
      cookies.push(request.headers.cookie);
      if (request.url === '/a') response.writeHead(302, { location: '/b', 'set-cookie': 'a=b' });
      response.end();
    });
    await safeFetch(`${server.origin}/a`);
    expect(cookies).toEqual([undefined, undefined]);
  });
});
