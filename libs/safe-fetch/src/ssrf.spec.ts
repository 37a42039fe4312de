// No spelling of a private address is ever connected to, and no name leads to one.
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  LOOPBACK_ALLOWED,
  closeAll,
  errorOf,
  fixtureRows,
  names,
  serve,
} from '../test/loopback.js';
import { parseAllowance } from './allowance.js';
import type { CheckedTarget, OpenSocket } from './open-socket.js';
import { directOpener } from './open-socket.js';
import { createSafeFetch } from './safe-fetch.js';
import type { SafeFetchOptions } from './types.js';

afterEach(closeAll);

const PUBLIC = '93.184.216.34';

/** Writes down what would be connected to, and leads every connection to this port of loopback. */
const detour = (port: number): { opened: CheckedTarget[]; openSocket: OpenSocket } => {
  const opened: CheckedTarget[] = [];
  const openSocket: OpenSocket = async (target, wait) => {
    opened.push(target);
    const { socket } = await directOpener()({ ...target, port, addresses: ['127.0.0.1'] }, wait);
    return { socket, address: target.addresses[0] };
  };
  return { opened, openSocket };
};

const options = (more: Partial<SafeFetchOptions>): SafeFetchOptions => ({
  allow: [],
  userAgent: 'test',
  ...more,
});

describe('a host that is not public', () => {
  it.each(fixtureRows('private-hosts.txt'))('is never contacted as %s (%s)', async (host) => {
    const server = await serve((_request, response) => response.end());
    const { opened, openSocket } = detour(server.port);
    // Some network is allowed, so that the port alone does not already refuse it.
    const allow = parseAllowance('192.0.2.0/24');
    const lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const safeFetch = createSafeFetch(options({ allow, openSocket, lookup }));
    for (const authority of [host, `${host}:${server.port}`]) {
      const { kind } = await errorOf(safeFetch(`http://${authority}/`));
      expect(['refused-address', 'bad-url']).toContain(kind);
    }
    expect(opened).toEqual([]);
    expect(server.connections()).toBe(0);
  });

  it.each(fixtureRows('addresses-not-public.txt'))(
    'is refused when its name resolves to %s (%s)',
    async (address) => {
      const { opened, openSocket } = detour(9);
      const lookup = names({ 'blog.example': [address] });
      const safeFetch = createSafeFetch(options({ openSocket, lookup }));
      expect((await errorOf(safeFetch('http://blog.example/'))).kind).toBe('refused-address');
      expect(opened).toEqual([]);
    },
  );

  it.each([
    ['first', ['10.0.0.1', PUBLIC]],
    ['last', [PUBLIC, '10.0.0.1']],
    ['of the other family', [PUBLIC, 'fd00::1']],
  ])('is refused when one private address comes %s', async (_where, addresses) => {
    const { opened, openSocket } = detour(9);
    const lookup = names({ 'blog.example': addresses });
    const safeFetch = createSafeFetch(options({ openSocket, lookup }));
    expect((await errorOf(safeFetch('http://blog.example/'))).kind).toBe('refused-address');
    expect(opened).toEqual([]);
  });

  it('is refused as localhost even when a resolver calls that public', async () => {
    const { opened, openSocket } = detour(9);
    const lookup = names({ 'a.localhost': [PUBLIC] });
    const safeFetch = createSafeFetch(options({ openSocket, lookup }));
    expect((await errorOf(safeFetch('http://a.localhost/'))).kind).toBe('refused-address');
    expect(opened).toEqual([]);
  });

  it('is not named in the message that a stranger may read', async () => {
    const lookup = names({ 'intranet.example': ['10.11.12.13'] });
    const error = await errorOf(createSafeFetch(options({ lookup }))('http://intranet.example/'));
    expect(error.message).not.toContain('10.11.12.13');
  });
});

