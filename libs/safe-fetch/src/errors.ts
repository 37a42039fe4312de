// Why a fetch gave no response, in kinds that callers can act upon.

/** A redirect on the way: the address that answered, its status, its `Location` resolved. */
export interface FollowedRedirect {
  url: string;
  status: number;
  location: string;
}

/**
 * - `refused-address` an address is neither public nor allowed; nothing was connected
 * - `refused-scheme` neither http nor https
 * - `refused-port` neither 80 nor 443 nor allowed
 * - `bad-url` not a URL, or one with credentials, or longer than 8192 characters
 * - `held-back` by `beforeHop`, whose error is the `cause`; for this hop nothing was looked up or
 *   connected
 * - `dns` the name has no address or the resolver failed
 * - `connect` no connection: refused, unreachable, reset
 * - `tls` the handshake failed or the certificate does not hold
 * - `timeout` any of the time limits
 * - `too-large` head, body or decompressed body over its limit, or a decompression bomb
 * - `bad-encoding` `Content-Encoding` unknown or the compressed data corrupt
 * - `too-many-redirects` over the limit, or a circle
 * - `content-type` refused by `acceptContentType`
 * - `aborted` by the caller's signal or by `close()`
 * - `protocol` what came is not HTTP, or the connection ended in mid-response
 */
export type SafeFetchErrorKind =
  | 'refused-address'
  | 'refused-scheme'
  | 'refused-port'
  | 'bad-url'
  | 'held-back'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'bad-encoding'
  | 'too-many-redirects'
  | 'content-type'
  | 'aborted'
  | 'protocol';

/**
 * No response, and why. HTTP error statuses are responses, not errors. The message never names a
 * resolved address: it may be shown to the stranger, who must not learn our network from it.
 */
export class SafeFetchError extends Error {
  override readonly name = 'SafeFetchError';

  constructor(
    readonly kind: SafeFetchErrorKind,
    message: string,
    /** The address of the hop that failed. */
    readonly url: string,
    /** The hops before it. */
    readonly redirects: readonly FollowedRedirect[],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What a guard throws: a kind and a sentence, before it is known which hop it belongs to. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly kind: SafeFetchErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const KIND_BY_CODE: Record<string, SafeFetchErrorKind> = {
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  HPE_HEADER_OVERFLOW: 'too-large',
};

/** Gives an error of the network a kind; a {@link Failure} keeps its own. */
export const asFailure = (error: unknown, otherwise: SafeFetchErrorKind): Failure => {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  const message = textOf(error, 'message') || String(error);
  const kind = KIND_BY_CODE[code] ?? otherwise;
  return new Failure(kind, code ? `${message} (${code})` : message, { cause: error });
};

/** The `code` that Node, OpenSSL, zlib and undici put on their errors, or ''. */
export const codeOf = (error: unknown): string => textOf(error, 'code');

// Not by `instanceof Error`: an error made in another realm, as under a test runner, is one too.
const textOf = (error: unknown, field: 'code' | 'message'): string => {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
};
