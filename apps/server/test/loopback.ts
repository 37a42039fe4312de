// HTTP servers on loopback: started on a free port, ended with all their connections.
import { randomInt } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Loopback = { url: string; port: number; server: Server; stop: () => Promise<void> };

/** `port` 0 takes a free one. Any address of 127.0.0.0/8 will do. */
export async function listenOnLoopback(
  listener: RequestListener,
  host = '127.0.0.1',
  port = 0,
): Promise<Loopback> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${bound}`,
    port: bound,
    server,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Below those that the system gives to whoever asks for any port, or connects: between our choice
 * and our use of one, nobody else is given it. Each Jest worker has a part of its own.
 */
const PORTS = { from: 12_000, perWorker: 4_000, workers: 4 };
let lastPort = randomInt(PORTS.perWorker);

/** A port that nobody uses, and that nobody gets by chance. Never the same one twice in a spec file. */
export async function freePort(): Promise<number> {
  const part = Number(process.env['JEST_WORKER_ID'] ?? 0) % PORTS.workers;
  for (let tried = 0; tried < PORTS.perWorker; tried += 1) {
    lastPort = (lastPort + 1) % PORTS.perWorker;
    const port = PORTS.from + part * PORTS.perWorker + lastPort;
    if (await isFree(port)) return port;
  }
  throw new Error('there is no free port');
}

async function isFree(port: number): Promise<boolean> {
  try {
    const { stop } = await listenOnLoopback(
      (_request, response) => response.end(),
      undefined,
      port,
    );
    await stop();
    return true;
  } catch {
    return false;
  }
}
