// Bodies: raw bytes for the protocols, strict JSON for the API, with limits at the socket.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse as parseJson } from 'secure-json-parse';
import { DomainError } from '../errors.js';

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

async function collected(payload: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload) {
    length += chunk.length;
    if (length > limit) throw new DomainError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(
  request: FastifyRequest,
  body: Buffer,
  done: (error: Error | null, body?: unknown) => void,
): void {
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
}
