// Bodies: raw bytes for the protocols, strict JSON for the API, with limits at the socket.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DomainError } from '../errors.js';
import { collected, jsonOf } from './body.js';
import { isLongJson, leaveUnread } from './long-json.js';

/** A TrackBack ping is a few fields; anything near this size is not one. */
const PROTOCOL_BODY_BYTES = 65_536;
/** Two addresses, perhaps a third and a code. */
const WEBMENTION_BODY_BYTES = 16_384;
export const API_BODY_BYTES = 1_048_576;

/** A site's model as a file, compressed and in base64. */
const MODEL_BODY_BYTES = 8_388_608;
const LINES = 'application/x-ndjson';

const isApi = (path: string) => path.startsWith('/api/');

export function registerContentParsers(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith('/webmention')) route.bodyLimit = WEBMENTION_BODY_BYTES;
    else if (!isApi(route.url)) route.bodyLimit = PROTOCOL_BODY_BYTES;
    if (route.url.endsWith('/learning/model')) route.bodyLimit = MODEL_BODY_BYTES;
    if (isLongJson(route.url)) leaveUnread(route);
  });
  fastify.removeAllContentTypeParsers();
  // long and only for those who are signed in: read after the sign-in is checked
  fastify.addContentTypeParser(LINES, (request, payload, done) => {
    if (takesLines(request)) done(null, payload);
    else
      collected(payload, request.routeOptions.bodyLimit).then(
        (body) => parsed(request, body, done),
        done,
      );
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    parsed(request, body, done);
  });
}

const takesLines = ({ routeOptions }: FastifyRequest) =>
  routeOptions.url?.endsWith('/learning/history') === true;

function parsed(
  request: FastifyRequest,
  body: Buffer,
  done: (error: Error | null, body?: unknown) => void,
): void {
  if (!isApi(request.url)) return done(null, body);
  if (body.length === 0) return done(null, undefined);
  try {
    done(null, jsonOf(request, body));
  } catch (error) {
    done(error as DomainError);
  }
}