describe('a public host', () => {
  it('is refused on an odd port although some network is allowed', async () => {
    const { opened, openSocket } = detour(9);
    const lookup = names({ 'blog.example': [PUBLIC] });
    const safeFetch = createSafeFetch(
      options({ openSocket, lookup, allow: parseAllowance('10.0.0.0/8') }),
    );
    expect((await errorOf(safeFetch('http://blog.example:8080/'))).kind).toBe('refused-port');
    expect(opened).toEqual([]);
  });

  it('is connected to at the address that was checked, whatever its name says later', async () => {
    const server = await serve((_request, response) => response.end('hello'));
    const { opened, openSocket } = detour(server.port);
    const answers = [[PUBLIC], ['127.0.0.1']];
    const lookup = () =>
      Promise.resolve((answers.shift() ?? []).map((address) => ({ address, family: 4 })));
    const safeFetch = createSafeFetch(options({ openSocket, lookup }));
    const response = await safeFetch('http://rebind.example/');
    expect(response.address).toBe(PUBLIC);
    expect(opened.map(({ addresses }) => addresses)).toEqual([[PUBLIC]]);
    expect(answers).toEqual([['127.0.0.1']]);
  });

  it('is resolved and checked anew on each hop', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    const { opened, openSocket } = detour(server.port);
    const answers = [[PUBLIC], ['127.0.0.1']];
    const lookup = () =>
      Promise.resolve((answers.shift() ?? []).map((address) => ({ address, family: 4 })));
    const error = await errorOf(
      createSafeFetch(options({ openSocket, lookup }))('http://rebind.example/'),
    );
    expect(error).toMatchObject({ kind: 'refused-address', url: 'http://rebind.example/again' });
    expect(opened).toHaveLength(1);
    expect(answers).toEqual([]);
  });

  it.each(fixtureRows('private-hosts.txt'))('cannot redirect to %s (%s)', async (host) => {
    const server = await serve((_request, response) => {
      const location = Buffer.from(`http://${host}/secret`).toString('latin1');
      response.writeHead(302, { location }).end();
    });
    const { opened, openSocket } = detour(server.port);
    const lookup = (name: string) =>
      names({ 'blog.example': [PUBLIC] })(name).catch(() => [{ address: '127.0.0.1', family: 4 }]);
    const error = await errorOf(
      createSafeFetch(options({ openSocket, lookup }))('http://blog.example/'),
    );
    expect(['refused-address', 'bad-url']).toContain(error.kind);
    expect(error.redirects).toHaveLength(1);
    expect(opened).toHaveLength(1);
  });

  it.each([
    ['ftp://blog.example/', 'refused-scheme'],
    ['file:///etc/passwd', 'refused-scheme'],
    ['http://blog.example:22/', 'refused-port'],
    ['http://a:b@blog.example/', 'bad-url'],
    ['http://[', 'bad-url'],
  ])('cannot redirect to %s', async (location, kind) => {
    const server = await serve((_request, response) => {
      response.writeHead(301, { location }).end();
    });
    const { openSocket } = detour(server.port);
    const lookup = names({ 'blog.example': [PUBLIC] });
    const error = await errorOf(
      createSafeFetch(options({ openSocket, lookup }))('http://blog.example/'),
    );
    expect(error).toMatchObject({ kind, url: location, redirects: [{ status: 301, location }] });
  });
});

describe('an allowance', () => {
  it('of a network opens every port of it, by address and by name', async () => {
    const server = await serve((_request, response) => response.end('hello'));
    const lookup = names({ 'intranet.example': ['127.0.0.1'], localhost: ['127.0.0.1'] });
    const safeFetch = createSafeFetch({ ...LOOPBACK_ALLOWED, lookup });
    for (const host of ['127.0.0.1', '0x7f.1', 'intranet.example', 'localhost']) {
      const response = await safeFetch(`http://${host}:${server.port}/`);
      expect(response).toMatchObject({ status: 200, address: '127.0.0.1' });
    }
    expect(server.connections()).toBe(4);
  });

  it('of a network does not cover a name that also resolves elsewhere', async () => {
    const server = await serve((_request, response) => response.end());
    const lookup = names({ 'intranet.example': ['127.0.0.1', '127.0.0.2'] });
    const safeFetch = createSafeFetch({ ...LOOPBACK_ALLOWED, lookup });
    const error = await errorOf(safeFetch(`http://intranet.example:${server.port}/`));
    expect(error.kind).toBe('refused-address');
    expect(server.connections()).toBe(0);
  });

  it('of an endpoint opens that name and port only', async () => {
    const server = await serve((_request, response) => response.end());
    const other = await serve((_request, response) => response.end());
    const lookup = names({ 'hooks.example': ['127.0.0.1'], 'blog.example': ['127.0.0.1'] });
    const allow = parseAllowance(`hooks.example:${server.port}`);
    const safeFetch = createSafeFetch(options({ allow, lookup }));
    expect((await safeFetch(`http://hooks.example:${server.port}/`)).status).toBe(200);
    for (const authority of [
      `hooks.example:${other.port}`,
      `blog.example:${server.port}`,
      'hooks.example',
    ]) {
      await errorOf(safeFetch(`http://${authority}/`));
    }
    expect([server.connections(), other.connections()]).toEqual([1, 0]);
  });
});
