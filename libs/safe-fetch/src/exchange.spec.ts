// What goes out and what comes back when the other side behaves.
import { afterEach, describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { LOOPBACK_ALLOWED, closeAll, errorOf, serve, serveRaw } from '../test/loopback.js';
import { createSafeFetch } from './safe-fetch.js';
import type { SafeResponse } from './types.js';

afterEach(closeAll);

const safeFetch = createSafeFetch(LOOPBACK_ALLOWED);
interface Echo {
  method: string;
  body: string;
  headers: Record<string, string>;
}

const textOf = ({ body }: SafeResponse): string => Buffer.from(body).toString();
const echoed = (response: SafeResponse): Echo => JSON.parse(textOf(response)) as Echo;

/** A server that answers with what it was asked. */
const echo = () =>
  serve((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      response.setHeader('content-type', 'Application/JSON; charset=utf-8');
      response.end(
        JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }),
      );
    });
  });

describe('a request', () => {
  it('says who we are and nothing else', async () => {
    const server = await echo();
    const { headers } = echoed(await safeFetch(`${server.origin}/a?b#c`));
    expect(headers).toEqual({
      host: `127.0.0.1:${server.port}`,
      connection: 'close',
      'user-agent': LOOPBACK_ALLOWED.userAgent,
      accept: '*/*',
      'accept-encoding': 'gzip, deflate, br',
    });
  });

  it('carries the headers, the type it accepts and the body it is given', async () => {
    const server = await echo();
    const response = await safeFetch(`${server.origin}/hook`, {
      method: 'POST',
      body: new TextEncoder().encode('{}'),
      accept: 'text/html',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Other/1', 'X-Id': '7' },
    });
    expect(echoed(response)).toMatchObject({
      method: 'POST',
      body: '{}',
      headers: {
        accept: 'text/html',
        'content-type': 'application/json',
        'content-length': '2',
        'user-agent': 'Other/1',
        'x-id': '7',
      },
    });
  });

  it.each(['Cookie', 'referer', 'Proxy-Authorization', 'Upgrade', 'TE'])(
    'never carries %s',
    async (name) => {
      const server = await echo();
      const response = await safeFetch(server.origin, { headers: { [name]: 'secret' } });
      expect(textOf(response)).not.toContain('secret');
    },
  );

  it('cannot be given another Host or a compressed form that we do not bound', async () => {
    const server = await echo();
    const response = await safeFetch(server.origin, {
      headers: { Host: 'other.example', 'Accept-Encoding': 'zstd', 'Content-Length': '99' },
    });
    const { headers } = echoed(response);
    expect(headers).toMatchObject({
      host: `127.0.0.1:${server.port}`,
      'accept-encoding': 'gzip, deflate, br',
    });
  });

  it('with a line break in a header is refused', async () => {
    const server = await echo();
    const error = await errorOf(safeFetch(server.origin, { headers: { a: 'b\r\nc: d' } }));
    expect(error.kind).toBe('protocol');
  });

  it('has a connection of its own each time', async () => {
    const server = await echo();
    await safeFetch(server.origin);
    await safeFetch(server.origin);
    expect(server.connections()).toBe(2);
  });
});

