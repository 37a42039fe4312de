// The caller is asked before each hop and can hold it back, within the time and the abort of the call.
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Loopback } from '../test/loopback.js';
import { LOOPBACK_ALLOWED, closeAll, errorOf, names, serve } from '../test/loopback.js';
import { parseAllowance } from './allowance.js';
import { createSafeFetch } from './safe-fetch.js';
import type { SafeRequest } from './types.js';

afterEach(closeAll);

type Hop = Parameters<NonNullable<SafeRequest['beforeHop']>>[0];

const lookup = names({
  'source.example': ['127.0.0.1'],
  'victim.example': ['127.0.0.1'],
  'xn--bcher-kva.example': ['127.0.0.1'],
});
const safeFetch = createSafeFetch({ ...LOOPBACK_ALLOWED, lookup });

const answering = (): Promise<Loopback> => serve((_request, response) => response.end('hello'));

const redirectingTo = (location: string): Promise<Loopback> =>
  serve((_request, response) => response.writeHead(302, { location }).end());

const never = (): Promise<void> => new Promise(() => undefined);
const spent = new Error('the budget of this host is spent');
const raise = (): never => {
  throw spent;
};

describe('beforeHop', () => {
  it('is asked for each hop in order, before that hop is connected', async () => {
    const victim = await answering();
    const second = await redirectingTo(`http://victim.example:${victim.port}/c#top`);
    const first = await redirectingTo(`http://source.example:${second.port}/b?x`);
    const asked: [Hop, number[]][] = [];
    await safeFetch(`${first.origin}/a#top`, {
      beforeHop: (hop) => {
        asked.push([hop, [first, second, victim].map((server) => server.connections())]);
      },
    });
    expect(asked).toEqual([
      [{ url: `${first.origin}/a`, host: '127.0.0.1' }, [0, 0, 0]],
      [{ url: `http://source.example:${second.port}/b?x`, host: 'source.example' }, [1, 0, 0]],
      [{ url: `http://victim.example:${victim.port}/c`, host: 'victim.example' }, [1, 1, 0]],
    ]);
    expect(victim.connections()).toBe(1);
  });

  it('is asked again for another hop to the same host', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/a') response.writeHead(302, { location: '/b' });
      response.end();
    });
    const hosts: string[] = [];
    await safeFetch(`${server.origin}/a`, { beforeHop: ({ host }) => void hosts.push(host) });
    expect(hosts).toEqual(['127.0.0.1', '127.0.0.1']);
  });

  it('is waited for before the name is looked up', async () => {
    const server = await answering();
    const order: string[] = [];
    const watched = createSafeFetch({
      ...LOOPBACK_ALLOWED,
      lookup: (hostname) => {
        order.push('looked up');
        return lookup(hostname);
      },
    });
    await watched(`http://source.example:${server.port}/`, {
      beforeHop: async () => {
        order.push('asked');
        await new Promise((resolve) => setImmediate(resolve));
        order.push('let through');
      },
    });
    expect(order).toEqual(['asked', 'let through', 'looked up']);
  });

  it.each([
    ['http://SOURCE.Example', 'source.example'],
    ['http://source.example.', 'source.example'],
    ['http://Source.EXAMPLE.', 'source.example'],
    ['http://Bücher.example', 'xn--bcher-kva.example'],
    ['http://0x7F.1', '127.0.0.1'],
  ])('sees %s, asked for or redirected to, as %s', async (written, host) => {
    const server = await answering();
    const target = `${written}:${server.port}/`;
    const first = await redirectingTo(Buffer.from(target).toString('latin1'));
    const hops: Hop[] = [];
    const beforeHop = (hop: Hop): void => void hops.push(hop);
    await safeFetch(target, { beforeHop });
    await safeFetch(first.origin, { beforeHop });
    const expected = { url: `http://${host}:${server.port}/`, host };
    expect(hops).toEqual([expected, { url: `${first.origin}/`, host: '127.0.0.1' }, expected]);
  });

  it('sees an IPv6 address in its shortest form and in brackets', async () => {
    const hosts: string[] = [];
    const beforeHop = ({ host }: Hop): void => {
      hosts.push(host);
      raise();
    };
    await errorOf(safeFetch('http://[2001:DB8:0::0:1]/', { beforeHop }));
    expect(hosts).toEqual(['[2001:db8::1]']);
  });

  it.each([
    ['refused-scheme', 'ftp://victim.example/'],
    ['refused-port', 'http://victim.example:22/'],
    ['bad-url', 'http://user:secret@victim.example/'],
  ])('is not asked about %s: %s', async (kind, refused) => {
    const server = await redirectingTo(refused);
    const allow = parseAllowance(`127.0.0.1:${server.port}`);
    const strict = createSafeFetch({ ...LOOPBACK_ALLOWED, allow, lookup });
    const urls: string[] = [];
    const beforeHop = ({ url }: Hop): void => void urls.push(url);
    expect((await errorOf(strict(refused, { beforeHop }))).kind).toBe(kind);
    expect(urls).toEqual([]);
    expect((await errorOf(strict(server.origin, { beforeHop }))).kind).toBe(kind);
    expect(urls).toEqual([`${server.origin}/`]);
  });

  it('is not asked about a redirect that is not followed', async () => {
    const circle = await redirectingTo('/');
    const urls: string[] = [];
    const beforeHop = ({ url }: Hop): void => void urls.push(url);
    expect((await errorOf(safeFetch(circle.origin, { beforeHop }))).kind).toBe(
      'too-many-redirects',
    );
    await safeFetch(circle.origin, { beforeHop, redirect: 'refuse' });
    expect(urls).toEqual([`${circle.origin}/`, `${circle.origin}/`]);
  });
});

