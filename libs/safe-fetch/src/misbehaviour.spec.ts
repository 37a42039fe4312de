// Servers that are slow or broken: each ends in its kind and frees its socket.
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  LOOPBACK_ALLOWED,
  closeAll,
  drip,
  errorOf,
  forever,
  names,
  serve,
  serveRaw,
} from '../test/loopback.js';
import { parseAllowance } from './allowance.js';
import { createSafeFetch } from './safe-fetch.js';
import type { Limits, SafeFetch } from './types.js';

afterEach(closeAll);

const withLimits = (limits: Partial<Limits>): SafeFetch =>
  createSafeFetch({ ...LOOPBACK_ALLOWED, limits });

const safeFetch = withLimits({});

describe('a slow server', () => {
  it('that never answers runs into the time for the head', async () => {
    const server = await serve(() => undefined);
    const error = await errorOf(withLimits({ headersTimeoutMs: 50 })(server.origin));
    expect(error).toMatchObject({ kind: 'timeout', url: `${server.origin}/` });
  });

  it('that drips its head runs into the same time', async () => {
    const server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      drip(socket, 'X-A: b\r\n');
    });
    expect((await errorOf(withLimits({ headersTimeoutMs: 60 })(server.origin))).kind).toBe(
      'timeout',
    );
  });

  it('that keeps saying 100 Continue runs into the same time', async () => {
    const server = await serveRaw((socket) => {
      drip(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n');
    });
    expect((await errorOf(withLimits({ headersTimeoutMs: 60 })(server.origin))).kind).toBe(
      'timeout',
    );
  });

  it('that falls silent in the body runs into the idle time', async () => {
    const server = await serve((_request, response) => {
      response.write('hello');
    });
    expect((await errorOf(withLimits({ idleTimeoutMs: 50 })(server.origin))).kind).toBe('timeout');
  });

  it('that drips its body runs into the total time', async () => {
    const server = await serve((_request, response) => {
      drip(response, 'x');
    });
    const error = await errorOf(safeFetch(server.origin, { totalTimeoutMs: 100 }));
    expect(error).toMatchObject({ kind: 'timeout', message: expect.stringContaining('100 ms') });
  });

  it('that drips its body is let alone by the idle time', async () => {
    const server = await serve((_request, response) => {
      drip(response, 'x');
    });
    // more bytes than come within that time
    const limits = { idleTimeoutMs: 1_000, maxBytes: 300 };
    const response = await withLimits(limits)(server.origin, { tooLarge: 'truncate' });
    expect(response.truncated).toBe(true);
  }, 60_000);

  it('cannot win time by redirects, since the total runs over all hops', async () => {
    let hops = 0;
    const server = await serve((_request, response) => {
      hops += 1;
      setTimeout(() => response.writeHead(302, { location: `/${hops}` }).end(), 40);
    });
    const patient = withLimits({ maxRedirects: 1_000, totalTimeoutMs: 150 });
    const error = await errorOf(patient(server.origin));
    expect(error.kind).toBe('timeout');
    expect(error.redirects.length).toBeLessThan(5);
  });

  it('of names runs into the time for connecting', async () => {
    const slow = createSafeFetch({
      ...LOOPBACK_ALLOWED,
      limits: { connectTimeoutMs: 50 },
      lookup: () => new Promise(() => undefined),
    });
    expect((await errorOf(slow('http://blog.example/'))).kind).toBe('timeout');
  });

  it('that never shakes hands for TLS runs into the time for connecting', async () => {
    const server = await serveRaw(() => undefined);
    const error = await errorOf(
      withLimits({ connectTimeoutMs: 50 })(`https://127.0.0.1:${server.port}/`),
    );
    expect(error.kind).toBe('timeout');
  });
});

describe('a broken connection', () => {
  it('that is refused is a matter of connecting', async () => {
    const server = await serve(() => undefined);
    await server.close();
    expect((await errorOf(safeFetch(server.origin))).kind).toBe('connect');
  });

  it('to an address that is gone falls back to the other family', async () => {
    const server = await serve((_request, response) => response.end('hello'));
    const both = createSafeFetch({
      ...LOOPBACK_ALLOWED,
      allow: parseAllowance('127.0.0.1/32 ::1/128'),
      lookup: names({ 'blog.example': ['::1', '127.0.0.1'] }),
    });
    const response = await both(`http://blog.example:${server.port}/`);
    expect(response.address).toBe('127.0.0.1');
  });

  it('of a host with many addresses is tried twice at most', async () => {
    const gone = await serve(() => undefined);
    await gone.close();
    const server = await serve((_request, response) => response.end());
    const many = createSafeFetch({
      ...LOOPBACK_ALLOWED,
      allow: parseAllowance('127.0.0.0/8'),
      lookup: names({ 'blog.example': ['127.0.0.2', '127.0.0.3', '127.0.0.1'] }),
    });
    const error = await errorOf(many(`http://blog.example:${server.port}/`));
    expect(error.kind).toBe('connect');
    expect(server.connections()).toBe(0);
  });

  it('for want of an address is a matter of DNS', async () => {
    const lookup = names({ 'empty.example': [] });
    const lost = createSafeFetch({ ...LOOPBACK_ALLOWED, lookup });
    expect((await errorOf(lost('http://nowhere.example/'))).kind).toBe('dns');
    expect((await errorOf(lost('http://empty.example/'))).kind).toBe('dns');
  });

  it.each([
    ['before a word', ''],
    ['inside the head', 'HTTP/1.1 200 OK\r\nContent-Ty'],
    ['inside a body of known length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello'],
    ['inside a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhello'],
  ])('that ends %s breaks the protocol', async (_where, words) => {
    for (const leave of ['end', 'resetAndDestroy'] as const) {
      const server = await serveRaw((socket) => {
        socket.once('data', () => {
          socket.write(words, () => socket[leave]());
        });
      });
      expect((await errorOf(safeFetch(server.origin))).kind).toBe('protocol');
      expect(server.connections()).toBe(1);
    }
  });

  it.each([
    ['SSH-2.0-OpenSSH_9.6\r\n'],
    ['220 mail.example ESMTP\r\n'],
    ['-ERR unknown command\r\n'],
    ['HTTP/1.1 abc OK\r\n\r\n'],
    ['HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello'],
    ['HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello'],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ])('that speaks something else breaks the protocol: %j', async (words) => {
    const server = await serveRaw((socket) => {
      socket.write(words);
    });
    expect((await errorOf(safeFetch(server.origin))).kind).toBe('protocol');
  });

  it('that the caller gives up is aborted at every step', async () => {
    let giveUp = new AbortController();
    const silent = await serve(() => {
      giveUp.abort();
    });
    const talking = await serve((_request, response) => {
      forever(response, 'x');
      giveUp.abort();
    });
    for (const { origin } of [silent, talking]) {
      giveUp = new AbortController();
      const error = await errorOf(safeFetch(origin, { signal: giveUp.signal, maxBytes: 1e9 }));
      expect(error.kind).toBe('aborted');
    }
    const before = errorOf(safeFetch(silent.origin, { signal: AbortSignal.abort() }));
    expect((await before).kind).toBe('aborted');
    expect(silent.connections()).toBe(1);
  });
});
