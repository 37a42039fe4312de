// Who sent a request.
import type { FastifyRequest } from 'fastify';

/** The address and the program of a sender. */
export type Sender = { ip: string; userAgent: string };

/** Read it first: a sender that has hung up has no address any more. */
export function senderOf(request: FastifyRequest): Sender {
  // the type promises an address, a socket that is gone has none
  const ip = request.ip as string | undefined;
  return { ip: ip ?? 'unknown', userAgent: (request.headers['user-agent'] ?? '').slice(0, 300) };
}

/** The bytes of the body; none for a request without one. */
export function bodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Buffer ? request.body : new Uint8Array();
}
