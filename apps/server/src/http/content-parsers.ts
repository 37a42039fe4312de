// Bodies: raw bytes for the protocols, strict JSON for the API, with limits at the socket.
import type { FastifyInstance } from 'fastify';
import { parse as parseJson } from 'secure-json-parse';
import { DomainError } from '../errors.js';

/** A TrackBack ping is a few fields; anything near this size is not one. */
const PROTOCOL_BODY_BYTES = 65_536;
/** Two addresses, perhaps a third and a code. */
const WEBMENTION_BODY_BYTES = 16_384;
export const API_BODY_BYTES = 1_048_576;

const isApi = (path: string) => path.startsWith('/api/');

export function registerContentParsers(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith('/webmention')) route.bodyLimit = WEBMENTION_BODY_BYTES;
    else if (!isApi(route.url)) route.bodyLimit = PROTOCOL_BODY_BYTES;
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (!isApi(request.url)) return done(null, body);
    if (body.length === 0) return done(null, undefined);
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json')
      return done(
        new DomainError('unsupported-media-type', { detail: 'Send JSON as application/json.' }),
      );
    try {
      done(null, parseJson(body.toString('utf8')));
    } catch {
      done(new DomainError('malformed-json'));
    }
  });
}
