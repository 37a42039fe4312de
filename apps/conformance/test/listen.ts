// A server on loopback in which a test writes the answers by hand.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export type Handler = (
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) => Promise<void> | void;

const MAX_BODY = 65_536;

/** `handler` gets the whole body, or, where `tooLong` is given, long ones are answered with 413 and it. */
export async function listen(handler: Handler, tooLong?: string): Promise<Listening> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (tooLong === undefined || bytes <= MAX_BODY) chunks.push(chunk);
    });
    request.on('end', () => {
      if (tooLong !== undefined && bytes > MAX_BODY)
        response.writeHead(413, { 'content-type': 'text/xml; charset=utf-8' }).end(tooLong);
      else void handler(request, Buffer.concat(chunks), response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
