// Through a forward proxy: our own checks stay, the checked address is asked for, TLS proves the name.
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { createServer as createTlsTcpServer } from 'node:tls';
import type { Loopback } from '../test/loopback.js';
import {
  closeAll,
  drip,
  errorOf,
  fixtureRows,
  fixtureText,
  forever,
  listen,
  names,
  serve,
  serveRaw,
} from '../test/loopback.js';
import { parseAllowance } from './allowance.js';
import { parseEgressProxy, proxyOpener } from './egress-proxy.js';
import { createSafeFetch } from './safe-fetch.js';
import type { SafeFetchOptions } from './types.js';

afterEach(closeAll);

const PUBLIC = '93.184.216.34';
const PUBLIC_V6 = '2606:2800:220:1:248:1893:25c8:1946';
const cert = fixtureText('tls-cert.pem');
const key = fixtureText('tls-key.pem');

/** A proxy that notes each request and leads every tunnel to this server. */
const tunnelling = async (
  to: Loopback,
  { early = '' } = {},
): Promise<{ proxy: Loopback; asked: string[] }> => {
  const asked: string[] = [];
  const proxy = await serveRaw((socket) => {
    socket.once('data', (head: Buffer) => {
      asked.push(head.toString());
      join(socket, to.port, early);
    });
  });
  return { proxy, asked };
};

const join = (socket: Socket, port: number, early = ''): void => {
  const inner = connect(port, '127.0.0.1', () => {
    socket.write(`HTTP/1.1 200 OK\r\nVia: test\r\n\r\n${early}`);
    socket.pipe(inner).pipe(socket);
  });
  inner.on('error', () => socket.destroy());
  socket.on('close', () => inner.destroy());
};

const through = (proxy: Loopback | string, more: Partial<SafeFetchOptions> = {}) =>
  createSafeFetch({
    allow: [],
    userAgent: 'test',
    lookup: names({ 'blog.example': [PUBLIC], 'other.example': [PUBLIC] }),
    openSocket: proxyOpener(parseEgressProxy(typeof proxy === 'string' ? proxy : proxy.origin), {
      ca: cert,
    }),
    ...more,
  });

const textOf = ({ body }: { body: Uint8Array }): string => Buffer.from(body).toString();

describe('the address of a proxy', () => {
  it.each([
    ['http://proxy.internal:4750', 'proxy.internal', 4750, false, null],
    ['http://proxy.internal:4750/', 'proxy.internal', 4750, false, null],
    ['https://Proxy.Internal', 'proxy.internal', 443, true, null],
    ['http://[::1]:3128', '::1', 3128, false, null],
    ['http://u:p%40ss@proxy.internal', 'proxy.internal', 80, false, 'u:p@ss'],
    ['http://u@proxy.internal', 'proxy.internal', 80, false, 'u:'],
    ['http://u:100%@proxy.internal', 'proxy.internal', 80, false, 'u:100%'],
  ])('%s is read', (text, host, port, secure, credentials) => {
    const authorization =
      credentials === null ? null : `Basic ${Buffer.from(credentials).toString('base64')}`;
    expect(parseEgressProxy(text)).toEqual({ host, port, secure, authorization });
  });

  it.each([
    '',
    'proxy.internal:4750',
    'socks5://p:1',
    'http://',
    'http://p/x',
    'http://p/?a',
    'on',
  ])('%j is refused with an example', (text) => {
    expect(() => parseEgressProxy(text)).toThrow(
      'must be the address of a proxy such as http://proxy.internal:4750',
    );
  });

  it('is not repeated where it is wrong, for the password in it', () => {
    const read = () => parseEgressProxy('ftp://user:hunter2@proxy.internal');
    expect(read).toThrow(/^(?!.*hunter2)must be/);
  });
});

