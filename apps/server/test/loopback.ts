// HTTP servers on loopback: started on a free port, ended with all their connections.
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

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { port, stop } = await listenOnLoopback((_request, response) => response.end());
  await stop();
  return port;
}
