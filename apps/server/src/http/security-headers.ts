// Headers of every answer: nothing inline, nothing foreign, no frames, no referrer.
import type { FastifyInstance } from 'fastify';

const policy = {
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

const textOf = (directives: Record<string, string>) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** Written out once: these headers go with every answer of the hot path too. */
export function registerSecurityHeaders(fastify: FastifyInstance, publicUrl: string): void {
  const headers: Record<string, string> = {
    'content-security-policy': textOf(policy),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  // the API's own reference page styles itself inline
  const docs = textOf({ ...policy, 'style-src': "'self' 'unsafe-inline'" });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers);
    if (request.url.startsWith('/api/docs')) void reply.header('content-security-policy', docs);
    done();
  });
}
