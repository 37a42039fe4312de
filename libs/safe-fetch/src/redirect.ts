// Which request follows from a redirect: the rules of the fetch standard, by hand, one hop at a time.
import { Failure } from './errors.js';
import type { GuardedUrl } from './guard-url.js';
import { withoutBodyHeaders, withoutCredentials } from './request-headers.js';
import type { Head } from './response-headers.js';
import { readUrl } from './read-url.js';

/** A request as it goes out on one hop. */
export interface HopRequest {
  target: GuardedUrl;
  method: 'GET' | 'HEAD' | 'POST';
  headers: Record<string, string>;
  body: string | Uint8Array | null;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The absolute `Location` of a redirect that can be followed, or null; a broken one as it came. */
export const locationOf = ({ status, headers }: Head, base: URL): string | null => {
  const raw = headers['location'];
  if (!REDIRECTS.has(status) || raw === undefined) return null;
  const location = asUtf8(raw);
  return readUrl(location, base)?.href ?? location;
};

/**
 * The request for the next hop (RFC 9110 section 15.4 as browsers do it): 303, and 301 or 302 of a
 * POST, turn into a GET without body; 307 and 308 repeat the request. Another origin gets no
 * `Authorization`, because it was not meant for it; http after https counts as another origin.
 */
export const followingRequest = (from: HopRequest, status: number, to: GuardedUrl): HopRequest => {
  const becomesGet = from.method === 'POST' && (status === 301 || status === 302 || status === 303);
  const headers =
    to.url.origin === from.target.url.origin ? from.headers : withoutCredentials(from.headers);
  if (!becomesGet) return { ...from, target: to, headers };
  return { target: to, method: 'GET', headers: withoutBodyHeaders(headers), body: null };
};

/**
 * Remembers the requests of one call. We carry no state from hop to hop, so a request that was
 * made before has the same answer again, and following it further is work for nothing.
 */
export const createTrail = (maxRedirects: number) => {
  const seen = new Set<string>();
  return {
    /** @throws Failure `too-many-redirects` */
    enter({ method, target: { url } }: HopRequest): void {
      const key = `${method} ${url.href}`;
      if (seen.has(key)) throw new Failure('too-many-redirects', 'the redirects form a circle');
      if (seen.size > maxRedirects) {
        throw new Failure('too-many-redirects', `more than ${maxRedirects} redirects`);
      }
      seen.add(key);
    },
  };
};

// Header bytes arrive as latin1; blogs put raw UTF-8 into Location, which has to be read as such.
const asUtf8 = (latin1: string): string => {
  const bytes = Buffer.from(latin1, 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return latin1;
  }
};
