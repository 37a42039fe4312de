// Headers of every answer: nothing inline, nothing foreign, no frames, no referrer.
import type { FastifyInstance, FastifyReply } from 'fastify';

const policy = {
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'frame-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

type Directives = Readonly<Record<string, string>>;

const textOf = (directives: Directives) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join('; ');

/** Of every answer, errors that are sent before any hook runs among them. */
export function securityHeaders(publicUrl: string): Record<string, string> {
  return {
    'content-security-policy': textOf(policy),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/** Written out once: these headers go with every answer of the hot path too. */
export function registerSecurityHeaders(fastify: FastifyInstance, publicUrl: string): void {
  const headers = securityHeaders(publicUrl);
  // the API's own reference page styles itself inline
  const docs = textOf({ ...policy, 'style-src': "'self' 'unsafe-inline'" });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers);
    if (request.url.startsWith('/api/docs')) void reply.header('content-security-policy', docs);
    done();
  });
}

/** For a picture or a document made of what a stranger wrote: it loads nothing and runs nothing, wherever it is shown. */
export function confine(reply: FastifyReply, allowed: Directives = {}): void {
  const nothing = { 'default-src': "'none'", 'frame-ancestors': "'none'", sandbox: '' };
  void reply.header('content-security-policy', textOf({ ...nothing, ...allowed }));
  if (allowed['frame-ancestors'] === "'self'") void reply.header('x-frame-options', 'SAMEORIGIN');
}