describe('a fetch through a proxy', () => {
  it('asks for the checked address, not for the name, and is one connection', async () => {
    const server = await serve((request, response) => response.end(`for ${request.headers.host}`));
    const { proxy, asked } = await tunnelling(server);
    const response = await through(proxy)('http://blog.example/post');
    expect(textOf(response)).toBe('for blog.example');
    expect(response.address).toBe(PUBLIC);
    expect(asked).toEqual([`CONNECT ${PUBLIC}:80 HTTP/1.1\r\nHost: ${PUBLIC}:80\r\n\r\n`]);
    expect(proxy.connections()).toBe(1);
  });

  it('writes an IPv6 address in brackets', async () => {
    const server = await serve((_request, response) => response.end());
    const { proxy, asked } = await tunnelling(server);
    const lookup = names({ 'blog.example': [PUBLIC_V6] });
    await through(proxy, { lookup })('http://blog.example/');
    expect(asked[0]).toContain(`CONNECT [${PUBLIC_V6}]:80 `);
  });

  it('shows its credentials to the proxy and to nobody else', async () => {
    let seen: unknown;
    const server = await serve((request, response) => {
      seen = request.headers;
      response.end();
    });
    const { proxy, asked } = await tunnelling(server);
    await through(`http://me:secret@127.0.0.1:${proxy.port}`)('http://blog.example/');
    const basic = Buffer.from('me:secret').toString('base64');
    expect(asked[0]).toContain(`\r\nProxy-Authorization: Basic ${basic}\r\n`);
    expect(JSON.stringify(seen)).not.toMatch(/proxy-authorization|Basic/);
  });

  it('proves the name by TLS inside the tunnel', async () => {
    const server = await listen(
      createTlsServer({ cert, key }, (_request, response) => response.end('hello')),
      'https',
    );
    const { proxy, asked } = await tunnelling(server);
    expect(textOf(await through(proxy)('https://blog.example/'))).toBe('hello');
    expect(asked[0]).toContain(`CONNECT ${PUBLIC}:443 `);
    for (const other of ['https://other.example/', `https://${PUBLIC}/`]) {
      expect((await errorOf(through(proxy)(other))).kind).toBe('tls');
    }
    const wary = through(proxy, { openSocket: proxyOpener(parseEgressProxy(proxy.origin)) });
    expect((await errorOf(wary('https://blog.example/'))).kind).toBe('tls');
  });

  it('goes over TLS to a proxy of https, whose bad certificate is no fault of the host', async () => {
    const server = await serve((_request, response) => response.end('hello'));
    const own = fixtureText('tls-loopback-cert.pem');
    const secured = createTlsTcpServer(
      { cert: own, key: fixtureText('tls-loopback-key.pem') },
      (socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => {
          join(socket, server.port);
        });
      },
    );
    const proxy = await listen(secured, 'https');
    const trusting = (ca: string) =>
      through(proxy, { openSocket: proxyOpener(parseEgressProxy(proxy.origin), { ca }) });
    expect(textOf(await trusting(own)('http://blog.example/'))).toBe('hello');
    expect((await errorOf(trusting(cert)('http://blog.example/'))).kind).toBe('connect');
  });

  it('takes no answer that came before its question', async () => {
    const server = await serveRaw(() => undefined);
    const early = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly';
    const { proxy } = await tunnelling(server, { early });
    expect((await errorOf(through(proxy)('http://blog.example/'))).kind).toBe('protocol');
  });

  it('is checked and tunnelled anew on each hop', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1/secret' }).end();
    });
    const { proxy } = await tunnelling(server);
    const error = await errorOf(through(proxy)('http://blog.example/'));
    expect(error).toMatchObject({ kind: 'refused-address', url: 'http://127.0.0.1/secret' });
    expect(proxy.connections()).toBe(1);
  });

  it.each(fixtureRows('private-hosts.txt'))('never asks it for %s (%s)', async (host) => {
    const proxy = await serveRaw(() => undefined);
    const lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const { kind } = await errorOf(through(proxy, { lookup })(`http://${host}/`));
    expect(['refused-address', 'bad-url']).toContain(kind);
    expect(proxy.connections()).toBe(0);
  });

  it('goes past it to an address that the operator allowed, which is one of our own network', async () => {
    const server = await serve((_request, response) => response.end('inside'));
    const proxy = await serveRaw(() => undefined);
    const inside = through(proxy, { allow: parseAllowance('127.0.0.1/32') });
    expect(textOf(await inside(server.origin))).toBe('inside');
    expect(proxy.connections()).toBe(0);
  });
});

describe('a proxy', () => {
  it.each([
    ['403', 'HTTP/1.1 403 Forbidden\r\n\r\n', 'refused-address'],
    [
      '407',
      'HTTP/1.1 407 Request rejected by proxy\r\nX-Error: 10.0.0.1 denied\r\n\r\n',
      'refused-address',
    ],
    [
      '407 and asks for credentials',
      'HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n',
      'connect',
    ],
    ['502', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'connect'],
    ['301', 'HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1/\r\n\r\n', 'connect'],
    ['in another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', 'connect'],
    ['without end', `HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(20_000)}`, 'connect'],
  ])('that answers %s makes the fetch end in its kind', async (_what, answer, kind) => {
    const proxy = await serveRaw((socket) => {
      socket.once('data', () => socket.write(answer));
    });
    const error = await errorOf(through(proxy)('http://blog.example/'));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain('egress proxy');
    expect(error.message).not.toContain('10.0.0.1');
  });

  it('that is away, hangs up, says nothing or never ends is bounded', async () => {
    const away = await serveRaw(() => undefined);
    await away.close();
    const rude = await serveRaw((socket) => socket.once('data', () => socket.end()));
    const silent = await serveRaw(() => undefined);
    const endless = await serveRaw((socket) => {
      forever(socket, 'a'.repeat(1_000));
    });
    const slow = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      drip(socket, 'a');
    });
    for (const [proxy, kind] of [
      [away, 'connect'],
      [rude, 'connect'],
      [silent, 'timeout'],
      [endless, 'connect'],
      [slow, 'timeout'],
    ] as const) {
      // what fails by itself has all the time it needs on a busy machine
      const limits = kind === 'timeout' ? { connectTimeoutMs: 80 } : {};
      expect((await errorOf(through(proxy, { limits })('http://blog.example/'))).kind).toBe(kind);
    }
  });

  it('is left when the caller gives up', async () => {
    const giveUp = new AbortController();
    const proxy = await serveRaw((socket) => {
      socket.once('data', () => {
        giveUp.abort();
      });
    });
    const fetching = through(proxy)('http://blog.example/', { signal: giveUp.signal });
    expect((await errorOf(fetching)).kind).toBe('aborted');
  });
});
