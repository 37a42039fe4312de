// What we say about ourselves in a request, and what a caller cannot make us say.

// Cookies and Referer would tell a stranger where else we were; the others are the connection's
// own and could be used to smuggle a second request or to hide compressed bytes from the cap.
const NEVER_SENT = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

// Secrets meant for one origin, which a redirect must not carry to another.
const ONE_ORIGIN_ONLY = new Set(['authorization']);

// They describe a body, and have no meaning once a redirect has dropped it.
const BODY_HEADERS = new Set([
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
]);

/** The headers of the first hop: lower-case names, the caller's over the defaults. */
export const outgoingHeaders = (
  userAgent: string,
  accept: string | undefined,
  given: Readonly<Record<string, string>>,
): Record<string, string> => ({
  'user-agent': userAgent,
  accept: accept ?? '*/*',
  ...keep(lowerCased(given), (name) => !NEVER_SENT.has(name)),
  'accept-encoding': 'gzip, deflate, br',
});

/** The headers for another origin. */
export const withoutCredentials = (headers: Record<string, string>): Record<string, string> =>
  keep(headers, (name) => !ONE_ORIGIN_ONLY.has(name));

/** The headers once the body is gone. */
export const withoutBodyHeaders = (headers: Record<string, string>): Record<string, string> =>
  keep(headers, (name) => !BODY_HEADERS.has(name));

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const keep = (
  headers: Record<string, string>,
  wanted: (name: string) => boolean,
): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => wanted(name)));
