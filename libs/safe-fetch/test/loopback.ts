// Servers on loopback that answer as a test wants, and the fixture tables.
import { readFileSync } from 'node:fs';
import type { RequestListener, Server as HttpServer, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import type { SafeFetchError } from '../src/errors.js';
import type { SafeFetchOptions } from '../src/types.js';
import { parseAllowance } from '../src/allowance.js';

export interface Loopback {
  port: number;
  /** `http://127.0.0.1:port` */
  origin: string;
  /** How many connections were ever made to it. */
  connections(): number;
  /**
   * Resolves once every connection is gone. The server ends none of its own accord, so a client
   * that leaks a socket makes this hang and the test fail.
   */
  close(): Promise<void>;
}

const servers: Loopback[] = [];

export const listen = async (server: Server | HttpServer, scheme = 'http'): Promise<Loopback> => {
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const loopback: Loopback = {
    port,
    origin: `${scheme}://127.0.0.1:${port}`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
  servers.push(loopback);
  return loopback;
};

/** An HTTP server with this listener. */
export const serve = (answer: RequestListener): Promise<Loopback> => listen(createServer(answer));

/** A TCP server that does what it likes with a connection. */
export const serveRaw = (answer: (socket: Socket) => void): Promise<Loopback> =>
  listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      // Without a reader the end of the other side would go unnoticed.
      socket.resume();
      answer(socket);
    }),
  );

/** For `afterEach`: waits until no server has a connection left. */
export const closeAll = async (): Promise<void> => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
};

export const LOOPBACK_ALLOWED: SafeFetchOptions = {
  allow: parseAllowance('127.0.0.1/32'),
  userAgent: 'Trackwarden/0 (+https://trackwarden.example)',
};

/** A resolver that knows these names only. */
export const names =
  (table: Record<string, string[]>) =>
  (hostname: string): Promise<{ address: string; family: number }[]> => {
    const addresses = table[hostname];
    if (addresses === undefined) {
      return Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    }
    return Promise.resolve(
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };

/** The error that a fetch ends with; fails when it ends well. */
export const errorOf = async (fetching: Promise<unknown>): Promise<SafeFetchError> => {
  const outcome = await fetching.then(
    () => 'a response',
    (error: unknown) => error,
  );
  if (outcome instanceof Error && outcome.name === 'SafeFetchError') {
    return outcome as SafeFetchError;
  }
  throw new Error('expected a SafeFetchError', { cause: outcome });
};

/** Writes the same again and again for as long as the other side takes it. */
export const forever = (to: ServerResponse | Socket, chunk: string | Buffer): void => {
  const more = (): void => {
    while (!to.destroyed && to.write(chunk));
  };
  to.on('drain', more);
  to.on('error', () => undefined);
  more();
};

/** Writes a little every few milliseconds until the other side leaves. */
export const drip = (to: ServerResponse | Socket, chunk: string): void => {
  const timer = setInterval(() => to.write(chunk), 5);
  to.on('close', () => {
    clearInterval(timer);
  });
};

const fixture = (name: string): URL => new URL(`../fixtures/${name}`, import.meta.url);

/** The whole file. */
export const fixtureText = (name: string): string => readFileSync(fixture(name), 'utf8');

/** The rows of a table without comment lines, split at tabs. */
export const fixtureRows = (name: string): string[][] =>
  fixtureText(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