describe('a response', () => {
  it('comes with its address, type, headers and time', async () => {
    const server = await echo();
    const times = [1_000, 1_250].map((ms) => new Date(ms));
    const timed = createSafeFetch({
      ...LOOPBACK_ALLOWED,
      now: () => times.shift() ?? new Date(0),
    });
    expect(await timed(`${server.origin}/a#b`)).toMatchObject({
      status: 200,
      finalUrl: `${server.origin}/a`,
      redirects: [],
      contentType: 'Application/JSON; charset=utf-8',
      truncated: false,
      address: '127.0.0.1',
      timing: { totalMs: 250 },
    });
  });

  it.each([404, 410, 429, 500, 503])('of status %d is a response and no error', async (status) => {
    const server = await serve((_request, response) => {
      response.writeHead(status, { 'retry-after': '120' }).end('sorry');
    });
    const response = await safeFetch(server.origin);
    expect(response).toMatchObject({ status, headers: { 'retry-after': '120' } });
    expect(textOf(response)).toBe('sorry');
  });

  it.each([204, 304])('of status %d has no body and passes any gate', async (status) => {
    const server = await serve((_request, response) => response.writeHead(status).end());
    const response = await safeFetch(server.origin, { acceptContentType: () => false });
    expect(response).toMatchObject({ status, truncated: false, body: new Uint8Array() });
  });

  it('to HEAD has headers only', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': 99 }).end();
    });
    const response = await safeFetch(server.origin, { method: 'HEAD' });
    expect(response).toMatchObject({ status: 200, body: new Uint8Array(), truncated: false });
  });

  it('has repeated headers joined and cookies left out', async () => {
    const server = await serveRaw((socket) => {
      socket.end(
        'HTTP/1.1 200 OK\r\nLink: <a>; rel=x\r\nSet-Cookie: a=b\r\nLink: <b>; rel=y\r\n' +
          '__proto__: polluted\r\nContent-Type: text/html\r\nContent-Type: text/plain\r\n\r\n',
      );
    });
    const { headers, contentType } = await safeFetch(server.origin);
    expect(headers['link']).toBe('<a>; rel=x, <b>; rel=y');
    expect(contentType).toBe('text/html');
    expect(headers).not.toHaveProperty('set-cookie');
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
  });

  it.each([
    ['gzip', gzipSync('hello')],
    ['x-gzip', gzipSync('hello')],
    ['GZIP', gzipSync('hello')],
    ['identity', Buffer.from('hello')],
    ['deflate', deflateSync('hello')],
    ['deflate', deflateRawSync('hello')],
    ['br', brotliCompressSync('hello')],
    ['gzip, br', brotliCompressSync(gzipSync('hello'))],
    ['deflate, gzip', gzipSync(deflateRawSync('hello'))],
  ])('in %s is decoded', async (coding, bytes) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(bytes);
    });
    expect(textOf(await safeFetch(server.origin))).toBe('hello');
  });

  it.each(['gzip', 'deflate', 'br'])('that is empty stays so in %s', async (coding) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end();
    });
    expect(await safeFetch(server.origin)).toMatchObject({ body: new Uint8Array() });
  });

  it('that unfolds over many chunks is whole', async () => {
    const page = Array.from({ length: 60_000 }, (_, i) => `line ${i}`).join('\n');
    for (const [coding, bytes] of [
      ['deflate', deflateSync(page)],
      ['br', brotliCompressSync(page, { params: {} })],
    ] as const) {
      const server = await serve((_request, response) => {
        response.writeHead(200, { 'content-encoding': coding }).end(bytes);
      });
      expect(textOf(await safeFetch(server.origin))).toBe(page);
    }
  });
});

describe('the gate for content types', () => {
  const typed = (status: number, type?: string) =>
    serve((_request, response) => {
      if (type !== undefined) response.setHeader('content-type', type);
      response.writeHead(status);
      // The body never ends: only who does not read it gets an answer.
      response.write('x');
    });
  const htmlOnly = { acceptContentType: (type: string) => type === 'text/html' };

  it.each([['image/png'], ['text/html2; charset=utf-8'], [undefined]])(
    'refuses %s before the body',
    async (type) => {
      const server = await typed(200, type);
      expect((await errorOf(safeFetch(server.origin, htmlOnly))).kind).toBe('content-type');
    },
  );

  it('hands on an error status without the unwanted body', async () => {
    const server = await typed(404, 'image/png');
    expect(await safeFetch(server.origin, htmlOnly)).toMatchObject({
      status: 404,
      truncated: true,
      body: new Uint8Array(),
    });
  });

  it('sees the type in lower case without parameters', async () => {
    const server = await serve((_request, response) => {
      response.setHeader('content-type', 'Text/HTML ;charset=utf-8');
      response.end('hello');
    });
    expect(textOf(await safeFetch(server.origin, htmlOnly))).toBe('hello');
  });
});

describe('close', () => {
  it('aborts what is running and refuses what comes later', async () => {
    const closing = createSafeFetch(LOOPBACK_ALLOWED);
    let arrived = (): void => undefined;
    const asked = new Promise<void>((resolve) => (arrived = resolve));
    const server = await serve(() => {
      arrived();
    });
    const running = errorOf(closing(server.origin));
    await asked;
    await closing.close();
    expect((await running).kind).toBe('aborted');
    expect((await errorOf(closing(server.origin))).kind).toBe('aborted');
    expect(server.connections()).toBe(1);
  });
});
