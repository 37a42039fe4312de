// First guard: what can be refused by reading the address, before any name is looked up.
import type { FetchAllowance } from './allowance.js';
import { allowsNetworks, isAllowedEndpoint, plainHost } from './allowance.js';
import { Failure } from './errors.js';
import { readUrl } from './read-url.js';

const MAX_URL_LENGTH = 8_192;

/** A URL that passed the guard, with the parts that the later guards and the socket need. */
export interface GuardedUrl {
  /** Without fragment and without the trailing dot of the host. */
  url: URL;
  /** Name or IP address without brackets. */
  host: string;
  port: number;
  secure: boolean;
}

/**
 * Only http and https, because other schemes reach files and programs. No credentials, because
 * `user@host` disguises the host and would send a secret. The host is what the WHATWG parser
 * makes of it, because connecting uses the same reading, so `0x7f.1` or full-width digits have
 * become 127.0.0.1 before anyone judges. Ports 80 and 443, because other ports belong to services
 * that can be confused by an HTTP request.
 *
 * @throws Failure `bad-url`, `refused-scheme` or `refused-port`
 */
export const guardUrl = (input: string | URL, allow: readonly FetchAllowance[]): GuardedUrl => {
  const url = parse(input);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Failure('refused-scheme', `only http and https are fetched, not ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Failure('bad-url', 'addresses with credentials are not fetched');
  }
  if (url.hostname.includes('..') || url.hostname === '.') {
    throw new Failure('bad-url', 'the host name has an empty label');
  }
  // `blog.example.` and `blog.example` are one host, for certificates, rate limits and this list.
  url.hostname = url.hostname.replace(/\.$/, '');
  url.hash = '';
  const secure = url.protocol === 'https:';
  const host = plainHost(url.hostname);
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  if (!isWebPort(port) && !allowsNetworks(allow) && !isAllowedEndpoint(allow, host, port)) {
    throw refusedPort(port);
  }
  return { url, host, port, secure };
};

/** Whether the port is one that any public host may be asked on. */
export const isWebPort = (port: number): boolean => port === 80 || port === 443;

/** The failure for a port that is not allowed for this host. */
export const refusedPort = (port: number): Failure =>
  new Failure('refused-port', `only ports 80 and 443 are fetched, not ${port}`);

const parse = (input: string | URL): URL => {
  const text = String(input);
  if (text.length > MAX_URL_LENGTH) {
    throw new Failure('bad-url', `the address is longer than ${MAX_URL_LENGTH} characters`);
  }
  const url = readUrl(text);
  if (!url) throw new Failure('bad-url', 'the address is not a valid URL');
  return url;
};
