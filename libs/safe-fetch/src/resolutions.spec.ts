// What names resolve to, now and later: a stub of DNS and one server behind every address.
import { afterEach, describe, expect, it } from '@jest/globals';
import { closeAll, fixtureRows, fixtureText, names, serve } from '../test/loopback.js';
import type { OpenSocket } from './open-socket.js';
import { directOpener } from './open-socket.js';
import { createSafeFetch } from './safe-fetch.js';
import type { Lookup } from './types.js';

afterEach(closeAll);

interface Resolution {
  name: string;
  start: string;
  /** For each name its answers, one for each time that it is asked for. */
  dns: Record<string, string[][]>;
  /** Address to `Location`; every other address answers 200. */
  redirects?: Record<string, string>;
  /** The addresses that each hop may connect to. */
  connected: string[][];
  /** A status, or the kind of error. */
  ends: number | string;
}

const resolutions = JSON.parse(fixtureText('resolutions.json')) as Resolution[];

const answering = (dns: Resolution['dns']): Lookup => {
  const left = structuredClone(dns);
  return (hostname) => {
    const addresses = left[hostname]?.shift();
    return names(addresses ? { [hostname]: addresses } : {})(hostname);
  };
};

/** Leads every connection to this port of loopback and notes what it should have been. */
const detour = (port: number): { connected: string[][]; openSocket: OpenSocket } => {
  const connected: string[][] = [];
  const openSocket: OpenSocket = async (target, wait) => {
    connected.push([...target.addresses]);
    const { socket } = await directOpener()({ ...target, port, addresses: ['127.0.0.1'] }, wait);
    return { socket, address: target.addresses[0] };
  };
  return { connected, openSocket };
};

const redirecting = (redirects: Record<string, string>) =>
  serve((request, response) => {
    const location = redirects[`http://${request.headers.host ?? ''}${request.url ?? ''}`];
    if (location !== undefined) response.writeHead(302, { location });
    response.end();
  });

describe('what a name resolves to', () => {
  it.each(resolutions)('$name', async ({ start, dns, redirects = {}, connected, ends }) => {
    const server = await redirecting(redirects);
    const way = detour(server.port);
    const safeFetch = createSafeFetch({
      allow: [],
      userAgent: 'test',
      lookup: answering(dns),
      openSocket: way.openSocket,
    });
    const outcome = await safeFetch(start).then(
      ({ status }) => status,
      (error: unknown) => Reflect.get(error as object, 'kind') as unknown,
    );
    expect(outcome).toBe(ends);
    expect(way.connected).toEqual(connected);
    expect(server.connections()).toBe(connected.length);
  });
});

describe('a public host', () => {
  it.each(fixtureRows('public-hosts.txt'))('written %s is reached at %s', async (host, address) => {
    const server = await redirecting({});
    const { connected, openSocket } = detour(server.port);
    const safeFetch = createSafeFetch({ allow: [], userAgent: 'test', openSocket });
    expect((await safeFetch(`http://${host}/`)).address).toBe(address);
    expect(connected).toEqual([[address]]);
  });
});
