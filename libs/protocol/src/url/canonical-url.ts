// Addresses of the web: read, brought to one form, compared.
import { MAX_ADDRESS, MAX_HOST, resolveUrl } from './resolve-url.js';

/** Query parameters that say where a click came from, never which page is meant. */
const TRACKING = /^(?:utm_[^=]*|fbclid|gclid|mc_cid|mc_eid|igshid|msclkid)$/i;

/* RFC 3986, section 2.3: these mean the same escaped and unescaped. */
const UNRESERVED = /[A-Za-z0-9\-._~]/;

// The WHATWG parser drops tabs and line ends inside an address silently; a person would not.
const BLANK_OR_CONTROL = /[\s\p{Cc}]/u;
/* Browsers take a backslash before the query for a slash, other programs for part of the host. */
const BACKSLASH = /^[^?#]*\\/;

/**
 * An absolute http or https address as the WHATWG parser of every browser reads it (host in lower
 * case and punycode, numeric hosts as plain IPv4, dot segments resolved), or null. Null also for an
 * address with white space, controls or (before the query) backslashes inside, without `//`, or with
 * a user name or password, and for one that {@link resolveUrl} finds too long.
 */
export function parseHttpUrl(text: string): URL | null {
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || BLANK_OR_CONTROL.test(trimmed)) return null;
  if (BACKSLASH.test(trimmed)) return null;
  const url = resolveUrl(trimmed);
  if (url === null || url.hostname === '' || url.username !== '' || url.password !== '')
    return null;
  return url;
}

/**
 * One form for all spellings of an address: host without trailing dot, no default port, no
 * fragment, no tracking parameters, no empty query, percent-escapes in upper case and only where
 * they mean something. Scheme, `www.`, path case and the order of parameters stay. Null for what
 * {@link parseHttpUrl} refuses, and for what escapes or punycode make too long for it.
 * Idempotent.
 *
 * @example canonicalUrl('HTTP://Blog.Example:80/a/../b?utm_source=x#c') // 'http://blog.example/b'
 */
export function canonicalUrl(text: string): string | null {
  const url = parseHttpUrl(text);
  if (url === null) return null;
  const host = hostOf(url);
  if (host === '' || host.length > MAX_HOST) return null;
  const canonical = `${url.protocol}//${host}${portOf(url)}${tidyEscapes(url.pathname)}${queryOf(url)}`;
  return canonical.length > MAX_ADDRESS ? null : canonical;
}

/**
 * Whether two addresses lead to the same resource for the purpose of a link proof: equal in
 * canonical form, whatever the scheme, a leading `www.`, a trailing slash, doubled slashes in the
 * path and the fragment. A different path, query or sub-domain is a different resource:
 * `/post/1` is not `/post/10`.
 */
export function sameResource(a: string, b: string): boolean {
  const key = resourceKey(a);
  return key !== null && key === resourceKey(b);
}

/** What {@link sameResource} compares: one key per resource, or null for what is no http address. */
export function resourceKey(text: string): string | null {
  const canonical = canonicalUrl(text);
  if (canonical === null) return null;
  const url = new URL(canonical);
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  return `${hostKey(url)}${portOf(url)}${path}${url.search}`;
}

/** The host as {@link resourceKey} has it: a cheap first look whether two addresses can be the same. */
export const hostKey = (url: URL): string => hostOf(url).replace(/^www\.(?=[^.]+\.)/, '');

/** Scheme, host and port (`https://blog.example`), host without trailing dot; null if not http(s). */
export function originOf(text: string): string | null {
  const url = parseHttpUrl(text);
  return url === null || hostOf(url) === ''
    ? null
    : `${url.protocol}//${hostOf(url)}${portOf(url)}`;
}

/**
 * Whether an address lies on a site: same parsed host, same port, http and https being one. Hosts
 * are compared whole, so `blog.example.evil.tld`, `evil.tld/?blog.example`, `user@`, sub-domains and
 * prefixes never match. When the origin has a path, the address must lie at or below it.
 */
export function isBelowOrigin(text: string, origin: string): boolean {
  const [url, site] = [parseHttpUrl(text), parseHttpUrl(origin)];
  if (url === null || site === null) return false;
  if (hostOf(url) === '' || hostOf(url) !== hostOf(site) || portOf(url) !== portOf(site))
    return false;
  const folder = tidyEscapes(site.pathname).replace(/\/$/, '');
  const path = tidyEscapes(url.pathname);
  return path === folder || path.startsWith(`${folder}/`);
}

/* Looks behind, or a run of dots that does not end the host would be tried from each of them. */
const hostOf = (url: URL): string => url.hostname.replace(/(?<!\.)\.+$/, '');

const portOf = (url: URL): string => (url.port === '' ? '' : `:${url.port}`);

function queryOf(url: URL): string {
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING.test(pair.split('=', 1)[0] ?? ''));
  return kept.length === 0 ? '' : `?${tidyEscapes(kept.join('&'))}`;
}

const tidyEscapes = (part: string): string =>
  part.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return UNRESERVED.test(character) ? character : escape.toUpperCase();
  });