describe('a hop that is held back', () => {
  it.each([
    ['throws', raise],
    ['rejects', (): Promise<void> => Promise.reject(spent)],
  ])('is not connected when beforeHop %s', async (_how, refuse) => {
    const victim = await answering();
    const location = `http://victim.example:${victim.port}/b`;
    const first = await redirectingTo(location);
    const error = await errorOf(
      safeFetch(`${first.origin}/a`, {
        beforeHop: ({ host }) => (host === 'victim.example' ? refuse() : undefined),
      }),
    );
    expect(error).toMatchObject({
      kind: 'held-back',
      url: location,
      redirects: [{ url: `${first.origin}/a`, status: 302, location }],
    });
    expect(error.cause).toBe(spent);
    expect([first.connections(), victim.connections()]).toEqual([1, 0]);
  });

  it('can be the first, whose name is then not looked up', async () => {
    const looked: string[] = [];
    const watched = createSafeFetch({
      ...LOOPBACK_ALLOWED,
      lookup: (hostname) => {
        looked.push(hostname);
        return lookup(hostname);
      },
    });
    const error = await errorOf(watched('http://victim.example/', { beforeHop: raise }));
    expect(error).toMatchObject({ kind: 'held-back', redirects: [], cause: spent });
    expect(looked).toEqual([]);
    // Strangers may see the message; why is for the caller alone.
    expect(error.message).toBe('the request was held back before it was sent');
  });
});

describe('waiting in beforeHop', () => {
  it('ends with the total time', async () => {
    const victim = await answering();
    const first = await redirectingTo(`http://victim.example:${victim.port}/`);
    const error = await errorOf(
      safeFetch(first.origin, {
        // enough for the first hop on a machine under load
        totalTimeoutMs: 1_500,
        beforeHop: ({ host }) => (host === 'victim.example' ? never() : undefined),
      }),
    );
    expect(error).toMatchObject({ kind: 'timeout', message: expect.stringContaining('1500 ms') });
    expect(error.redirects).toHaveLength(1);
    expect(victim.connections()).toBe(0);
  });

  it('is not cut short by the clock of the hop before', async () => {
    // each hop has all the time it needs on a machine under load
    const headersTimeoutMs = 1_000;
    const brisk = createSafeFetch({ ...LOOPBACK_ALLOWED, lookup, limits: { headersTimeoutMs } });
    const victim = await answering();
    const first = await redirectingTo(`http://victim.example:${victim.port}/`);
    const response = await brisk(first.origin, {
      // Timers of one length fire in the order of their start: that of the first hop comes before.
      beforeHop: ({ host }) =>
        host === 'victim.example'
          ? new Promise((resolve) => setTimeout(resolve, headersTimeoutMs))
          : undefined,
    });
    expect(response.status).toBe(200);
  });

  it.each([
    ['and waits on', never],
    ['and rejects for that reason', () => Promise.reject(new Error('aborted'))],
  ])('ends when the caller gives up %s', async (_how, then) => {
    const server = await answering();
    const giveUp = new AbortController();
    const error = await errorOf(
      safeFetch(server.origin, {
        signal: giveUp.signal,
        beforeHop: () => {
          giveUp.abort();
          return then();
        },
      }),
    );
    expect(error.kind).toBe('aborted');
    expect(server.connections()).toBe(0);
  });

  it('ends with close', async () => {
    const closing = createSafeFetch(LOOPBACK_ALLOWED);
    let closed = Promise.resolve();
    const error = await errorOf(
      closing('http://victim.example/', {
        beforeHop: () => {
          closed = closing.close();
          return never();
        },
      }),
    );
    await closed;
    expect(error.kind).toBe('aborted');
  });

  it('does not begin for a call that was given up before', async () => {
    const hosts: string[] = [];
    const error = await errorOf(
      safeFetch('http://victim.example/', {
        signal: AbortSignal.abort(),
        beforeHop: ({ host }) => void hosts.push(host),
      }),
    );
    expect([error.kind, hosts]).toEqual(['aborted', []]);
  });
});
