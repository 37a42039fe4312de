// Bodies of requests: collected up to a limit, and read as strict JSON.
import type { FastifyRequest } from 'fastify';
import { parse as parseJson } from 'secure-json-parse';
import { DomainError } from '../errors.js';

/** Throws `too-large`. */
export async function collected(payload: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload) {
    length += chunk.length;
    if (length > limit) throw new DomainError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Throws `unsupported-media-type` and `malformed-json`. */
export function jsonOf(request: FastifyRequest, body: Buffer): unknown {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new DomainError('unsupported-media-type', { detail: 'Send JSON as application/json.' });
  try {
    return parseJson(body.toString('utf8'));
  } catch {
    throw new DomainError('malformed-json');
  }
}
