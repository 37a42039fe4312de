// One request over one connection of its own: sends it and returns the response with its head read.
import type { Readable } from 'node:stream';
import { Client } from 'undici';
import type { Deadline } from './deadline.js';
import { Failure, asFailure } from './errors.js';
import type { OpenedSocket } from './open-socket.js';
import type { HopRequest } from './redirect.js';
import type { Head } from './response-headers.js';
import { plainHeaders } from './response-headers.js';

/** A response whose body has not been read. */
export interface OpenResponse extends Head {
  body: Readable;
}

/**
 * Runs `use` with the response, then destroys the connection, however it ended. There is no pool:
 * a kept connection would belong to an address that was checked for another call, and strangers
 * would decide how many we hold open.
 */
export const withResponse = async <T>(
  { socket }: OpenedSocket,
  request: HopRequest,
  bounds: { maxHeaderBytes: number; headersTimeoutMs: number },
  deadline: Deadline,
  use: (response: OpenResponse) => Promise<T>,
): Promise<T> => {
  const client = new Client(request.target.url.origin, {
    connect: onlyOnce(socket),
    allowH2: false,
    maxHeaderSize: bounds.maxHeaderBytes,
    // The deadline keeps time; undici's own clocks are too coarse and start anew on each byte.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    deadline.step('the response head', bounds.headersTimeoutMs);
    return await use(await send(client, request, deadline));
  } finally {
    socket.destroy();
    await client.destroy();
  }
};

const send = async (
  client: Client,
  { target: { url }, method, headers, body }: HopRequest,
  deadline: Deadline,
): Promise<OpenResponse> => {
  try {
    const response = await deadline.race(
      client.request({
        path: url.pathname + url.search,
        method,
        headers,
        body,
        reset: true,
        signal: deadline.signal,
      }),
    );
    // Most bodies are dropped unread, which undici reports as an error on the stream.
    response.body.on('error', () => undefined);
    return {
      status: response.statusCode,
      headers: plainHeaders(response.headers),
      body: response.body,
    };
  } catch (error) {
    throw asFailure(error, 'protocol');
  }
};

// Were undici to reconnect, it would do so past the guards: there is one socket and no second.
const onlyOnce = (socket: OpenedSocket['socket']) => {
  let used = false;
  return (
    _options: unknown,
    callback: (...result: [null, typeof socket] | [Error, null]) => void,
  ) => {
    if (used) {
      callback(new Failure('protocol', 'the connection was closed'), null);
      return;
    }
    used = true;
    // undici only looks at its queue again when the answer comes later than the question.
    queueMicrotask(() => {
      callback(null, socket);
    });
  };
};
